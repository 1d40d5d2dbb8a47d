"""What a provenance export tells: who received and read what, which finding came from which rows at which places."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from armstrace.records.exhibits import Exhibit


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One act of the ledger: the number of its line, when, and under which pseudonymous id."""

    seq: int
    at: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """An exhibit with the acts that brought it in and read it; `reader` "" where nothing was read from it."""

    exhibit: Exhibit
    intake: Act
    reading: Act | None = None
    reader: str = ""
    kept_back: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A finding: the claim it is on and where that stands, the rule, the rows, and the check that made it.

    `judged` is how the claim stands, `judged_by` the pseudonymous id of who said so, "" for nobody.
    """

    key: str
    verdict: str
    method: str
    claim: str
    document: str
    place: str
    text_reader: str
    records: tuple[str, ...]
    check: Act
    judged: str = ""
    judged_by: str = ""
    judged_at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """All that one file tells. `places` gives for each row's key its exhibit (SHA-256) and the place in it."""

    version: str
    received: tuple[Received, ...]
    found: tuple[Found, ...] = ()
    places: Mapping[str, tuple[str, str]] = field(default_factory=dict)
