"""What a view works with: the open case, who asks, and what was computed before and still holds."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Lock, Semaphore
from typing import Any, TypeVar

from armstrace.desk.intake import Case
from armstrace.desk.sensitivity import Level, hidden_from, levels
from armstrace.desk.web.jobs.queueing import Jobs
from armstrace.desk.web.problems import Conflict
from armstrace.desk.web.states import LEAVING_ROWS, last_but
from armstrace.desk.web.visitor import Visitor
from armstrace.evidence import ledger
from armstrace.evidence.following import Following
from armstrace.evidence.ledger import Head
from armstrace.evidence.lines import GENESIS, Line

T = TypeVar("T")

_AT_ONCE = 4
_KEPT = 256


@dataclass(slots=True)
class Kept:
    """Results by what they were computed of; the least used are dropped."""

    _held: OrderedDict[Hashable, Any] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)
    _busy: dict[Hashable, Lock] = field(default_factory=dict)

    def get(self, key: Hashable, compute: Callable[[], T]) -> T:
        """Give a result, computed once; who asks for it meanwhile waits for it."""
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
                known: T = self._held[key]
                return known
            busy = self._busy.setdefault(key, Lock())
        with busy:
            with self._lock:
                if key in self._held:
                    again: T = self._held[key]
                    return again
            made = compute()
            with self._lock:
                self._held[key] = made
                self._busy.pop(key, None)
                while len(self._held) > _KEPT:
                    self._held.popitem(last=False)
        return made

    def has(self, key: Hashable) -> bool:
        """Whether a result is there already."""
        with self._lock:
            return key in self._held


@dataclass(frozen=True, slots=True)
class Desk:
    """One request's desk: the case as it is at `head`, the person, and the results kept for all.

    `rows` is the number of the last line of the ledger after which a row of the tables can be another one: what rests
    on rows alone is cached `at` it, and outlives judgements.
    """

    case: Case
    who: Visitor
    head: Head
    kept: Kept
    deciding: Lock
    jobs: Jobs
    known_lines: tuple[Line, ...]
    levels: Mapping[str, Level]
    rows: int

    @contextmanager
    def whole(self) -> Iterator[Case]:
        """Give the case with all its exhibits, for acts whose results are kept for all; none of it may be shown."""
        case = Case(self.case.root, self.who.by)
        try:
            yield case
        finally:
            case.tables.close()

    def lines(self) -> tuple[Line, ...]:
        """Give the ledger as it is at `head`; nobody may change what it holds."""
        return self.known_lines

    def cached(self, name: Hashable, compute: Callable[[], T], at: Hashable = None) -> T:
        """Give a result of this state of the case, computed once for all; `at` names a state of its own, if any."""
        return self.kept.get((name, self.head if at is None else at, self.who.hidden), compute)

    def was_cached(self, name: Hashable, at: Hashable = None) -> bool:
        """Whether `cached` would have nothing to compute."""
        return self.kept.has((name, self.head if at is None else at, self.who.hidden))

    @contextmanager
    def unchanged(self, key: str, seen: int, *more: str) -> Iterator[None]:
        """Hold off other acts from this desk, and see that nobody wrote of `key` after line `seen` of the ledger.

        `more` are further keys that the act is about.

        Raises:
            Conflict: somebody did; the lines are named.
        """
        with self.deciding:
            named = (ledger.lines_naming(self.case.root, each) for each in dict.fromkeys((key, *more)))
            since = sorted({line.seq: line for found in named for line in found if line.seq > seen}.values(), key=_seq)
            if since:
                said = "; ".join(f"{line.act} by {line.by} at {line.at} (line {line.seq})" for line in since)
                raise Conflict(
                    f"This was decided on in between: {said}.", where=key, todo="Look at it again, then decide."
                )
            yield


def _seq(line: Line) -> int:
    return line.seq


@dataclass(slots=True)
class Room:
    """What is served: one case, opened as often as people work in it at once."""

    root: Path
    by: str
    kept: Kept = field(default_factory=Kept)
    deciding: Lock = field(default_factory=Lock)
    jobs: Jobs = field(init=False)
    following: Following = field(init=False)
    _free: list[tuple[int, Case]] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)
    _places: Semaphore = field(default_factory=lambda: Semaphore(_AT_ONCE))

    def __post_init__(self) -> None:
        self.jobs = Jobs(self.root)
        self.following = Following(self.root)

    @contextmanager
    def desk(self, who: Visitor) -> Iterator[Desk]:
        """Give a desk for one request; its case is nobody else's meanwhile, and knows what was read by now."""
        with self._places:
            lines = self.following.lines()
            head = Head(len(lines), lines[-1].sha256 if lines else GENESIS)
            known = self.kept.get(("levels", head), lambda: levels(lines))
            seeing = replace(who, hidden=who.hidden | hidden_from(who.role, known))
            rows = self.kept.get(("rows", head), lambda: last_but(lines, LEAVING_ROWS))
            case = self._case(rows)
            case.by = who.by
            case.following = self.following
            self._restrict(case, seeing.hidden)
            try:
                yield Desk(case, seeing, head, self.kept, self.deciding, self.jobs, lines, known, rows)
            finally:
                with self._lock:
                    self._free.append((rows, case))

    def close(self) -> None:
        """Let go of the cases and of what was kept."""
        with self._lock:
            free, self._free = self._free, []
        for _, case in free:
            case.tables.close()
        self.kept = Kept()

    def _restrict(self, case: Case, hidden: frozenset[str]) -> None:
        """Leave the records of exhibits that this person may not see out of every question to the tables."""
        case.hidden = hidden
        seen = frozenset(each.sha256 for each in case.exhibits()) if hidden else None
        if case.tables.exhibits != seen:
            case.tables.close()
            case.tables.exhibits = seen

    def _case(self, rows: int) -> Case:
        """Give a case that nobody else has, with its tables as they were loaded before if no row can be another now."""
        with self._lock:
            at, case = self._free.pop() if self._free else (rows, Case(self.root, self.by))
        if at != rows:
            case.tables.close()
        return case
