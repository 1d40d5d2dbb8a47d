"""The day a document of a case was published, as far as a person has said it."""

from datetime import date

from armstrace.desk.intake import Case
from armstrace.evidence import ledger
from armstrace.records.exhibits import Exhibit

_ACTS = {"published", "check"}


def day_said(case: Case, exhibit: Exhibit) -> date | None:
    """Give the day last said or used for a document, None where nobody gave one."""
    for line in reversed(ledger.lines_naming(case.root, exhibit.sha256)):
        if line.act in _ACTS and line.payload.get("exhibit") == exhibit.sha256:
            return date.fromisoformat(str(line.payload["published"]))
    return None


def keep_day(case: Case, exhibit: Exhibit, day: date) -> None:
    """Write down the day a person gave for a document, unless it stands there already."""
    if day_said(case, exhibit) != day:
        ledger.append(case.root, "published", case.by, exhibit=exhibit.sha256, published=day.isoformat())
