"""From a name as printed to one identity, or to the reason why there is none.

A name is identified by what the tables list, by another spelling of it (Cyrillic, hyphens, "obr. 2016"), by its parts
where all of them agree, or, for vehicles, guns, aircraft and ships, by the family that a longer designation extends.
Likeness never identifies: difflib only fills the candidates. Where one name has several meanings the words beside it
and the state decide, by data/identities/readings.csv and the roles; else the answer is "ambiguous" with all of them.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, lru_cache

from armstrace.gazetteer.identities.described import COUNT, SAY_NOTHING, Called, fits, stripped
from armstrace.gazetteer.identities.spelling import plain, squashed
from armstrace.gazetteer.identities.tables import (
    Identity,
    has_members,
    identity,
    lineage,
    names_listed,
    role_groups,
)
from armstrace.gazetteer.shipped_tables import shipped_rows

_LONGEST = 200  # characters; no name of a weapon is longer
_UNKNOWN = re.compile(r"^\(?(?:unknown|unidentified|unspecified|undetermined)\)? ")
_OR_ITS_MODEL = re.compile(r"(?<=\w)\(-?[\w-]{1,8}\)")
_ASIDE = re.compile(r"\s*\([^()]*\)")
_BASED = re.compile(r"^(.+?)[ -]based\b")
_WITH = re.compile(r"^(.+?) (?:with|w/|for|on|armed with|mounting) .+$")
_SEVERAL = re.compile(r"\s*(?:/|\band\b|\bor\b|&|,)\s*")
_TAIL = re.compile(
    r"^(.*\d.*?)(?:[ -]?obr\d{4}|[ -]?[a-z]{1,4}|[ -]?(?<=[a-z])\d{1,2}|[ -]?[a-z]+\d{1,2}|[ -]\d{1,4})$"
)
_EXTENDS = frozenset({"ground", "gun", "aircraft", "helicopter", "ship"})  # families that a suffix makes no stranger of
_INDEX = re.compile(r"^\d[a-z]{1,2}\d{1,3}[a-z]{0,4}\d?$")


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a name might mean, and why it is not taken for it."""

    identity: Identity
    reason: str


@dataclass(frozen=True, slots=True)
class Identified:
    """The answer for a name: one identity and its `level` ("variant" or "family"), or None and "" with candidates."""

    asked: str
    identity: Identity | None
    level: str
    candidates: tuple[Candidate, ...]
    reason: str


def identify(name: str, *, description: str = "", state: str = "", suggest: bool = True) -> Identified:
    """Say which weapon a name means.

    Args:
        name: as printed, with or without number, calibre and class: "971 BMP-2(K)", "152mm 2S19 Msta-S howitzer".
        description: what stands beside it, such as the weapon description of a register row.
        state: who holds or used it (alpha-3), where known.
        suggest: whether names alike are looked for where there is none, which is slow and never changes the identity.

    >>> found = identify("Т-72Б3 обр. 2016")
    >>> found.identity.name, found.level
    ('T-72B3 obr. 2016', 'variant')
    >>> identify("Uragan", description="mobile SSM launcher").identity.name
    '9P117 Uragan'
    >>> identify("LAR-160").reason
    'ambiguous: the name stands for 2 different weapons'
    """
    return _identified(name.strip()[:_LONGEST], description.strip()[:_LONGEST], state.strip().upper(), suggest=suggest)


@lru_cache(maxsize=16384)
def _identified(name: str, description: str, state: str, *, suggest: bool) -> Identified:
    told = _Told(name, description, state, suggest)
    # "20 de Julio class" begins with no number of ships
    whole = plain(name) if _listed(plain(name)) else COUNT.sub("", plain(name))
    unknown = _UNKNOWN.sub("", whole)
    if unknown != whole:
        found = _read(told, unknown)
        several = found.identity is not None and "/" in stripped(unknown).name and not _listed(stripped(unknown).name)
        if several and found.identity is not None:
            return _none(
                told, [Candidate(found.identity, "the family of what is named")], "one of several, unknown which"
            )
        return _as_family(told, found)
    return _read(told, whole)


@dataclass(frozen=True, slots=True)
class _Told:
    """What was asked, carried along."""

    name: str
    description: str
    state: str
    suggest: bool = True


def _read(told: _Told, name: str) -> Identified:
    """Try the name as it stands, then with less and less around it."""
    for words in _forms(name):
        called = stripped(words)
        for form in dict.fromkeys((Called(words, ""), called)):
            keys = _listed(form.name)
            if keys:
                return _chosen(told, keys, form.words, "" if form.name == name else f"read as {form.name!r}: ")
    for read in (_with_models, _several, _based, _parts, _extended):
        found = read(told, name)
        if found is not None:
            return found
    return _suggested(told, name)


