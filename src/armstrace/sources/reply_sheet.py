"""Accusations put to those accused, one a row: to whom, when, through which channel, and what came back.

accusation  the accusation in words, as it was put
about       the key of the claim, event or record it is in, or empty
party       the accused: ISO 3166-1 alpha-3, a state's name, or "group:NAME" for a group, firm or person in office
put_to      the office asked: "Ministry of Defence, press service"
put         the day it was put, as precise as it is known (EDTF)
channel     letter, e-mail, telephone, court paper, ...
outcome     answered, declined (they said that they do not answer) or silent (nothing came back)
answered    the day of the answer or refusal, or empty
answer      the words that came back, or empty
source      where the reply is kept or was read
note        anything else
"""

from collections.abc import Iterator, Mapping
from typing import Any

from armstrace.records.decisions import Reply
from armstrace.records.errors import UnreadableValue
from armstrace.records.exhibits import Exhibit
from armstrace.records.kinds import Readable
from armstrace.records.sources import ReadOptions, Source
from armstrace.sources.law.cells import day_needed, needed, one_of, party_needed, text, when
from armstrace.sources.law.fact_table import FactTable, read_facts
from armstrace.sources.table_files import first_cells

SOURCE = Source(
    name="reply_sheet",
    title="Sheet of replies",
    publisher="Whoever put the accusations",
    url="https://www.loc.gov/standards/datetime/",
    licence="That of whoever compiled the sheet; answers belong to those who gave them",
    kinds=("edition", "reply"),
    covers="The accusations that were put to somebody and written down, and what came back",
    limits=(
        "Silence is neither an admission nor a denial.",
        "A reply is the accused's own word.",
        "Accusations that are not in it may have been put, or answered elsewhere: nothing follows from a gap.",
    ),
)


def _consistent(said: Mapping[str, Any]) -> None:
    put, answered = said["put"], said["answered"]
    if said["outcome"] == "answered" and not said["answer"]:
        raise UnreadableValue("The row says answered and has no answer.")
    if said["outcome"] == "silent" and (said["answer"] or answered):
        raise UnreadableValue("The row says silent and has an answer.")
    if answered and answered.latest and put.earliest and answered.latest < put.earliest:
        raise UnreadableValue("The answer is older than the question.")


_TABLE = FactTable(
    source=SOURCE,
    cells={
        "accusation": needed,
        "about": text,
        "party": party_needed,
        "put_to": text,
        "put": day_needed,
        "channel": text,
        "outcome": one_of("answered", "declined", "silent"),
        "answered": when,
        "answer": text,
        "source": text,
        "note": text,
    },
    record=Reply,
    kind=Reply.KIND,
    printed=("party",),
    check=_consistent,
)


def recognises(head: bytes, name: str) -> int:  # noqa: ARG001  # a table is known by its columns, whatever its name
    """Tell the sheet by its columns."""
    return 2 if {"accusation", "put_to", "outcome"} <= set(first_cells(head)) else 0


def read(exhibit: Exhibit, options: ReadOptions) -> Iterator[Readable]:
    """Yield the edition, then replies and what had to be set aside, in the order of the sheet.

    Raises:
        SourceChanged: a column is missing, doubled, new or renamed, or the file stops being a table.
    """
    return read_facts(_TABLE, exhibit, options)
