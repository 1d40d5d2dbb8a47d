"""What the counted nouns are: persons, weapons, munitions, buildings, incidents, measures of time, length and area."""

import re
from dataclasses import dataclass

from armstrace.gazetteer.weapon_classes import find_weapon_classes

_CIVIL = (
    "person people civilian man woman child boy girl baby infant villager resident inhabitant citizen national farmer worker labourer laborer medic doctor nurse paramedic "
    "journalist reporter student pupil teacher family member relative victim passenger protester protestor demonstrator pilgrim worshipper shopper bystander neighbour neighbor "
    "refugee migrant evacuee idp volunteer volunteers patient prisoner detainee hostage pow captive inmate suspect life soul individual monk priest engineer driver lawyer "
    "activist observer monitor official politician lawmaker mayor official survivor believer adult youth teenager minor human other local settler miner fisherman fishermen "
    "voter orphan widow household adviser advisor expert specialist jew muslim christian kurd turkman serb croat bosniak tutsi hutu rohingya uyghur yazidi shia sunni"
)
_ARMED = (
    "soldier troop serviceman servicewoman servicemen fighter combatant militant rebel insurgent guerrilla peacekeeper mercenary recruit conscript reservist militiaman "
    "officer general colonel commander policeman gunman marine sailor airman pilot paratrooper sniper guard veteran volunteer militia gendarme jihadist terrorist separatist "
    "trooper contractor cadet crew personnel staff operative infantryman legionnaire force"
)
_BUILDINGS = (
    "house home building school hospital clinic church mosque temple bridge shop kindergarten apartment flat block village town settlement street warehouse depot "
    "bunker post checkpoint base position facility factory refinery substation road monument cemetery museum site object target farm structure tent shelter market "
    "college university barrack trench dugout outpost tunnel plant dam well"
)
_PLACES = "country state district region province municipality city hamlet community camp governorate oblast county location area place village town settlement crossing airport port flight landing licence license permit"
_INCIDENTS = (
    "attack strike airstrike air-strike raid incident violation bombing bombardment explosion blast clash ambush assault shelling battle raid sortie case breach "
    "massacre assassination launch test operation skirmish firefight ceasefire-violation hit kidnapping abduction detonation occasion instance"
)
_WEAPONS = (
    "tank vehicle aircraft helicopter drone uav ucav plane jet bomber warplane gunship apc ifv mrap launcher howitzer gun cannon mortar artillery system missile-system battery weapon "
    "rifle pistol machine-gun manpads ship boat vessel warship submarine frigate corvette destroyer cruiser truck jeep car humvee armour armor carrier radar equipment "
    "piece armament fighter-bomber interceptor launchpad hardware ammunition-depot tractor transporter excavator bulldozer train locomotive wagon lorry silencer"
)
_MUNITIONS = (
    "missile rocket bomb shell round mine munition submunition bomblet grenade warhead projectile cartridge bullet torpedo landmine explosive ied barrel-bomb salvo canister "
    "cluster-munition device volley"
)
_CASUALTIES = {
    "death": "killed",
    "fatality": "killed",
    "dead": "killed",
    "corpse": "killed",
    "body": "killed",
    "life": "killed",
    "casualty": "casualties",
    "wounded": "wounded",
    "injured": "wounded",
    "injury": "wounded",
    "missing": "missing",
    "refugee": "displaced",
    "idp": "displaced",
    "evacuee": "displaced",
    "pow": "captured",
    "prisoner": "captured",
    "captive": "captured",
    "hostage": "captured",
    "arrest": "arrested",
    "detainee": "arrested",
    "loss": "casualties",
    "killing": "killed",
}
_TIME = {
    "second": "second",
    "minute": "minute",
    "hour": "hour",
    "day": "day",
    "night": "day",
    "week": "week",
    "month": "month",
    "year": "year",
    "decade": "decade",
    "century": "century",
}
_LENGTH = {
    "km": "kilometre",
    "kilometre": "kilometre",
    "kilometer": "kilometre",
    "mile": "mile",
    "metre": "metre",
    "meter": "metre",
    "m": "metre",
    "foot": "foot",
    "feet": "foot",
    "yard": "yard",
    "centimetre": "centimetre",
    "centimeter": "centimetre",
    "cm": "centimetre",
    "nmi": "nautical mile",
}
_AREA = {
    "hectare": "hectare",
    "ha": "hectare",
    "acre": "acre",
    "km2": "square kilometre",
    "km\u00b2": "square kilometre",
}
_IRREGULAR = {
    "men": "man",
    "women": "woman",
    "children": "child",
    "people": "person",
    "servicemen": "serviceman",
    "servicewomen": "servicewoman",
    "policemen": "policeman",
    "gunmen": "gunman",
    "militiamen": "militiaman",
    "lives": "life",
    "families": "family",
    "bodies": "body",
    "casualties": "casualty",
    "fatalities": "fatality",
    "mercenaries": "mercenary",
    "aircraft": "aircraft",
    "troops": "troop",
    "cities": "city",
    "countries": "country",
    "centuries": "century",
    "injuries": "injury",
    "feet": "foot",
    "losses": "loss",
    "mps": "mp",
    "airmen": "airman",
    "infantrymen": "infantryman",
}
_AMERICAN = {"kilometer": "kilometre", "meter": "metre", "centimeter": "centimetre"}


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_KINDS: tuple[tuple[str, frozenset[str]], ...] = (
    ("casualty", frozenset(_CASUALTIES)),
    ("armed", _words(_ARMED)),
    ("civil", _words(_CIVIL)),
    ("munition", _words(_MUNITIONS)),
    ("weapon", _words(_WEAPONS)),
    ("incident", _words(_INCIDENTS)),
    ("building", _words(_BUILDINGS)),
    ("place", _words(_PLACES)),
    ("time", frozenset(_TIME)),
    ("length", frozenset(_LENGTH)),
    ("area", frozenset(_AREA)),
)
# nouns that count nothing a claim could be about
_EMPTY = _words(
    "side party thing way time point hand reason factor aspect question issue step kind type sort form version part "
    "example option choice idea view level stage phase round-table occasionally sense word term"
)
_GENERIC = _words("piece system round weapon launcher unit vehicle craft device carrier equipment set gun")
_SQUARE = re.compile(r"^(?:square|sq\.?) (?P<unit>km|kilomet(?:re|er)|mile|met(?:re|er)|foot|feet)s?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Kind:
    """What a counted noun is (person-like kinds are "armed", "civil" and "casualty"), its unit, and its measure."""

    name: str
    unit: str
    measure: str | None = None

    @property
    def is_person(self) -> bool:
        """Tell nouns of persons."""
        return self.name in {"armed", "civil", "casualty", "people"}

    @property
    def is_arms(self) -> bool:
        """Tell weapons and what they fire."""
        return self.name in {"weapon", "munition"}


def singular(word: str) -> str:
    """Give the singular of an English noun.

    >>> singular("batteries"), singular("women"), singular("T-72s"), singular("bus"), singular("boxes")
    ('battery', 'woman', 'T-72', 'bus', 'box')
    """
    lowered = word.lower()
    if lowered in _IRREGULAR:
        return _IRREGULAR[lowered]
    if lowered.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if lowered.endswith(("ches", "shes", "xes", "sses")):
        return word[:-2]
    if lowered.endswith("s") and not lowered.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def kind_of(words: str) -> Kind | None:
    """Say what a counted noun phrase is, None where it is nothing that a claim could be about."""
    words = words.strip(" #'\"")
    if not words:
        return Kind("", "")
    square = _SQUARE.match(words)
    if square:
        return Kind("area", "square " + _length(square["unit"]))
    parts = words.split()
    head = singular(parts[-1].removesuffix("'s").removesuffix("'"))
    lowered = head.lower()
    if lowered in _EMPTY:
        return None
    named = _DESIGNATION.search(words)
    if named:
        return Kind("munition" if lowered in _MUNITION else "weapon", _bare(named.group()))
    name = next((name for name, members in _KINDS if lowered in members), None)
    compound = next((kind for kind, listed in _COMPOUNDS if re.search(listed, words, re.IGNORECASE)), None)
    name = compound or name
    if name is None and lowered.endswith(("man", "woman", "ist", "people")) and len(lowered) > 4:
        name = "civil"
    if name is None and parts[-1][:1].isupper() and parts[-1].endswith(("ans", "ians", "is", "ish", "ese", "ns", "ks")):
        name = "people"
    return _kind(name, lowered, head, parts) if name else _by_class(words, head)


def _kind(name: str, lowered: str, head: str, parts: list[str]) -> Kind:
    if name in {"armed", "civil", "casualty", "people"}:
        return Kind(name, "person", _CASUALTIES.get(lowered))
    if name == "time":
        return Kind(name, _TIME[lowered])
    if name == "length":
        return Kind(name, _LENGTH[lowered])
    if name == "area":
        return Kind(name, _AREA[lowered])
    if name == "weapon" and "unmanned" in parts:
        return Kind(name, "drone")
    if lowered in _GENERIC and len(parts) > 1 and parts[-2].isalpha() and parts[-2].islower():
        return Kind(name, f"{parts[-2]} {head}")
    return Kind(name, head if not head.islower() and head.isupper() else lowered)


def _by_class(words: str, head: str) -> Kind:
    classes = find_weapon_classes(words)
    if classes and classes[-1].end >= len(words) - 1:
        return Kind("munition" if classes[-1].class_id.endswith(("missile", "ammunition")) else "weapon", head)
    return Kind("thing", head)


def _length(unit: str) -> str:
    found = _LENGTH.get(unit.lower().removesuffix("s"), unit.lower())
    return _AMERICAN.get(found, found)


def _bare(designation: str) -> str:
    """Take the plural "s" off a designation: "T-72s"."""
    return designation.removesuffix("s") if re.search(r"\ds$", designation) else designation


# words before the head that change what it is: "missile launchers" are no missiles, "fighter jets" no fighters
_COMPOUNDS = (
    (
        "weapon",
        r"\b(?:launchers?|fighter (?:jets?|aircraft|planes?)|(?:missile|defen[cs]e|rocket) (?:systems?|batter\w+)|boats?|warships?|fighter-bombers?|vehicles?|carriers?)$",
    ),
    ("munition", r"\b(?:barrel|cluster|guided|glide|petrol|vacuum|aerial|car) bombs?$|\b(?:rounds?|shells?) of\b"),
    (
        "incident",
        r"\b(?:air|drone|rocket|missile|artillery|mortar) (?:strikes?|attacks?|raids?)$|\b(?:violations?|attacks?)$",
    ),
)
# "T-72", "Tor-M2", "BM-21 Grad", "Il-76"
_DESIGNATION = re.compile(
    r"(?<![\w-])(?:[A-Z][A-Za-z]{0,8}-?[A-Z]{0,2}\d{1,4}|\d[A-Z]\d{1,3})(?:[A-Za-z]{1,3}\b)?(?:-[A-Z0-9]{1,4})*(?: (?-i:[A-Z][a-z]+)\b)?"
)
_MUNITION = _words(_MUNITIONS)