def _forms(name: str) -> Iterable[str]:
    """Give the name, and without what stands aside in brackets; what stands there last, if it is a name itself."""
    outside = _ASIDE.sub("", name) if "(" in name else name
    yield name
    if outside != name and not _OR_ITS_MODEL.search(name):
        yield outside
        yield from (
            aside
            for aside in re.findall(r"\(([^()]*)\)", name)
            if not aside.startswith("for ") and any(map(str.isdigit, aside))
        )


@cache
def _listed(name: str) -> frozenset[str]:
    exact, loose = names_listed()
    if not name or name in exact or "(" in name:
        return exact.get(name, frozenset())
    return loose.get(squashed(name), frozenset())


def _chosen(told: _Told, keys: frozenset[str], words: str, how: str) -> Identified:
    """Choose among all that a name stands for, by the words beside it, by the state, by their common family."""
    entries = sorted((identity(key) for key in keys), key=lambda entry: entry.key)
    beside = f"{words} {told.description}" if told.description else words
    agree = {entry.key: fits(entry, beside) for entry in entries}
    fitting = [entry for entry in entries if agree[entry.key]]
    if not fitting:
        reason = f"called {beside.strip()!r}, which none of that name is"
        return _none(told, [Candidate(entry, f"is of role {entry.role}") for entry in entries], reason)
    hinted = _hinted(told, fitting, beside) if len(fitting) > 1 else fitting
    best = [entry for entry in hinted if agree[entry.key] == max(agree[each.key] for each in hinted)]
    head = _common(best) if len(best) > 1 else best[0]
    if head is None:
        reason = f"ambiguous: the name stands for {len(best)} different weapons"
        return _none(told, [Candidate(entry, entry.note or f"is of role {entry.role}") for entry in best], reason)
    others = tuple(Candidate(entry, "has that name too") for entry in entries if entry.key != head.key)
    level = "family" if has_members(head.key) or len(best) > 1 else "variant"
    why = "decided by what stands beside it" if len(entries) > len(best) else "listed"
    return Identified(told.name, head, level, others, how + why)


def _hinted(told: _Told, entries: Sequence[Identity], beside: str) -> Sequence[Identity]:
    """Give the entry that a row of readings.csv names for this description and state, else all."""
    known = {entry.key: entry for entry in entries}
    for row in shipped_readings():
        if row["key"] in known and _reads(row, told.state, plain(beside)):
            return [known[row["key"]]]
    return entries


def _reads(row: dict[str, str], state: str, beside: str) -> bool:
    states = row["states"].split("|") if row["states"] else []
    return bool(re.search(row["description"], beside)) and (not states or state in states)


@cache
def shipped_readings() -> tuple[dict[str, str], ...]:
    """Give the rows of readings.csv: for a name, description and state, the key that is meant."""
    return tuple(shipped_rows("identities/readings.csv"))


def _common(entries: Sequence[Identity]) -> Identity | None:
    """Give the nearest family of all the entries that is one of them or above them all, None where there is none."""
    lines = [lineage(entry.key) for entry in entries]
    return next((each for each in lines[0] if all(each in line for line in lines[1:])), None)


def _with_models(told: _Told, name: str) -> Identified | None:
    """Read "BMP-2(K)" as some model of the BMP-2, "BTR-82A(M)" as some model of the BTR-82A."""
    if not _OR_ITS_MODEL.search(name):
        return None
    return _as_family(told, _read(told, _OR_ITS_MODEL.sub("", name)))


def _several(told: _Told, name: str) -> Identified | None:
    """Read "MT-LBVM and MT-LBVMK", "BMP-1/2": the family of them all, or none."""
    called = stripped(_OR_ITS_MODEL.sub("", name))
    given = [part for part in _SEVERAL.split(called.name) if part]
    if not 2 <= len(given) <= 6:
        return None
    names = [given[0], *(_completed(given[0], part) for part in given[1:])]
    answers = [_alone(told, each) for each in names]
    entries = [each.identity for each in answers if each is not None and each.identity is not None]
    if not entries:
        return None
    head = _common(entries) if len(entries) == len(names) else None
    if head is None:
        return _none(told, [Candidate(each, "one of several names given") for each in entries], "names several weapons")
    return Identified(told.name, head, "family", (), f"the family of {', '.join(names)}")


def _alone(told: _Told, name: str) -> Identified | None:
    keys = _listed(name)
    return _chosen(told, keys, "", "") if keys else _extended(told, name)


