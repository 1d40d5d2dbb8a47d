"""The tokens a rule has matched, and what a rule makes of them."""

from dataclasses import dataclass, replace
from datetime import date

from armstrace.reading.times.arithmetic import Days
from armstrace.reading.times.tokens import Line, Token
from armstrace.reading.times.words import NUMBERS, ORDINALS, SCALES
from armstrace.records.values import When


@dataclass(frozen=True, slots=True)
class Said:
    """The tokens `first` to `end` of a line."""

    line: Line
    first: int
    end: int

    @property
    def tokens(self) -> list[Token]:
        """The tokens matched."""
        return [self.line.token(index) for index in range(self.first, self.end)]

    def all(self, *names: str) -> list[Token]:
        """The tokens of these classes."""
        return [token for token in self.tokens if token.name in names]

    def one(self, *names: str) -> Token | None:
        """The first token of these classes."""
        return next(iter(self.all(*names)), None)

    def has(self, *names: str) -> bool:
        """Whether a token of these classes was matched."""
        return self.one(*names) is not None

    def beside(self, steps: int) -> Token | None:
        """A token before (-1) or behind (1) the match, None at the ends of the block."""
        index = self.first + steps if steps < 0 else self.end + steps - 1
        return self.line.token(index) if 0 <= index < len(self.line.starts) else None

    def around(self, before: int, behind: int = 0) -> str:
        """Some characters of the view before the match, or behind it, in small letters."""
        start, end = self.line.starts[self.first], self.line.ends[self.end - 1]
        lowest, highest = self.line.starts[0], self.line.ends[-1]
        piece = self.line.seen[max(lowest, start - before) : start] if before else ""
        return (piece + self.line.seen[end : min(highest, end + behind)]).lower()

    def part(self, first: int, end: int | None = None) -> "Said":
        """Some of the tokens, counted from the first matched (or, below zero, back from the last)."""
        size = self.end - self.first
        begin = first if first >= 0 else size + first
        stop = size if end is None else end if end >= 0 else size + end
        return Said(self.line, self.first + begin, self.first + stop)

    def without(self, *names: str) -> "Said":
        """The tokens from the first that is of none of these classes."""
        skipped = next((i for i, token in enumerate(self.tokens) if token.name not in names), 0)
        return self.part(skipped)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read from some tokens: a value, its kind, and the days where the calendar can tell.

    `is_aside` marks what is only compared with ("from $2 million a year earlier"): the story does not move there.
    """

    said: Said
    value: str
    kind: str
    precision: str
    anchor: str = "explicit"
    days: Days | None = None
    qualifier: str = ""
    is_aside: bool = False

    @property
    def when(self) -> When | None:
        """The days as a When with the words as printed."""
        if self.days is None:
            return None
        tokens = self.said.line
        printed = tokens.seen[tokens.starts[self.said.first] : tokens.ends[self.said.end - 1]]
        return When(self.days.first, self.days.last, self.qualifier, printed)

    def at(self, anchor: str) -> "Reading":
        """The same with another anchor."""
        return replace(self, anchor=anchor)


def dated(said: Said, days: Days, anchor: str = "explicit", *, value: str = "", kind: str = "date") -> Reading:
    """Read tokens as days of the calendar."""
    return Reading(said, value or value_of(days), kind, days.precision, anchor, days)


def value_of(days: Days) -> str:
    """Write days as the shortest ISO 8601 value that says them; a week as its number, open ends as two dots."""
    if days.precision == "week" and days.first is not None:
        year, week, _ = days.first.isocalendar()
        return f"{year:04d}-W{week:02d}"
    if days.first is not None and days.last is None:
        return f"{_short(Days(days.first, None, ''), days.precision)}/.."
    return When(days.first, days.last).edtf


def _short(days: Days, precision: str) -> str:
    first = days.first or date.min
    return {"year": f"{first.year:04d}", "month": f"{first.year:04d}-{first.month:02d}"}.get(
        precision, first.isoformat()
    )


def vague(said: Said, value: str, kind: str = "date") -> Reading:
    """Read tokens that say a time no calendar can place."""
    return Reading(said, value, kind, "vague", "explicit" if kind == "duration" else "document")


def number_of(tokens: list[Token]) -> float | None:
    """Read a number in digits or words: "twenty-four", "two thousand", "2,000"; None where there is none."""
    total, current, seen = 0.0, 0.0, False
    for token in tokens:
        low = token.low
        if low[:1].isdigit():
            digits = low.replace(",", "").rstrip("stndrh")
            return float(digits) if digits.replace(".", "", 1).isdigit() else None
        if low in NUMBERS:
            current, seen = current + NUMBERS[low], True
        elif low in SCALES:
            scaled = (current or 1) * SCALES[low]
            total, current, seen = (total + scaled, 0.0, True) if scaled >= 1000 else (total, scaled, True)
    return total + current if seen else None


def ordinal_of(token: Token) -> int:
    """Read "3rd" or "third".

    Raises:
        KeyError: the token is no ordinal.
    """
    low = token.low
    return int(low.rstrip("stndrh")) if low[0].isdigit() else ORDINALS[low]
