"""What was read of a text, apart from the readers: most questions are about texts that were read long ago."""

from collections.abc import Callable
from dataclasses import dataclass, field

from armstrace.desk.documents.spool import Spool
from armstrace.reading.times.mention import TimeMention
from armstrace.records.claims import Claim

Step = Callable[[int], object]
"""Called after each part of a long text with the size of that part in bytes, as UTF-8 has it."""


@dataclass(frozen=True, slots=True)
class WasRead:
    """What was read of a text: its claims, the times it names, and a note on each thing that was missing."""

    claims: Spool[Claim] = field(default_factory=Spool)
    temporal: Spool[TimeMention] = field(default_factory=Spool)
    notes: tuple[str, ...] = ()
