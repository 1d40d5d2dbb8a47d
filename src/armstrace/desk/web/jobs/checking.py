"""Reading and checking a document, and taking in what is searched, beside the requests: pages find it ready."""

from armstrace.desk.documents.document import load_text
from armstrace.desk.intake import Case
from armstrace.desk.results import keep
from armstrace.desk.search.find import take_in
from armstrace.desk.web.at_hand import Of, checked_and_put_by
from armstrace.desk.web.jobs.record import Job
from armstrace.desk.web.jobs.telling import Telling
from armstrace.tables.copies import lacking, make_copy

CHECK, INDEX = "check", "index"


def check(case: Case, job: Job, tell: Telling) -> str:
    """Read and check a document as whoever asked may see it; its findings are kept in the case where that was asked."""
    case.hidden = frozenset(job.settings.get("hidden", "").split())
    if case.hidden:
        case.tables.exhibits = frozenset(each.sha256 for each in case.exhibits())
    tell.phase("reading the claims")
    checked = checked_and_put_by(Of(case, load_text(case, case.exhibit(job.exhibit), None), case.ledger_lines()))
    if job.settings.get("keep"):
        keep(case, checked)
    case.tables.close()
    count = len(checked.findings)
    return f"Read and checked: {len(checked.claims)} claims, {count} {'finding' if count == 1 else 'findings'}."


def index(case: Case, _job: Job, tell: Telling) -> str:
    """Lay out large tables for their pages, and take into the index of words what changed since the last search."""
    for kind in lacking(case.root):
        tell.phase(f"laying out every {kind}")
        make_copy(case.root, kind)
    tell.phase("taking in what is searched")
    take_in(case.root, lambda _done, _all: tell.records_read(1))
    return "What changed can be searched and looked through now."
