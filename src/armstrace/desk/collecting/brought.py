"""What a person says of files that they saved from the web themselves: from where, when, and which is the picture."""

from datetime import UTC, datetime
from typing import Any

from armstrace.desk.collecting.line import ACT
from armstrace.desk.intake import Case
from armstrace.evidence import ledger
from armstrace.evidence.addresses import read_address
from armstrace.evidence.clock import stamp
from armstrace.records.errors import CaseError
from armstrace.records.exhibits import Exhibit


def time_said(said: str) -> str:
    """Read a time that a person gives; "" is none.

    Raises:
        CaseError: it is no time, or names no zone.
    """
    if not said:
        return ""
    try:
        moment = datetime.fromisoformat(said)
    except ValueError as error:
        raise CaseError(f"{said!r} is no time.", "--collected", "Write it as 2026-11-20T10:00Z.") from error
    if moment.tzinfo is None:
        raise CaseError(
            f"{said!r} does not say in which zone.", "--collected", "Add Z for UTC, or +04:00 and the like."
        )
    return stamp(moment.astimezone(UTC))


def note_saved(case: Case, exhibit: Exhibit, url: str, at: str, capture: Exhibit | None = None) -> None:
    """Write down where and when a person says that they saved a file, and its picture; nothing is asked of anybody.

    Raises:
        CaseError: the address is none.
    """
    said: dict[str, Any] = {"page": exhibit.sha256, "brought": True, "saved_at": at}
    if url:
        said["url"] = str(read_address(url))
    if capture is not None:
        said["capture"] = capture.sha256
    ledger.append(case.root, ACT, case.by, **said)


def note_capture(case: Case, capture: Exhibit, page: Exhibit) -> None:
    """Write down that one exhibit is the picture of another.

    Raises:
        CaseError: they are the same.
    """
    if capture.sha256 == page.sha256:
        raise CaseError("A page is no picture of itself.", "--capture-of", "Name the page that the picture shows.")
    ledger.append(case.root, ACT, case.by, page=page.sha256, capture=capture.sha256, brought=True)
