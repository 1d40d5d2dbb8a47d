"""A collection that memory need not hold: what was read of a long text is put by on the disk as it grows."""

import pickle
import tempfile
from collections.abc import Iterable, Iterator
from typing import IO, Generic, TypeVar
from weakref import finalize

from armstrace.evidence.disk import explained

T = TypeVar("T")

BATCH = 512
"""So many items are held in memory; of a short text that is all of them, and nothing is written."""


class Spool(Generic[T]):
    """Items in the order they came, gone through as often as one likes; those of a long text lie in a file.

    The file has no name, so whatever ends the program ends the file.
    """

    def __init__(self, items: Iterable[T] = ()) -> None:
        self._last: list[T] = []
        self._starts: list[int] = []
        self._file: IO[bytes] | None = None
        self.extend(items)

    def extend(self, items: Iterable[T]) -> None:
        """Add items.

        Raises:
            ArmstraceError: the disk is full.
        """
        for item in items:
            self._last.append(item)
            if len(self._last) == BATCH:
                self._put_by()

    def __len__(self) -> int:
        """Count the items."""
        return len(self._starts) * BATCH + len(self._last)

    def __iter__(self) -> Iterator[T]:
        """Give the items anew; several may go through them at once."""
        if self._file is not None:
            for start in self._starts:
                yield from self._batch(self._file, start)
        yield from self._last

    def _put_by(self) -> None:
        with explained(tempfile.gettempdir(), "Putting by what was read"):
            if self._file is None:
                self._file = tempfile.TemporaryFile(prefix="armstrace-")  # noqa: SIM115 # closed when this goes
                finalize(self, self._file.close)
            start = self._file.seek(0, 2)
            pickle.dump(self._last, self._file)
            self._file.flush()
        self._starts.append(start)
        self._last = []

    def _batch(self, file: IO[bytes], start: int) -> list[T]:
        with explained(tempfile.gettempdir(), "Reading what was put by"):
            file.seek(start)
            items: list[T] = pickle.load(file)  # noqa: S301 # put there by this very program
        return items
