"""Pages kept by somebody: what a web archive or a table of an archiving program says was asked and what came."""

from dataclasses import dataclass
from typing import ClassVar

from armstrace.records.values import When


@dataclass(frozen=True, slots=True)
class Capture:
    """One entry of an archive of the web: what was kept of which address, and when its maker says that was.

    `what` is request, response, revisit, resource, metadata, conversion or info as the archive says, page for an entry
    of its list of pages, picture for a full-page one, row for a line of an archiving program's table. `number` is its
    own id. `time_utc` is the time the archive claims (ISO 8601), and `day` its day. `status` is that of HTTP, `digest`
    as printed, and `checked` what came of comparing it: same, differs, or "" where it was not compared. `kept` names
    where the archive says that the file lies.
    """

    KIND: ClassVar[str] = "capture"

    key: str
    exhibit: str
    place: str
    item: str
    reader: str
    register: str
    number: str
    what: str
    url: str
    time_utc: str
    day: When | None
    status: int | None
    media_type: str
    size: int | None
    digest: str
    checked: str
    title: str
    kept: str
    note: str
