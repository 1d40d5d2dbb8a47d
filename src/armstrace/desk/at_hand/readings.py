"""The reading of a document, kept with all that it rests on: a text is parsed once, not once for each program."""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from armstrace.desk.at_hand.files import at_hand, basis_of, put_by
from armstrace.desk.documents.spool import Spool
from armstrace.desk.documents.was_read import Step, WasRead
from armstrace.desk.intake import Case
from armstrace.reading.parse.model import NAME, missing
from armstrace.reading.version import READER
from armstrace.records.kinds import Passage

_KIND = "readings"
_MOST = 50_000
"""The claims of a text with more would fill the memory that reading in parts spares."""


@dataclass(frozen=True)
class Wanted:
    """What a reading is asked of: a document's passages, the day it was published, the names that registers know."""

    sha256: str
    passages: Iterable[Passage]
    published: date
    names: Collection[str]
    parse: bool = True

    @cached_property
    def basis(self) -> str:
        """All that the reading rests on, hashed."""
        digest = hashlib.sha256()
        for each in self.passages:
            said = f"{each.start} {len(each.text)} {each.page} {each.block}\n{each.text}"
            digest.update(said.encode("utf-8", "surrogatepass"))
        how = [READER, NAME, missing()] if self.parse else [READER]
        return basis_of(how, self.published.isoformat(), sorted(map(str, self.names)), digest.hexdigest())


def reading_of(case: Case, wanted: Wanted, step: Step | None = None) -> WasRead:
    """Read a text, or give what was read of the same text, day and names before."""
    return kept_reading(case, wanted) or _read(case, wanted, step)


def kept_reading(case: Case, wanted: Wanted) -> WasRead | None:
    """Give what was read of the same text, day and names before; None where that was not done."""
    found = at_hand(case, _KIND, wanted.sha256, wanted.basis)
    if found is None:
        return None
    claims, times, notes = found
    return WasRead(Spool(claims), Spool(times), notes)


def _read(case: Case, wanted: Wanted, step: Step | None) -> WasRead:
    # the readers take most of a second to load: a command about texts that were read before does without
    from armstrace.desk.documents.reading import read_text  # noqa: PLC0415

    read = read_text(wanted.passages, wanted.published, wanted.names, parse=wanted.parse, step=step)
    if len(read.claims) + len(read.temporal) <= _MOST:
        put_by(case, _KIND, wanted.sha256, wanted.basis, (tuple(read.claims), tuple(read.temporal), read.notes))
    return read