def _completed(first: str, part: str) -> str:
    """Give "bmp-2" for the 2 of "bmp-1/2", "t-72b" for the b of "t-72a/b"."""
    if part.isdigit():
        return re.sub(r"\d+[a-z]*$", part, first)
    return re.sub(r"[a-z]+\d*$", part, first) if re.fullmatch(r"[a-z]\d?", part) else part


def _based(told: _Told, name: str) -> Identified | None:
    """Read "ZiL-131-based command vehicle" and "KamAZ-5350 with armoured cabin" as the vehicle that carries it."""
    for pattern in (_BASED, _WITH):
        match = pattern.match(name)
        if match:
            carrier = _alone(told, stripped(match[1]).name)
            if carrier is not None and carrier.identity is not None:
                if name.endswith(" turret"):
                    hull = Candidate(carrier.identity, "the hull of what is named")
                    return _none(told, [hull], "a hull under the turret of another weapon")
                return _as_family(told, carrier)
    return None


def _parts(told: _Told, name: str) -> Identified | None:
    """Read a name by its parts: all that are names must lie in one line of families, the most special one is meant."""
    called = stripped(_ASIDE.sub("", name))
    words = called.name.split()
    if not 2 <= len(words) <= 8:
        return None
    named, rest = _split(words)
    entries = [identity(key) for keys in named for key in keys]
    strange = [word for word in rest if any(map(str.isdigit, word)) and not _INDEX.match(word)]
    if not entries or strange or any(len(keys) > 1 for keys in named):
        return None
    best = max(entries, key=lambda entry: len(lineage(entry.key)))
    if any(entry not in lineage(best.key) for entry in entries):
        head = _common(entries)
        if head is not None:
            return Identified(told.name, head, "family", (), "the family of all its parts")
        return _none(
            told, [Candidate(entry, "part of the name") for entry in entries], "its parts name different weapons"
        )
    if any(not _INDEX.match(word) and word not in SAY_NOTHING | _of_names(best) for word in rest):
        return None
    answer = _chosen(told, frozenset({best.key}), called.words, "by its parts: ")
    return _as_family(told, answer) if rest else answer


@cache
def _of_names(entry: Identity) -> frozenset[str]:
    """Give every word of the names of an entry and its families."""
    return frozenset(
        word for each in lineage(entry.key) for name in (each.name, *each.aliases) for word in plain(name).split()
    )


def _split(words: list[str]) -> tuple[list[frozenset[str]], list[str]]:
    """Give what the longest runs of words stand for, from the left, and the words left over."""
    named: list[frozenset[str]] = []
    rest: list[str] = []
    place = 0
    while place < len(words):
        for end in range(len(words), place, -1):
            run = " ".join(words[place:end])
            keys = _listed(run) if run not in SAY_NOTHING else frozenset()
            if keys:
                named.append(keys)
                place = end
                break
        else:
            rest.append(words[place])
            place += 1
    return named, rest


def _extended(told: _Told, name: str) -> Identified | None:
    """Read "T-72B3 obr. 2030" as some T-72B3: only where a suffix makes no other weapon of it, never for munitions."""
    called = stripped(_ASIDE.sub("", name))
    shorter = called.name
    for _ in range(4):
        match = _TAIL.match(shorter)
        if match is None or not re.search(r"\d", match[1]):
            return None
        shorter = match[1].rstrip(" -")
        keys = _listed(shorter)
        if keys:
            known = frozenset(key for key in keys if role_groups()[identity(key).role] in _EXTENDS)
            found = _chosen(told, known, called.words, f"extends {shorter!r}: ") if known == keys else None
            return _as_family(told, found) if found is not None and found.identity is not None else None
    return None


def _as_family(told: _Told, found: Identified) -> Identified:
    if found.identity is None:
        return Identified(told.name, None, "", found.candidates, found.reason)
    return Identified(told.name, found.identity, "family", found.candidates, found.reason)


def _none(told: _Told, candidates: Sequence[Candidate], reason: str) -> Identified:
    return Identified(told.name, None, "", tuple(candidates), reason)


def _suggested(told: _Told, name: str) -> Identified:
    """Give names that look alike as candidates only."""
    if not told.suggest:
        return _none(told, (), "not listed")
    exact, _ = names_listed()
    near = get_close_matches(stripped(name).name, _suggestible(), n=3, cutoff=0.75) if len(name) < 60 else []
    keys = dict.fromkeys(key for each in near for key in sorted(exact[each]))
    return _none(told, [Candidate(identity(key), "its name looks alike; suggested only") for key in keys], "not listed")


@cache
def _suggestible() -> tuple[str, ...]:
    return tuple(names_listed()[0])
