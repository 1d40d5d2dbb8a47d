"""What a view works with: the open case, who asks, and what was computed before and still holds."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Lock, Semaphore
from typing import Any, TypeVar

from armstrace.desk.intake import Case
from armstrace.desk.sensitivity import Level, hidden_from, levels
from armstrace.desk.web.jobs.queueing import Jobs
from armstrace.desk.web.problems import Conflict
from armstrace.desk.web.resting import TABLES
from armstrace.desk.web.visitor import Visitor
from armstrace.evidence import custody, ledger
from armstrace.evidence.following import Following
from armstrace.evidence.ledger import Head
from armstrace.evidence.lines import GENESIS, Line
from armstrace.tables.answers import Answers

T = TypeVar("T")
Key = tuple[Hashable, Hashable, Hashable]
State = tuple[int, str]
"""A line of the ledger by its number and hash; (0, "") before the first."""
Away = Callable[[], AbstractContextManager[None]]

_AT_ONCE = 4
_OPEN = 6
"""So many cases nobody works in are kept open: people see different exhibits, and each set has tables of its own."""
_KEPT = 512


@dataclass(slots=True)
class Kept:
    """Results by what they were computed of; those of a state of the ledger that is past go first, then the least used.

    A key is the name of the result, the state of what it rests on, and what is hidden from whoever asks.
    """

    _held: OrderedDict[Key, Any] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)
    _busy: dict[Key, Lock] = field(default_factory=dict)
    _newest: int = 0

    def get(self, key: Key, compute: Callable[[], T], away: Away = nullcontext) -> T:
        """Give a result, computed once; who asks for it meanwhile waits for it, `away` from their place."""
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
                known: T = self._held[key]
                return known
            busy = self._busy.setdefault(key, Lock())
        if not busy.acquire(blocking=False):
            with away():
                busy.acquire()
        try:
            with self._lock:
                if key in self._held:
                    again: T = self._held[key]
                    return again
            made = compute()
            with self._lock:
                self._keep(key, made)
        finally:
            # where it failed, too, nothing is left of it
            with self._lock:
                self._busy.pop(key, None)
            busy.release()
        return made

    def has(self, key: Key) -> bool:
        """Whether a result is there already."""
        with self._lock:
            return key in self._held

    def _keep(self, key: Key, made: Any) -> None:
        self._held[key] = made
        if isinstance(key[1], Head) and key[1].count > self._newest:
            # whoever still asks for the state before it began a moment ago
            past, self._newest = self._newest, key[1].count
            for each in [each for each in self._held if isinstance(each[1], Head) and each[1].count < past]:
                del self._held[each]
        while len(self._held) > _KEPT:
            self._held.popitem(last=False)


@dataclass(frozen=True, slots=True)
class Desk:
    """One request's desk: the case as it is at `head`, the person, and the results kept for all."""

    case: Case
    who: Visitor
    head: Head
    kept: Kept
    deciding: Lock
    jobs: Jobs
    known_lines: tuple[Line, ...]
    levels: Mapping[str, Level]
    away: Away = nullcontext

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
        return self.kept.get((name, self.head if at is None else at, self.who.hidden), compute, self.away)

    def was_cached(self, name: Hashable, at: Hashable = None) -> bool:
        """Whether `cached` would have nothing to compute."""
        return self.kept.has((name, self.head if at is None else at, self.who.hidden))

    def last_but(self, quiet: frozenset[str]) -> State:
        """Name the state of what these acts do not change: the last line that tells of another act."""
        return last_but(self.kept, self.head, self.known_lines, quiet)

    @contextmanager
    def unchanged(self, key: str, seen: int, *more: str) -> Iterator[None]:
        """Hold off other acts from this desk, and see that nobody wrote of `key` after line `seen` of the ledger.

        `more` are further keys that the act is about. What another program writes (the command line, a second server)
        counts too: it is looked at once more when the act is written, while nobody else can write.

        Raises:
            Conflict: somebody did; the lines are named.
        """

        def check() -> None:
            named = (ledger.lines_naming(self.case.root, each) for each in dict.fromkeys((key, *more)))
            since = sorted({line.seq: line for found in named for line in found if line.seq > seen}.values(), key=_seq)
            if since:
                said = "; ".join(f"{line.act} by {line.by} at {line.at} (line {line.seq})" for line in since)
                raise Conflict(
                    f"This was decided on in between: {said}.", where=key, todo="Look at it again, then decide."
                )

        with self.only_if(check):
            yield

    @contextmanager
    def only_if(self, check: Callable[[], None]) -> Iterator[None]:
        """Hold off other acts from this desk, and let `check` refuse this one: now, and when it is written."""
        with self.deciding:
            check()
            with ledger.only_if(check):
                yield


