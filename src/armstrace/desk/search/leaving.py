"""What was found as it may leave the case: words told of incidents are less exact there, see records.leaving."""

from dataclasses import replace

from armstrace.desk.incidents.export import Exporter
from armstrace.desk.intake import Case
from armstrace.desk.search.entries import LEDGER_LINE, SET_ASIDE
from armstrace.desk.search.find import Found, Hit
from armstrace.desk.search.marks import snippet, spans
from armstrace.desk.search.rows import row_words
from armstrace.records.kinds import Incident
from armstrace.records.leaving import words_leaving


def leaving(case: Case, found: Found) -> Found:
    """Give what was found with the words of incidents, pieces set aside and the ledger as they may leave."""
    exporter = Exporter(case)
    return replace(found, hits=tuple(_hit(case, exporter, found, hit) for hit in found.hits))


def _hit(case: Case, exporter: Exporter, found: Found, hit: Hit) -> Hit:
    if hit.kind in {Incident.KIND, SET_ASIDE}:
        row = case.tables.row(hit.key)
        words = row_words(hit.kind, exporter.stored(hit.kind, row)) if row else ""
    elif hit.kind == LEDGER_LINE:
        words = words_leaving(hit.words.text, near=True)
        if words == hit.words.text:
            return hit
    else:
        return hit
    return replace(hit, words=snippet(words, spans(words, found.asked.present)))
