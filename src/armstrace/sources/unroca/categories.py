"""The categories of the UN Register of Conventional Arms: I to VII with their parts, small arms and light weapons.

The names of the seven categories are those of the register's reporting form; IV, V, VI and VII have parts since 2003,
2016 or 2019. The short codes ("acv", "lw3") are those of the register's own interface.
"""

import re
from functools import cache, lru_cache

from armstrace.records.errors import UnreadableValue
from armstrace.sources.trade.cells import plain

MAJOR: dict[str, tuple[str, ...]] = {
    "I": ("battle tanks", "battle tank", "bt"),
    "II": ("armoured combat vehicles", "armored combat vehicles", "acv"),
    "III": ("large-calibre artillery systems", "large calibre artillery systems", "lcas"),
    "IV": (
        "combat aircraft",
        "combat aircraft and unmanned combat aerial vehicles",
        "combat aircraft and unmanned combat aerial vehicles (ucav)",
        "ca",
        "ca_gen",
    ),
    "IVa": ("combat aircraft (manned)", "manned combat aircraft"),
    "IVb": ("unmanned combat aerial vehicles", "unmanned combat aerial vehicles (ucav)", "auavf"),
    "V": ("attack helicopters", "ah", "ah_gen"),
    "Va": ("attack helicopters (manned)", "manned attack helicopters"),
    "Vb": ("rotary-wing unmanned combat aerial vehicles", "unmanned rotary-wing combat aerial vehicles"),
    "VI": ("warships", "warships (including submarines)", "ws"),
    "VIa": ("surface warships",),
    "VIb": ("submarines",),
    "VII": ("missiles and missile launchers", "missiles and missile-launchers", "mml", "mml_gen"),
    "VIIa": ("missiles and launchers, man-portable air-defence systems excepted",),
    "VIIb": ("man-portable air-defence systems", "man-portable air-defence systems (manpads)", "manpads", "mnpd"),
}
SMALL: dict[str, tuple[str, ...]] = {
    "small arms": ("sa",),
    "small arms: revolvers and self-loading pistols": ("revolvers and self-loading pistols", "sa_rsp"),
    "small arms: rifles and carbines": ("rifles and carbines", "sa_rc"),
    "small arms: sub-machine guns": ("sub-machine guns", "submachine guns", "sa_smg"),
    "small arms: assault rifles": ("assault rifles", "sa_ar"),
    "small arms: light machine guns": ("light machine guns", "light machine-guns", "sa_lmg"),
    "small arms: others": ("other small arms", "sa_o"),
    "light weapons": ("lw",),
    "light weapons: heavy machine guns": ("heavy machine guns", "heavy machine-guns", "lw1"),
    "light weapons: grenade launchers": (
        "hand-held under-barrel and mounted grenade launchers",
        "hand-held, under-barrel and mounted grenade launchers",
        "grenade launchers",
        "lw2",
    ),
    "light weapons: portable anti-tank guns": ("portable anti-tank guns", "lw3"),
    "light weapons: recoilless rifles": ("recoilless rifles", "lw4"),
    "light weapons: anti-tank missile launchers and rocket systems": (
        "portable launchers of anti-tank missile and rocket systems",
        "portable anti-tank missile launchers and rocket systems",
        "portable launchers of anti-tank missile systems and rocket systems",
        "lw5",
    ),
    "light weapons: anti-aircraft missile launchers": (
        "portable launchers of anti-aircraft missile systems",
        "lw6",
    ),
    "light weapons: mortars": (
        "mortars",
        "mortars of calibres less than 75 mm",
        "mortars of calibres less than 100 mm",
        "lw7",
    ),
    "light weapons: others": ("other light weapons", "lw_o", "lw8"),
}
_PART = re.compile(
    r"(?:[Cc]ategory\s)?(?P<numeral>VII|VI|IV|V|III|II|I)[\s.)\-]{0,3}(?:\(?(?P<part>[abAB])(?![A-Za-z])\)?)?"
    r"[\s.):\-]{0,4}(?P<rest>.{0,200})"
)
_NUMBERED = re.compile(r"\d{1,2}[.)]?\s{1,3}")
_OTHERS = {"others", "other"}


@cache
def _by_name() -> dict[str, str]:
    return {name: key for key, names in (*MAJOR.items(), *SMALL.items()) for name in (key.lower(), *names)}


@lru_cache(maxsize=4_096)
def category(printed: str, table: str = "") -> str:
    """Give a category as armstrace writes it: "III", "IVb", "small arms: assault rifles".

    `table` is small_arms or light_weapons where the line stands in such a table, which tells their "Others" apart.

    Raises:
        UnreadableValue: it is none of the register's.

    >>> category("III. Large-calibre artillery systems"), category("IV (b)"), category("Assault rifles")
    ('III', 'IVb', 'small arms: assault rifles')
    """
    text = plain(printed)
    name = _NUMBERED.sub("", text.lower(), count=1)
    known = _by_name().get(text.lower()) or _by_name().get(name)
    if known:
        return known
    if name in _OTHERS and table:
        return f"{table.replace('_', ' ')}: others"
    found = _PART.fullmatch(text)
    if found and (not found["rest"] or _goes_with(found["numeral"], found["rest"])):
        key = found["numeral"] + (found["part"] or "").lower()
        if key in MAJOR:
            return key
    raise UnreadableValue(
        f"{text[:60]!r} is no category of the UN register.",
        todo="Expected I to VII, IVa, IVb, Va, Vb, VIa, VIb, VIIa, VIIb, or a kind of small arm or light weapon.",
    )


def _goes_with(numeral: str, rest: str) -> bool:
    """Tell whether the words behind a numeral name the category of that numeral, so that no slip goes through."""
    named = _by_name().get(rest.strip().lower(), "")
    return named.rstrip("ab") == numeral


def main_category(key: str) -> str:
    """Give the category that a part belongs to: "IV" for "IVb"; a kind of small arm stays itself.

    >>> main_category("VIIb"), main_category("small arms: others")
    ('VII', 'small arms: others')
    """
    return key.rstrip("ab") if key in MAJOR else key
