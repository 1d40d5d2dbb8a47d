"""Many records of one kind, field by field: what a bulk format is read into, since a table wants columns anyway."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Any, Generic, Self, TypeVar

from armstrace.records.kinds import Record

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Columns(Generic[R]):
    """Records of one kind in order; `values` has one sequence for each field, in the order of the fields."""

    record_type: type[R]
    values: tuple[Sequence[Any], ...]

    @classmethod
    def of(cls, record_type: type[R], records: Sequence[R]) -> Self:
        """Lay records out by field."""
        names = [field.name for field in fields(record_type)]
        return cls(record_type, tuple(list(map(attrgetter(name), records)) for name in names))

    def __len__(self) -> int:
        """Count the records."""
        return len(self.values[0])

    def __iter__(self) -> Iterator[R]:
        """Give the records one by one."""
        return map(self.record_type, *self.values)
