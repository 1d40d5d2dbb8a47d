"""What armstrace knows of one received file."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One file as received: `sha256` names it, `path` is the read-only copy, everything else was written at intake.

    `received_name` is verbatim and may hold anything a file system allows; print it through
    evidence.names.visible(). `received_by` is a pseudonymous id. `size` is in bytes. `withdrawn` says when and why the
    bytes were removed, "" while they are here; hash and size stay as a tombstone, the name is not told any more.
    """

    sha256: str
    path: Path
    size: int
    received_name: str
    media_type: str
    received_at: str
    received_by: str
    licence: str = ""
    treaty: str = ""
    edition: str = ""
    withdrawn: str = ""

    @property
    def short(self) -> str:
        """The first twelve characters of the hash, enough to cite beside the full list."""
        return self.sha256[:12]
