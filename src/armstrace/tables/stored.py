"""The records of one kind from one exhibit, read from their file some hundred at a time."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from armstrace.records.kinds import Readable
from armstrace.tables.schema import gather
from armstrace.tables.write import stored_batches, table_path

R = TypeVar("R", bound=Readable)


@dataclass(frozen=True, slots=True)
class StoredRecords(Generic[R]):
    """Records in the order they were written, gone through as often as one likes; none are held."""

    case: Path
    record_type: type[R]
    sha256: str

    @property
    def exist(self) -> bool:
        """Whether there is any."""
        return self._path.exists()

    def __iter__(self) -> Iterator[R]:
        """Read them.

        Raises:
            CaseError: the file is damaged.
        """
        if not self.exist:
            return
        for batch in stored_batches(self._path):
            for row in zip(*batch.values(), strict=True):
                yield gather(self.record_type.KIND, dict(zip(batch, row, strict=True)))

    @property
    def _path(self) -> Path:
        return table_path(self.case, self.record_type.KIND, self.sha256)
