"""Whether a state's name in a text stands for the state, judged by the words beside it.

The rules are few and blunt, and lean to silence: what is passed over here is asked of the reader, what is let through
becomes part of a claim. Word lists are in data/context_words.csv.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from armstrace.gazetteer.shipped_tables import shipped_rows
from armstrace.gazetteer.states import StateName

_PEOPLE = frozenset({"demonym", "demonym_plural", "adjective"})
_TOWNS = frozenset({"capital", "government"})
_NEARBY = 250  # characters either side in which the namesake's own places are looked for
_NEXT = re.compile(r"[ \u00a0]([^\W\d_][\w’'-]*)")
_NEXT_BUT_ONE = re.compile(r"(?:[ \u00a0](?:of|and|for|the|&)){0,2}[ \u00a0]([^\W\d_][\w’'-]*)")
_INITIAL = re.compile(r"[A-Z][a-z]+[ \u00a0][A-Z]\.[ \u00a0]$")
_INITIALS_NEXT = re.compile(r"[ \u00a0](?:[A-Z]\.[ \u00a0]?)+[A-Z][a-z]")
# "sold India Rafale jets", "gave Chad Mirage fighters": who gets what is named behind
_SELLS = frozenset({"sold", "sell", "sells", "selling", "leased", "exported"})
_GIVES = _SELLS | {"gave", "give", "gives", "giving", "given", "sent", "lent", "supplied", "offered"}
_ARMS_NEXT = re.compile(
    r"(?:[ \u00a0][\w-]+){1,2}[ \u00a0](?:jets?|fighters?|aircraft|planes|warplanes|helicopters?|tanks?|drones?"
    r"|missiles?|rockets?|guns?|howitzers?|vehicles|carriers|submarines?|frigates?|corvettes?|warships?|ships?|boats"
    r"|systems?|launchers?|radars?)\b"
)
_HYPHENS = "-‐‑"
_PREFIX = re.compile(rf"(\w+)[{_HYPHENS}]$")
_SUFFIX = re.compile(rf"[{_HYPHENS}](\w+)")


def names_party(text: str, start: int, end: int, name: StateName, others: frozenset[int]) -> bool:
    """Tell whether the name at `start` to `end` of a text stands for the state or place it is a name of.

    Args:
        text: the whole text.
        start: first code point of the name.
        end: code point after the name.
        name: the entry found there.
        others: where other known names begin.
    """
    before = text[max(0, start - 40) : start]
    previous = _words_before(before)
    return not (
        _inside_token(text, start, end)
        or _in_compound(before, text, end)
        or _is_money(text, end)
        or (name.kind in _PEOPLE and _is_ethnic_or_language(previous, text, end))
        or _is_of_something(previous, name)
        or _is_surname(before, previous, name)
        or _begins_longer_name(text, end, name, others)
        or ("given_name" in name.flags and _begins_person(text, start, end, previous, others))
        or _is_namesake(text, start, end, name)
        or ("not_in_capitals" in name.flags and _in_capitals(text, start, end))
    )


@cache
def context_words(group: str) -> frozenset[str]:
    """Give one group of words of data/context_words.csv."""
    return _groups().get(group, frozenset())


@cache
def _groups() -> Mapping[str, frozenset[str]]:
    groups: dict[str, set[str]] = {}
    for row in shipped_rows("context_words.csv"):
        groups.setdefault(row["class"], set()).add(row["word"])
    return MappingProxyType({group: frozenset(members) for group, members in groups.items()})


def _inside_token(text: str, start: int, end: int) -> bool:
    """Tell a handle ("@Israel"), a host name ("Armenia.am") or a letter with its accent apart ("Peru\u0301")."""
    after = text[end : end + 2]
    return (
        text[start - 1 : start] == "@"
        or (after[:1] == "." and after[1:].islower() and text[end - 1] != ".")
        or (after != "" and unicodedata.combining(after[0]) > 0)
    )


def _in_compound(before: str, text: str, end: int) -> bool:
    """Tell compounds that are not the state: "pro-Russian" rebels, "British-born", "US-based"."""
    if before[-1:] and before[-1] in _HYPHENS:
        prefix = _PREFIX.search(before)
        if prefix and prefix[1].lower() in context_words("hyphen_before"):
            return True
    suffix = _SUFFIX.match(text, end)
    return suffix is not None and suffix[1].lower() in context_words("hyphen_after")


def _is_money(text: str, end: int) -> bool:
    if text[end : end + 1] == "$":
        return True
    following = _NEXT.match(text, end)
    return following is not None and following[1].lower() in context_words("currency")


def _is_ethnic_or_language(previous: tuple[str, str], text: str, end: int) -> bool:
    """Tell people ("ethnic Armenians") and languages ("said in Russian.", "the Turkish language") from the state."""
    word = previous[0].lower()
    if word in context_words("ethnic"):
        return True
    following = _NEXT.match(text, end)
    if following and following[1] in {"language", "translation"}:
        return True
    return word in context_words("language_before") and (end == len(text) or text[end] in ".;:)”\"'’\n")


def _words_before(before: str) -> tuple[str, str]:
    """Give the word before a name, and X where the words before it are "X of" or "X of the"; "" where there is none."""
    parts = before.split() if before[-1:] in {" ", "\u00a0"} else []
    if not parts:
        return "", ""
    owned = parts[:-1] if parts[-1] == "the" else parts
    owner = owned[-2] if len(owned) > 1 and owned[-1] == "of" else ""
    return parts[-1].lstrip("(“\"'"), owner.lstrip("(“\"'")


def _is_of_something(previous: tuple[str, str], name: StateName) -> bool:
    """Tell the ends of longer names: "Gulf of Oman", "Treaty of Moscow", "University of Warsaw", "Air Serbia"."""
    word, owner = previous
    return owner in context_words("of_head") or (name.kind == "name" and word in context_words("prefix"))


def _following(text: str, end: int) -> list[str]:
    """Give the capitalised words that run on from a name, five at most; "of" and the like may join them."""
    run: list[str] = []
    found = _NEXT.match(text, end)
    while found and found[1][0].isupper() and len(run) < 5:
        run.append(found[1])
        found = _NEXT_BUT_ONE.match(text, found.end())
    return run


def _begins_longer_name(text: str, end: int, name: StateName, others: frozenset[int]) -> bool:
    """Tell whether the words that follow make it the name of a company, a treaty, a sea or a place in the town."""
    following = _NEXT.match(text, end)
    if following is None or following.start(1) in others:
        return False
    first = following[1]
    if not first[0].isupper():
        return name.kind in _TOWNS and first in context_words("instrument_lower")
    if first in context_words("longer_name"):
        return True
    heads = context_words("organisation")
    if name.kind in _TOWNS:
        heads = heads.union(context_words("medium"), context_words("instrument"), context_words("place"))
    for word in _following(text, end):
        if word in heads:
            return True
        if word not in context_words("generic"):
            return False
    return False


def _begins_person(text: str, start: int, end: int, previous: tuple[str, str], others: frozenset[int]) -> bool:
    """Tell "Israel Charny" from Israel; "King of Jordan Abdullah II" and lines in title case are no persons.

    Nor is "India Rafale" one in "sold India Rafale jets".
    """
    following = _NEXT.match(text, end)
    if following is None or following.start(1) in others:
        return False
    if previous[1].capitalize() in context_words("state_organ"):
        return False
    if _INITIALS_NEXT.match(text, end):
        return True
    if previous[0].lower() in _GIVES and (previous[0].lower() in _SELLS or _ARMS_NEXT.match(text, end)):
        return False
    return _is_surname_like(following[1]) and not _is_heading(text, start, end)


def _is_surname_like(word: str) -> bool:
    """Tell "Charny": capitalised, not all in capitals, and no word that often follows the name of a state."""
    if not (word[0].isupper() and word[1:2].islower()):
        return False
    return not any(
        word in context_words(group) for group in ("common", "generic", "state_organ", "instrument", "organisation")
    )


def _is_surname(before: str, previous: tuple[str, str], name: StateName) -> bool:
    """Tell the surname in "Michael Jordan" and "Booker T. Washington"."""
    if "surname" not in name.flags:
        return False
    return previous[0] in context_words("given") or _INITIAL.search(before) is not None


def _is_namesake(text: str, start: int, end: int, name: StateName) -> bool:
    """The Georgia of Atlanta, not of Tbilisi: places of the namesake stand in the same line nearby."""
    marks = context_words(f"near:{name.name}")
    if not marks:
        return False
    first, last = _line(text, start, end)
    around = text[max(first, start - _NEARBY) : min(last, end + _NEARBY)]
    return any(mark in around for mark in marks)


def _line(text: str, start: int, end: int) -> tuple[int, int]:
    last = text.find("\n", end)
    return text.rfind("\n", 0, start) + 1, len(text) if last < 0 else last


def _is_heading(text: str, start: int, end: int) -> bool:
    """Tell a line set in title case, where a capital letter says nothing about the word."""
    first, last = _line(text, start, end)
    line = text[first:last].strip()
    if len(line) > 200 or line[-1:] in set(".!?;,"):
        return False
    long_words = [word for word in line.split() if len(word) > 3 and word[0].isalpha()]
    return len(long_words) > 3 and sum(word[0].isupper() for word in long_words) >= 0.8 * len(long_words)


def _in_capitals(text: str, start: int, end: int) -> bool:
    """Tell a line of several words without one small letter."""
    first, last = _line(text, start, end)
    line = text[first:last]
    return line.upper() == line and len(line.split()) > 2
