"""What a mirror gives: one answer for each year and category."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from armstrace.chain.mirror_sides import Made
from armstrace.chain.mirror_words import NOTHING


class Answer(StrEnum):
    """What a mirror gives for one year and category."""

    AGREE = "agree"
    DIFFER = "differ"
    NO_REPORT = "no report"
    NIL = "nil report"
    LEFT_OUT = "category left out"
    WITHHELD = "withheld"
    DEFINITION = "different definition"
    OTHER_YEAR = "different year"
    NOT_HERE = "not in these files"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mirrored:
    """One year and category of a mirror: the answer, by how much, and the records of both sides.

    `category` is a main category of the UN register, "" for the whole year; `about` is the state whose report lacks
    what the other's has, "" for neither; `by` the difference in items; `supplied` and `received` as the words print
    them.
    """

    year: int
    register: str
    category: str
    answer: Answer
    words: str
    about: str = ""
    by: str = ""
    supplied: str = NOTHING
    received: str = NOTHING
    records: tuple[str, ...] = ()


SILENT: Mapping[Made, tuple[Answer, str]] = {
    Made.NONE: (Answer.NO_REPORT, "no report"),
    Made.NOT_HERE: (Answer.NOT_HERE, "not here"),
    Made.LISTED: (Answer.NOT_HERE, "listed"),
    Made.NIL: (Answer.NIL, "nil report"),
}
"""The answer, and the name of its sentence, where one report has no lines at all."""
