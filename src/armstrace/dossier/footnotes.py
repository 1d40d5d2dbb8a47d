"""Footnotes of a finding: from its words and its figure to the exhibit, the place in it, and what stands there."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from armstrace.dossier.model import Dossier
from armstrace.dossier.reopened import Reopened, Reopenings, place_words
from armstrace.dossier.shown_text import one_line
from armstrace.dossier.wording import counted
from armstrace.records.findings import Finding

ROWS_NOTED = 3
_WORDS = 220
_PLACE = 160
_PREFIX = 12


@dataclass(frozen=True, slots=True)
class Note:
    """One place that a footnote leads to: the exhibit's number in the list, 0 where it is not in it, and its words."""

    number: int
    prefix: str
    where: str
    printed: str


@dataclass(frozen=True, slots=True)
class Footnotes:
    """The footnotes of a finding: where its claim stands, and where the largest of the rows behind it do."""

    claim: tuple[Note, ...]
    lead: str
    rows: tuple[Note, ...]


def footnotes(finding: Finding, dossier: Dossier, seen: Reopenings, numbers: Mapping[str, int]) -> Footnotes:
    """Give the footnotes of a finding; `numbers` are those of the exhibits in the list."""
    claim = finding.claim
    # without the exhibit at hand the place in the text that was checked is all there is
    here = seen.claims.get((claim.start, claim.end)) or (
        Reopened(dossier.document.sha256, f"chars={claim.start}-{claim.end}"),
    )
    shown = [(key, dossier.rows[key]) for key in finding.records if key in dossier.rows]
    shown.sort(key=lambda pair: -(pair[1].size or 0.0))
    rows = [seen.rows.get(key, Reopened(row.exhibit, row.place)) for key, row in shown[:ROWS_NOTED]]
    lead = f"Rests on {counted(len(finding.records), 'row')}" if finding.records else ""
    kept = len(dossier.withheld.intersection(finding.records))
    if kept:
        lead += f", of which {kept:,} did not leave the case with this page"
    if rows:
        lead += ", the largest of them: " if len(finding.records) > len(rows) else ": "
    elif lead:
        lead += "."
    return Footnotes(tuple(_notes(here, numbers)), lead, tuple(_notes(rows, numbers)))


def _notes(places: Iterable[Reopened], numbers: Mapping[str, int]) -> Iterator[Note]:
    for each in places:
        where = one_line(place_words(each.place), _PLACE)
        yield Note(numbers.get(each.exhibit, 0), each.exhibit[:_PREFIX], where, _printed(each))


def _printed(each: Reopened) -> str:
    if each.withheld:
        return "; its words stay with the case, as the source’s terms ask."
    return f": “{one_line(each.words, _WORDS)}”." if each.words.strip() else "."
