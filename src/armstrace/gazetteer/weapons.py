"""Weapons, munitions and platforms named in running text, and the plain nouns for their classes.

Names and nouns are armstrace's own tables, data/weapons.csv and data/weapon_nouns.csv; the designations of a case's
registers are looked for beside them, and last whatever has the shape of a designation. Nothing is matched by likeness:
Spike-LR and Spike-ER, Harop and Harpy stay apart. The weapon class says what the thing is; how it was used, and
whether at all, is for the reader of the sentence to say.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from armstrace.gazetteer.designations import WeaponNames, find_designations, find_shapes
from armstrace.gazetteer.name_search import Hit, NameSearch
from armstrace.gazetteer.shared_heads import elided_before
from armstrace.gazetteer.ship_names import find_ships
from armstrace.gazetteer.shipped_tables import shipped_rows
from armstrace.gazetteer.weapon_context import Candidate, settled
from armstrace.gazetteer.written_forms import capital_forms, designation_forms, in_capitals, plural

WEAPON_CLASSES = (
    "cluster_munition",
    "loitering_munition",
    "uav",
    "artillery",
    "mlrs",
    "ballistic_missile",
    "missile_or_rocket",
    "white_phosphorus",
    "chemical",
    "aircraft",
    "landmine",
    "small_arms",
    "unknown",
)


@dataclass(frozen=True, slots=True)
class WeaponEntry:
    """One row of the tables: `kind` is weapon, munition, submunition or platform, `origin` the state of its maker.

    `platform_class` is finer than `weapon_class`: tank, ship, radar, air_defence, helicopter ... `everyday` are those
    of its names that also mean something else.
    """

    name: str
    aliases: tuple[str, ...]
    weapon_class: str
    kind: str
    platform_class: str
    origin: str
    everyday: frozenset[str]
    generic: bool
    source: str


@dataclass(frozen=True, slots=True)
class WeaponName:
    """A weapon named in a text: code points `start` to `end` (half open), and what the tables know of it.

    `generic` is True for a plain noun ("rockets"). For a designation known from the case or by its shape alone `kind`,
    `platform_class` and `origin` are "" and the class is "unknown".
    """

    start: int
    end: int
    printed: str
    name: str
    weapon_class: str
    kind: str
    generic: bool
    origin: str
    platform_class: str = ""


@cache
def weapon_entries() -> tuple[WeaponEntry, ...]:
    """Give every named weapon of data/weapons.csv, then every noun of data/weapon_nouns.csv."""
    named = tuple(_entry(row) for row in shipped_rows("weapons.csv"))
    return named + tuple(_noun(row) for row in shipped_rows("weapon_nouns.csv"))


def find_weapons_named(text: str, designations: Iterable[str] = ()) -> list[WeaponName]:
    """Find the weapons and classes of weapon in a text, in order, none overlapping, the longest name first.

    A designation's plural keeps its "s" outside the span ("T-72" of "T-72s"). Everyday words ("Grad", "Patriot",
    "Javelin") count only where their neighbours tell, see weapon_context.

    Args:
        text: the text as received.
        designations: those of the registers in the case.

    >>> [(w.printed, w.name, w.weapon_class) for w in find_weapons_named("BM-21 Grads, Su 25s and artillery")]
    [('BM-21 Grad', 'BM-21 Grad', 'mlrs'), ('Su 25', 'Su-25', 'aircraft'), ('artillery', 'artillery', 'artillery')]
    """
    shipped, passed_over = _shipped(text)
    ships = [_ship(text, ship.start, ship.end, (ship.name, ship.state)) for ship in find_ships(text)]
    shipped = _longest([*shipped, *ships, *_elided(text, shipped)])
    spans = {(found.start, found.end) for found in shipped}
    case = [
        _by_shape(text, found.start, found.end)
        for found in find_designations(text, WeaponNames.of(designations))
        if (found.start, found.end) not in spans | passed_over
    ]
    named = _longest([*shipped, *case]) if case else shipped
    taken = sorted({(found.start, found.end) for found in named} | passed_over)
    shapes = [_by_shape(text, found.start, found.end) for found in find_shapes(text, taken)]
    return sorted([*named, *shapes], key=lambda found: found.start)


def _shipped(text: str) -> tuple[list[WeaponName], frozenset[tuple[int, int]]]:
    """Give the names and nouns of the tables, and the spans of everyday words that name no weapon here."""
    search, meanings = _search()
    hits = [hit for hit in search.find(text) if hit.value]
    candidates = [_candidate(text, hit, meanings[hit.value]) for hit in hits if not meanings[hit.value][0].generic]
    sure = settled(text, candidates)
    passed_over = frozenset((it.start, it.end) for place, it in enumerate(candidates) if place not in sure)
    found = [_found(text, hit, meanings[hit.value]) for hit in hits]
    return [weapon for weapon in found if (weapon.start, weapon.end) not in passed_over], passed_over


def _by_shape(text: str, start: int, end: int) -> WeaponName:
    printed = text[start:end]
    return WeaponName(start, end, printed, printed, "unknown", "", generic=False, origin="")


def _ship(text: str, start: int, end: int, known: tuple[str, str]) -> WeaponName:
    name, state = known
    return WeaponName(start, end, text[start:end], name, "unknown", "platform", False, state, "ship")


def _elided(text: str, found: Sequence[WeaponName]) -> list[WeaponName]:
    """Give the nouns of lists that share one head, where nothing else is found in their place."""
    things = [weapon for weapon in found if weapon.generic and weapon.platform_class != "attack"]
    parts = [part for weapon in things for part in elided_before(text, weapon.start, weapon.printed, _nouns())]
    taken = {weapon.start for weapon in found}
    return [
        _found(text, Hit(part.start, part.end, ""), (_nouns()[part.noun], False, 0))
        for part in parts
        if part.start not in taken
    ]


@cache
def _nouns() -> Mapping[str, WeaponEntry]:
    """Give every plain noun of a thing, singular and plural, in small letters."""
    nouns = [entry for entry in weapon_entries() if entry.generic and entry.platform_class != "attack"]
    return {form.lower(): entry for entry in nouns for form in (entry.name, *entry.aliases)}


_Meaning = tuple[WeaponEntry, bool, int]  # what is meant, whether the word is an everyday one, letters of the plural


def _candidate(text: str, hit: Hit, meaning: _Meaning) -> Candidate:
    entry, everyday, tail = meaning
    end = hit.end - tail
    abbreviation = text[hit.start : end].isupper() and text[hit.start : end].isalpha()
    doubtful = everyday or (abbreviation and in_capitals(text, hit.start, hit.end))
    return Candidate(hit.start, end, entry.name, doubtful)


def _found(text: str, hit: Hit, meaning: _Meaning) -> WeaponName:
    entry, _, tail = meaning
    start, end = hit.start, hit.end - tail
    return WeaponName(
        start,
        end,
        text[start:end],
        entry.name,
        entry.weapon_class,
        entry.kind,
        entry.generic,
        entry.origin,
        entry.platform_class,
    )


def _longest(found: Sequence[WeaponName]) -> list[WeaponName]:
    kept: list[WeaponName] = []
    for weapon in sorted(found, key=lambda weapon: (weapon.start, -weapon.end)):
        if not kept or weapon.start >= kept[-1].end:
            kept.append(weapon)
    return kept


def _entry(row: Mapping[str, str]) -> WeaponEntry:
    return WeaponEntry(
        row["name"],
        tuple(filter(None, row["aliases"].split("|"))),
        row["weapon_class"],
        row["kind"],
        row["platform_class"],
        row["origin"],
        frozenset(filter(None, row["everyday"].split("|"))),
        generic=False,
        source=row["source"],
    )


def _noun(row: Mapping[str, str]) -> WeaponEntry:
    others = (plural(row["noun"]),) if row["plural"] == "yes" else ()
    return WeaponEntry(
        row["noun"],
        others,
        row["weapon_class"],
        row["kind"],
        row["platform_class"],
        "",
        frozenset(),
        True,
        row["source"],
    )


@cache
def _search() -> tuple[NameSearch, Mapping[str, _Meaning]]:
    """Build the search once: a name as listed goes before a derived one, the earlier row before the later."""
    meanings: dict[str, _Meaning] = {}
    anyhow: dict[str, str] = {}
    exact: dict[str, str] = {}
    for row in shipped_rows("weapon_false_friends.csv"):
        (anyhow if row["phrase"].islower() else exact)[row["phrase"]] = ""
    listed = [(name, entry) for entry in weapon_entries() for name in (entry.name, *entry.aliases)]
    derived = [(form, entry, name) for name, entry in listed for form in _derived(name, entry)]
    for written, entry, name in [(name, entry, name) for name, entry in listed] + derived:
        everyday = name in entry.everyday
        for form, tail in _with_plural(written, entry):
            value = f"{entry.name}|{int(everyday)}{tail}"
            meanings.setdefault(value, (entry, everyday, tail))
            (anyhow if _any_case(form) else exact).setdefault(form, value)
    return NameSearch(anyhow.items(), exact.items()), meanings


def _with_plural(written: str, entry: WeaponEntry) -> list[tuple[str, int]]:
    """Give a name and its plural; the "s" of "T-72s" is no part of the name, that of "Hawk missiles" is."""
    if entry.generic or not written[-1].isalnum():
        return [(written, 0)]
    return [(written, 0), (written + "s", int(not written.rsplit(maxsplit=1)[-1].islower()))]


def _derived(name: str, entry: WeaponEntry) -> frozenset[str]:
    if entry.generic:
        return frozenset({name.replace("-", " "), name.replace(" ", "-", 1), name.replace(" ", "-")} - {name})
    if name in entry.everyday:
        return designation_forms(name) if any(map(str.isdigit, name)) else frozenset()
    return designation_forms(name) | capital_forms(name)


def _any_case(name: str) -> bool:
    """Tell names that may stand in small letters: "sarin", "bm-21"; others keep their capitals."""
    if name.islower():
        return True
    joined = any(left.isalpha() and right == "-" for left, right in pairwise(name))
    return joined and sum(map(str.isdigit, name)) > 1 and name[:2].isalpha()
