"""What a text says about time, as a span with its value."""

from dataclasses import dataclass
from datetime import date

from armstrace.records.values import When


@dataclass(frozen=True, slots=True)
class TimeMention:
    """One date, period, length or repetition in a text.

    `value` is a date after ISO 8601 ("2020-10-05", "2020-W40", "2015/2019", "1990/.."), a length ("P44D", "PXY" where
    no number is given) or "PAST_REF", "PRESENT_REF", "FUTURE_REF". `kind` is date, duration, set or time. `anchor`
    says what it was read against: explicit, document_year, document, last_date, block_date, event or elided. `when`
    holds the days meant wherever the calendar can tell.
    """

    start: int
    end: int
    value: str
    kind: str
    precision: str
    anchor: str
    when: When | None


@dataclass(frozen=True, slots=True)
class Anchor:
    """What "yesterday" is said from: the day of publication, and a block's own day (a tweet) where it has one."""

    published: date
    block: date | None = None

    @property
    def day(self) -> date:
        """The day the words are said on."""
        return self.block or self.published
