"""People at a served case: readers who walk over every page and view, writers who decide, undo, place and reply.

Each act carries words of its own or is counted by person and finding, so that the ledger can be held against what was
answered: every act answered with success stands in it exactly once, and no other.
"""

import asyncio
import random
import secrets
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from armstrace.evidence import ledger
from bench.desk_stops import Stop
from bench.web_line import Answer, WebLine

READER_PAUSE_S, WRITER_PAUSE_S, NO_PAUSE_S = (1.0, 3.0), (2.0, 6.0), (0.0, 0.0)
"""A reader looks at a page for so long, by chance, before the next; a writer thinks longer before an act."""
_LINES = {
    "accept": "accept",
    "reject": "reject",
    "withdraw": "withdraw_judgement",
    "leave_out": "leave_out_finding",
    "put_in": "put_in_finding",
    "place": "place_finding",
    "reply": "reply",
}
_FAR = 8
"""So many places away is a finding put, that no other move meanwhile can have put it there."""

Known = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: its kind, the path as it is described, the answer's status, the seconds it took."""

    kind: str
    path: str
    status: int
    seconds: float


@dataclass(slots=True)
class Notes:
    """What all people noted: requests, acts by how they are known in the ledger with their status, what went wrong."""

    asked: list[Asked] = field(default_factory=list)
    acts: list[tuple[Known, int]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def note(self, kind: str, path: str, answer: Answer, fine: Iterable[int] = (200,)) -> None:
        """Note a request; what is answered otherwise than it should is kept in words."""
        self.asked.append(Asked(kind, path, answer.status, answer.seconds))
        if answer.status not in fine:
            self.wrong.append(f"{kind} {path}: {answer.status} {answer.body[:300]!r}")


@dataclass(slots=True)
class Pace:
    """Until when somebody goes on (by the monotonic clock), and how long they wait between two requests."""

    until: float
    pause_s: tuple[float, float]
    chance: random.Random

    @property
    def over(self) -> bool:
        """Whether the time is over."""
        return time.monotonic() >= self.until

    async def wait(self, share: float = 1.0) -> None:
        """Wait, for a `share` of the time where somebody only arrives."""
        await asyncio.sleep(share * self.chance.uniform(*self.pause_s))


async def read_on(line: WebLine, stops: Sequence[Stop], pace: Pace, notes: Notes) -> None:
    """Walk over every stop in an order by chance, again and again, until the time is over."""
    await pace.wait(pace.chance.random())
    while not pace.over:
        for stop in pace.chance.sample(stops, len(stops)):
            if pace.over:
                break
            notes.note(stop.kind, stop.path, await line.ask("GET", pace.chance.choice(stop.addresses)))
            await pace.wait()
    await line.close()


@dataclass(slots=True)
class Writer:
    """Somebody who decides on the claims of a document and on its dossier; `by` is their id in the ledger.

    `fine` are the statuses that an act may be answered with: 409 where somebody else decided in between, 0 too where
    the server may die. `reads` is False for somebody who works on the dossier alone.
    """

    line: WebLine
    by: str
    sha256: str
    notes: Notes
    chance: random.Random
    fine: tuple[int, ...] = (200, 409)
    reads: bool = True

    async def write_on(self, pace: Pace) -> None:
        """Act again and again until the time is over."""
        await pace.wait(pace.chance.random())
        while not pace.over:
            await self.act()
            await pace.wait()
        await self.line.close()

    async def act(self) -> Answer | None:
        """Look at the document or its dossier, then do one thing by chance; None where looking failed."""
        ways = (self._decide, self._decide, self._choose, self._reply) if self.reads else (self._choose,)
        return await self.chance.choice(ways)()

    async def _decide(self) -> Answer | None:
        seen = await self._look(f"/api/documents/{self.sha256}?wait=1", "/api/documents/{sha256}")
        if seen is None:
            return None
        claim = self.chance.choice([each for each in seen["claims"] if each["claim"]])
        undo = claim["judged"] != "suggested" and self.chance.random() < 0.5
        what = "withdraw" if undo else self.chance.choice(("accept", "reject"))
        path = f"/api/documents/{self.sha256}/decide"
        said = {"claim": claim["claim"], "act": what, "why": _words(), "seen": seen["seen"]}
        return await self._send(path, what, said["why"], said)

    async def _choose(self) -> Answer | None:
        seen = await self._look(f"/api/dossier/{self.sha256}", "/api/dossier/{sha256}")
        if seen is None:
            return None
        row = self.chance.choice(seen["rows"])
        said = {"key": row["key"], "seen": seen["seen"], "why": _words()}
        path = f"/api/dossier/{self.sha256}/choose"
        if not row["goes_in"]:
            return await self._send(path, "put_in", said["why"], {**said, "act": "put_in"})
        if self.chance.random() < 0.5:
            return await self._send(path, "leave_out", said["why"], {**said, "act": "leave_out"})
        far = [each["place"] for each in seen["rows"] if abs(each["place"] - row["place"]) >= _FAR]
        return await self._send(path, "place", row["key"], {**said, "act": "place", "place": self.chance.choice(far)})

    async def _reply(self) -> Answer | None:
        seen = await self._look(f"/api/documents/{self.sha256}?wait=1", "/api/documents/{sha256}")
        if seen is None:
            return None
        claim = self.chance.choice([each["claim"] for each in seen["claims"] if each["claim"]])
        said = {"claim": claim, "to": "The ministry", "put": "2020-11-01", "outcome": "silent", "why": _words()}
        return await self._send(f"/api/documents/{self.sha256}/reply", "reply", said["why"], said)

    async def _look(self, address: str, path: str) -> Any:
        answer = await self.line.ask("GET", address)
        self.notes.note("view", path, answer, (200, *self.fine))
        return answer.json() if answer.status == 200 else None

    async def _send(self, path: str, what: str, known_by: str, said: dict[str, Any]) -> Answer:
        answer = await self.line.act(path, **said)
        self.notes.note("act", path.replace(self.sha256, "{sha256}"), answer, self.fine)
        self.notes.acts.append(((self.by, _LINES[what], known_by), answer.status))
        return answer


def _words() -> str:
    """Give a reason that nobody else gives."""
    return f"as measured, {secrets.token_hex(8)}"


def against_ledger(root: Path, notes: Notes, writers: Iterable[str]) -> list[str]:
    """Hold what was answered against the ledger; acts without an answer may stand in it or not.

    Raises:
        CustodyBroken: the ledger is not as it was written.
    """
    people = set(writers)
    written = Counter(
        (line.by, line.act, str(line.payload.get("finding" if line.act == "place_finding" else "why", "")))
        for line in ledger.read_lines(root)
        if line.by in people and line.act in _LINES.values()
    )
    answered = Counter(known for known, status in notes.acts if status == 200)
    unknown = Counter(known for known, status in notes.acts if status == 0)
    return [
        f"{known}: answered {answered[known]} times, without an answer {unknown[known]}, in the ledger {written[known]}"
        for known in sorted(written.keys() | answered.keys())
        if not answered[known] <= written[known] <= answered[known] + unknown[known]
    ]
