"""Which rows of a register a weapon's name in a text means."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from armstrace.gazetteer.weapon_classes import WeaponClass, weapon_classes
from armstrace.gazetteer.weapons import WeaponEntry, weapon_entries
from armstrace.tables.ask import Tables, literal, literals

_RUNS = re.compile(r"[^\W\d_]+|\d+(?:\.\d+)?")
_JOINTS = re.compile(r"[-\s./]+")
# the condition of a name that means every row
EVERYTHING = "true"
_NO_ROWS = f"designation IN {literals([])}"
# what a text calls arms as such, without naming a kind
_ANY_ARMS = re.compile(
    r"(?!.*\b(?:nuclear|chemical|biological|small|light|cyber|laser|non-lethal)\b)(?:[\w'\u2019-]+,? ){0,5}"
    r"(?:arms|weapons|weaponry|armaments|military (?:equipment|hardware|materiel|material))"
    r"(?: sales| deliveries| supplies)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Named:
    """A condition on rows, in SQL, and a sentence on how the name was read; `outside` says why no register has it.

    `exact` is the name itself, folded, where it is a designation: rows of exactly that name go before those of its
    versions.
    """

    condition: str
    how: str
    outside: str = ""
    exact: str = ""


def folded(designation: str) -> str:
    """Write a designation without what its spellings differ in: capitals, hyphens, points, spaces, SIPRI's end mark.

    >>> folded("Bayraktar TB-2"), folded("SK-105 -")
    ('bayraktartb2', 'sk105')
    """
    return _JOINTS.sub("", designation).casefold()


def designation_pattern(name: str) -> str:
    r"""Write a pattern for a designation and its versions: "Su-30" means Su-30K and Su-30MK, never Su-300.

    Hyphens, points and spaces are taken as they come ("TB2" is "TB-2"); nothing is matched by likeness, so Spike-LR
    and Spike-ER stay apart.

    >>> designation_pattern("Su-30")
    'Su[-\\s./]*30(?!\\d)'
    """
    runs = _RUNS.findall(name)
    end = r"(?!\d)" if runs and runs[-1][-1].isdigit() else r"(?![A-Za-z])"
    return r"[-\s./]*".join(re.escape(run) for run in runs) + end


def named(tables: Tables, designation: str | None, class_id: str | None, printed: str | None) -> Named | None:
    """Read what a claim names: a designation first, else a class of weapon by its id, else arms as such.

    None where `printed` is no word that registers know.
    """
    if designation:
        return _listed_or_otherwise_named(designations(tables), designation)
    known = weapon_classes().get(class_id or "")
    if known is not None:
        return _of_class(known, printed or known.nouns[0])
    if _ANY_ARMS.fullmatch((printed or class_id or "").strip()):
        return Named(EVERYTHING, "all major arms")
    return None


def _listed_or_otherwise_named(listed: Sequence[str], designation: str) -> Named:
    """Find the rows of a name; where no register lists it, those of the weapon's other names (2S1 for Gvozdika).

    Such a name has to have a figure and to stand first: words such as Uragan are names of several weapons. A class of
    ships has several: a Kilo-class submarine is listed as Project-636 or Project-877.
    """
    found = of_designation(listed, designation)
    if found.condition != _NO_ROWS:
        return found
    others = [name for name in _other_names().get(folded(designation), ()) if any(map(str.isdigit, name))]
    rows = {each: name for name in others for each in _beginning(listed, name)}
    if not rows:
        return found
    begun = " or ".join(dict.fromkeys(name for name in others if name in rows.values()))
    exact = folded(begun) if begun in others else ""
    return Named(f"designation IN {literals(sorted(rows))}", f"designations that begin with {begun}", exact=exact)


def _beginning(listed: Sequence[str], name: str) -> list[str]:
    begins = re.compile(designation_pattern(name), re.IGNORECASE)
    return [each for each in listed if begins.match(each.lstrip())]


@cache
def _other_names() -> Mapping[str, tuple[str, ...]]:
    """Give the names of each weapon that the tables know by one name alone, by each of them, folded."""
    named_so: dict[str, list[WeaponEntry]] = {}
    for entry in weapon_entries():
        for name in {folded(each) for each in (entry.name, *entry.aliases)} if not entry.generic else ():
            named_so.setdefault(name, []).append(entry)
    return {name: (entries[0].name, *entries[0].aliases) for name, entries in named_so.items() if len(entries) == 1}


def designations(tables: Tables) -> list[str]:
    """Give every designation that a register of the case lists, once."""
    return [str(row[0]) for row in tables.ask("SELECT DISTINCT designation FROM transfer ORDER BY designation")]


def of_designation(listed: Sequence[str], name: str) -> Named:
    """Find the designations that begin with a name; only where none does, those that hold it ("Bayraktar TB-2")."""
    pattern = designation_pattern(name)
    if not _RUNS.search(name):
        return Named("false", f"designations that begin with {name}")
    found, how = _beginning(listed, name), f"designations that begin with {name}"
    if not found:
        holds = re.compile(rf"(?<![^\W_]){pattern}", re.IGNORECASE)
        found, how = [each for each in listed if holds.search(each)], f"designations that hold {name}"
    return Named(f"designation IN {literals(found)}", how, exact=folded(name))


def _of_class(known: WeaponClass, printed: str) -> Named:
    if known.outside:
        return Named("false", printed, f"{known.outside[0].upper()}{known.outside[1:]}; this register cannot tell.")
    pattern = literal(f"(?i)(?:{known.descriptions})")
    return Named(f"regexp_full_match(description, {pattern})", f"descriptions of {printed}")