def last_but(kept: Kept, head: Head, lines: Sequence[Line], quiet: frozenset[str]) -> State:
    """Give the last line that tells of another act than these."""

    def compute() -> State:
        return next(((line.seq, line.sha256) for line in reversed(lines) if line.act not in quiet), (0, ""))

    return kept.get((("last but", quiet), head, None), compute)


def _seq(line: Line) -> int:
    return line.seq


@dataclass(frozen=True, slots=True)
class _Open:
    """A case that nobody works in, with the state of the rows that its tables have."""

    rows: State
    case: Case


@dataclass(slots=True)
class Room:
    """What is served: one case, opened as often as people work in it at once."""

    root: Path
    by: str
    kept: Kept = field(default_factory=Kept)
    deciding: Lock = field(default_factory=Lock)
    jobs: Jobs = field(init=False)
    following: Following = field(init=False)
    _free: list[_Open] = field(default_factory=list)
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
            known = self.kept.get(("levels", head, None), lambda: levels(lines))
            seeing = replace(who, hidden=who.hidden | hidden_from(who.role, known))
            rows = last_but(self.kept, head, lines, TABLES)
            case = self._case(rows, self._seen(seeing.hidden, head, lines))
            case.by, case.hidden = who.by, seeing.hidden
            try:
                yield Desk(case, seeing, head, self.kept, self.deciding, self.jobs, lines, known, self._away)
            finally:
                self._put_back(_Open(rows, case))

    def close(self) -> None:
        """Let go of the cases and of what was kept."""
        with self._lock:
            free, self._free = self._free, []
        for each in free:
            each.case.tables.close()
        self.kept = Kept()

    @contextmanager
    def _away(self) -> Iterator[None]:
        """Leave one's place to somebody else, for as long as one only waits."""
        self._places.release()
        try:
            yield
        finally:
            self._places.acquire()

    def _seen(self, hidden: frozenset[str], head: Head, lines: Sequence[Line]) -> frozenset[str] | None:
        """Give the exhibits whose records a person may see; None for all."""
        if not hidden:
            return None

        def compute() -> frozenset[str]:
            known = custody.gather(self.root, lines).values()
            return frozenset(each.sha256 for each in known if not each.withdrawn and each.sha256 not in hidden)

        return self.kept.get(("exhibits seen", head, hidden), compute)

    def _case(self, rows: State, seen: frozenset[str] | None) -> Case:
        """Take an open case whose tables hold these rows of these exhibits, or open one."""
        with self._lock:
            found = next((each for each in self._free if (each.rows, each.case.tables.exhibits) == (rows, seen)), None)
            if found is not None:
                self._free.remove(found)
                return found.case
        case = Case(self.root, self.by)
        case.following, case.tables.exhibits = self.following, seen
        case.tables.answers = self.kept.get(("answers", rows, seen), Answers)
        return case

    def _put_back(self, open_: _Open) -> None:
        with self._lock:
            self._free.append(open_)
            # those whose rows are past are never taken again
            gone = [each for each in self._free if each.rows < open_.rows]
            gone += [each for each in self._free if each not in gone][:-_OPEN]
            self._free = [each for each in self._free if each not in gone]
        for each in gone:
            each.case.tables.close()
