"""How often somebody may try to come in: by name, by where they come from, and all of them together."""

import hashlib
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

from armstrace.desk.web.problems import TooMany

WINDOW_S = 300.0
OF_NAME = 10
"""So many wrong tries may be made with one name from one address within the window."""
OF_ADDRESS = 30
OF_ALL = 300
_KEPT = 20_000


@dataclass(slots=True)
class Tries:
    """Wrong tries of the last minutes; a name is bound per address, so that nobody can lock another person out."""

    clock: Callable[[], float] = time.monotonic
    _wrong: OrderedDict[str, deque[float]] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def begin(self, name: str, address: str) -> None:
        """Count a try as a wrong one until it turns out to be right, so that many at once count as many.

        Raises:
            TooMany: there were too many; the answer is the same whether the name has an account or not.
        """
        now = self.clock()
        with self._lock:
            counted = [(self._of(each, now), most) for each, most in _keys(name, address)]
            if any(len(times) >= most for times, most in counted):
                raise TooMany(
                    "There were too many tries.",
                    where="signing in",
                    todo=f"Wait {int(WINDOW_S // 60)} minutes, then try again.",
                )
            for times, _ in counted:
                times.append(now)

    def right(self, name: str, address: str) -> None:
        """Forget the tries with a name that turned out to be right; those of its address are one fewer."""
        with self._lock:
            first, *others = (each for each, _ in _keys(name, address))
            self._wrong.pop(first, None)
            for each in others:
                if self._wrong.get(each):
                    self._wrong[each].pop()

    def _of(self, key: str, now: float) -> deque[float]:
        times = self._wrong.setdefault(key, deque())
        self._wrong.move_to_end(key)
        while times and now - times[0] >= WINDOW_S:
            times.popleft()
        while len(self._wrong) > _KEPT:
            self._wrong.popitem(last=False)
        return times


def _keys(name: str, address: str) -> tuple[tuple[str, int], ...]:
    both = hashlib.sha256(f"{address}\n{name}".encode("utf-8", "surrogatepass")).hexdigest()
    return (both, OF_NAME), (f"address {address}", OF_ADDRESS), ("all", OF_ALL)
