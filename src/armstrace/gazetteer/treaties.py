"""Treaties on arms and on war: their names, dates and final clauses, and when a state's act takes effect.

The table is data/treaties.csv, a treaty article beside each rule; names as the press writes them are in
data/treaty_names.csv. Who has joined is not here: that is read from an exhibit (sources.treaty_facts,
sources.un_treaty_table).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any

from armstrace.gazetteer.folding import fold
from armstrace.gazetteer.name_search import NameSearch
from armstrace.gazetteer.shipped_tables import shipped_rows
from armstrace.gazetteer.treaty_rules import effect_of
from armstrace.records.errors import NotCovered
from armstrace.records.values import When

_ROMAN = {"IV": "4", "XVIII": "18", "XXVI": "26"}
_NUMBER = re.compile(r"^(?P<chapter>\d{1,2}|[IVXL]+)-(?P<number>\d{1,2})(?:[-.]?(?P<part>[a-z]))?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Treaty:
    """One treaty: `untc` is its number in the UN Treaty Collection ("26-6"), "" where that does not hold it.

    `opened` is the day it was opened for signature, `in_force` the day it entered into force, None where not known or
    not in force. `entry_rule` says when a later consent takes effect (see treaty_rules; "" where none is known);
    `early_consent` is "rule" where that rule also holds for consents shortly before the entry into force, "treaty"
    where those took effect with the treaty. The `_source` fields name the articles. With the `depositary`
    states leave their acts; at `page` it or another public body publishes them, or the text.
    """

    id: str
    name: str
    untc: str
    adopted: date
    opened: date | None
    in_force: date | None
    entry_rule: str
    early_consent: str
    entry_source: str
    withdrawal_rule: str
    withdrawal_source: str
    provisional_source: str
    note: str
    depositary: str
    page: str


@dataclass(frozen=True, slots=True)
class TreatyMention:
    """A treaty named in a text: code points `start` to `end` (half open), the words as `printed` there."""

    start: int
    end: int
    treaty_id: str
    printed: str


@cache
def treaties() -> Mapping[str, Treaty]:
    """Give every treaty by its id ("CCM-2008"), in the order of the table."""
    return MappingProxyType({row["id"]: _treaty(row) for row in shipped_rows("treaties.csv")})


def treaty(treaty_id: str) -> Treaty:
    """Give one treaty.

    Raises:
        NotCovered: the table has no treaty of that id.

    >>> treaty("CCM-2008").in_force
    datetime.date(2010, 8, 1)
    """
    try:
        return treaties()[treaty_id]
    except KeyError as error:
        raise NotCovered(
            f"armstrace knows no treaty {treaty_id!r}.", todo=f"Use one of: {', '.join(treaties())}."
        ) from error


def treaty_id_of(name: str) -> str | None:
    """Give the id of a treaty from a name, an abbreviation, a UN number or the id itself; None where none is known.

    Only capitals, quotes, dashes, spaces and a leading "the" are looked through; nothing is guessed.

    >>> treaty_id_of("the Ottawa Treaty"), treaty_id_of("ccm"), treaty_id_of("XXVI-8"), treaty_id_of("Oslo Accords")
    ('MBT-1997', 'CCM-2008', 'ATT-2013', None)
    """
    folded = fold(name).removeprefix("the ")
    return _ids_by_name().get(folded) or treaty_of_number(folded)


def treaty_of_number(number: str) -> str | None:
    """Give the id of the treaty with a number of the UN Treaty Collection: "26-6", "XXVI-6", "26-2-a", "XXVI-2.a".

    >>> treaty_of_number("XXVI-2.d")
    'CCW-P5'
    """
    found = _NUMBER.match(number.strip())
    if not found:
        return None
    chapter = _ROMAN.get(found["chapter"].upper(), found["chapter"])
    part = f"-{found['part'].lower()}" if found["part"] else ""
    return _ids_by_number().get(f"{chapter}-{int(found['number'])}{part}")


def in_force_for(treaty_id: str, consent: When, *, how: str = "") -> When | None:
    """Give when a treaty entered into force for a state that consented to be bound at `consent`.

    As precise as the consent is dated: a year gives an interval. Never before the treaty's own entry into force. A
    succession reaches back to a day that no table of deposits prints, so its beginning stays open. None where the
    treaty is not in force or its rule is not known.

    Raises:
        NotCovered: the table has no treaty of that id.
        UnreadableValue: the table's rule is of no known shape.

    >>> in_force_for("CCM-2008", When.read("2011")).edtf, in_force_for("CCM-2008", When.read("2008-12-03")).edtf
    ('2011-07-01/2012-06-01', '2010-08-01')
    """
    known = treaty(treaty_id)
    if known.in_force is None or not known.entry_rule:
        return None
    late = effect_of(known.entry_rule, consent, not_before=known.in_force)
    if how == "succession":
        return When(None, late.latest, late.qualifier)
    if known.early_consent == "treaty":
        return _with_the_treaty(known.in_force, consent, late)
    return late


def withdrawal_effect(treaty_id: str, notified: When) -> When | None:
    """Give when a withdrawal notified at `notified` takes effect by the treaty's own period of notice.

    A notice may name a later day and an armed conflict may defer it (see the treaty's `note`). None where the treaty
    has no such period or it is not known.

    Raises:
        NotCovered: the table has no treaty of that id.

    >>> withdrawal_effect("CCM-2008", When.read("2024-09-06")).edtf
    '2025-03-06'
    """
    rule = treaty(treaty_id).withdrawal_rule
    return effect_of(rule, notified) if rule else None


def find_treaties(text: str) -> list[TreatyMention]:
    """Find the treaties named in a text, in order and without overlap.

    Abbreviations (ATT, CCM, NATO) count only in their own capitals; full and press names in any.

    >>> find_treaties("Neither signed the Convention on Cluster Munitions.")[0].printed
    'Convention on Cluster Munitions'
    """
    return [TreatyMention(hit.start, hit.end, hit.value, text[hit.start : hit.end]) for hit in _search().find(text)]


def may_name_treaties(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch of a text can name a treaty, without reading it."""
    return _search().may_find(text, start, end)


def citation_of(source: str) -> str:
    """Give the citation behind a source id of the shipped facts (data/treaty_sources.csv); other words as they are.

    >>> citation_of("our own archive, box 12")
    'our own archive, box 12'
    """
    return _citations().get(source, source)


def _with_the_treaty(in_force: date, consent: When, late: When) -> When:
    """Let consents up to the entry into force take effect that day, later ones by the rule."""
    earliest = in_force if consent.earliest is None or consent.earliest <= in_force else late.earliest
    latest = in_force if consent.latest is not None and consent.latest <= in_force else late.latest
    return When(earliest, latest, late.qualifier)


def _treaty(row: dict[str, str]) -> Treaty:
    dates = {name: date.fromisoformat(row[name]) if row[name] else None for name in ("adopted", "opened", "in_force")}
    columns: dict[str, Any] = {**row, **dates}
    # the columns are the fields, a test holds them to it
    return Treaty(**columns)


@cache
def _ids_by_name() -> Mapping[str, str]:
    named = {fold(row["name"]): row["treaty"] for row in shipped_rows("treaty_names.csv")}
    return named | {fold(text): known.id for known in treaties().values() for text in (known.name, known.id)}


@cache
def _ids_by_number() -> Mapping[str, str]:
    return {known.untc: known.id for known in treaties().values() if known.untc}


@cache
def _citations() -> Mapping[str, str]:
    return {row["id"]: f"{row['citation']} <{row['url']}>" for row in shipped_rows("treaty_sources.csv")}


@cache
def _search() -> NameSearch:
    # a "code" such as MBT is what a person may type; in an arms text it is a main battle tank
    rows = [row for row in shipped_rows("treaty_names.csv") if row["kind"] != "code"]
    anyhow = [(known.name, known.id) for known in treaties().values()]
    anyhow += [(row["name"], row["treaty"]) for row in rows if row["kind"] != "abbreviation"]
    return NameSearch(anyhow, [(row["name"], row["treaty"]) for row in rows if row["kind"] == "abbreviation"])
