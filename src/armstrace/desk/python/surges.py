"""Surges: whether a stretch of time had more flights than chance, coverage and the calendar explain."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, TypedDict

from armstrace.desk.python.answer import Answer, plain
from armstrace.desk.python.columns import DAY, FLAG, NUMBER, TEXT, WHOLE, Sheet
from armstrace.desk.python.drawing import Drawing
from armstrace.desk.python.saving import saved
from armstrace.desk.questions.mistakes import Mistakes
from armstrace.desk.questions.surge import Words, surge_asked
from armstrace.desk.surges.answers import (
    chosen,
    counts_of,
    found_in,
    judged_counts,
    one_operator,
    screened_json,
    surges_json,
)
from armstrace.desk.surges.data import Data
from armstrace.desk.surges.find import Found
from armstrace.desk.surges.pairs import screened
from armstrace.dossier.surges.chart import surge_svg
from armstrace.dossier.surges.page import surge_html
from armstrace.dossier.surges.words import OPPORTUNITY
from armstrace.gazetteer.synthetic_marks import WATERMARK
from armstrace.records.errors import CaseError
from armstrace.records.surges import Window

_SERIES = Sheet(
    {
        "key": TEXT, "series": TEXT, "told": TEXT, "count": NUMBER, "p": NUMBER, "p_how": TEXT, "first": DAY,
        "last": DAY, "ratio": NUMBER, "ratio_low": NUMBER, "ratio_high": NUMBER, "reason": TEXT, "synthetic": FLAG,
    },
    ("series", "told", "count", "p", "first", "last", "ratio"),
)  # fmt: skip
_WEEKS = Sheet(
    {
        "first": DAY, "days": WHOLE, "count": NUMBER, "low": NUMBER, "high": NUMBER, "exposure": NUMBER,
        "exposure_error": NUMBER, "baseline": NUMBER, "baseline_low": NUMBER, "baseline_high": NUMBER,
    },
    ("first", "days", "count", "exposure", "baseline"),
)  # fmt: skip
_LANDINGS = Sheet(
    {
        "key": TEXT, "time_utc": TEXT, "kind": TEXT, "airfield": TEXT, "icao": TEXT, "origin": TEXT, "callsign": TEXT,
        "hex": TEXT, "registration": TEXT, "typecode": TEXT, "operator": TEXT, "probability": NUMBER, "rank": WHOLE,
        "tier": TEXT, "basis": TEXT, "time_earliest": TEXT, "time_latest": TEXT, "in_window": FLAG, "event": TEXT,
    },
    ("time_utc", "callsign", "hex", "registration", "origin", "probability", "tier", "in_window"),
)  # fmt: skip
_SCREENED = Sheet(
    {
        "series": TEXT, "operator": TEXT, "airfield": TEXT, "count": NUMBER, "first": DAY, "last": DAY,
        "window_count": NUMBER, "expected": NUMBER, "ratio": NUMBER, "p": NUMBER, "p_how": TEXT, "q": NUMBER,
        "q_any": NUMBER, "basis": TEXT, "told": FLAG,
    },
    ("series", "count", "first", "last", "window_count", "expected", "ratio", "p", "q", "told"),
)  # fmt: skip
_MADE_UP = f"{WATERMARK}: none of this took place, and it supports nothing."


class SurgeAsked(TypedDict, total=False):
    """What a surge is asked of; what is not said is any.

    `operator` is an ICAO designator, `route` where from (an ICAO code, ident or name), `typecode` such as "B744",
    `hexes` 24-bit addresses, `motion` "landing" or "takeoff". `window` and `conflict` are stretches of days
    ("2020-09-27..2020-11-10") chosen before looking. `seed` and `draws` are those of chance.
    """

    operator: str
    route: str
    typecode: str
    hexes: tuple[str, ...] | list[str]
    motion: str
    window: str
    conflict: str
    seed: int
    draws: int


@dataclass(frozen=True, slots=True, repr=False, eq=False, kw_only=True)
class Surge(Answer):
    """What was found of one series; a row per week. It is an opportunity for transport and shows no cargo.

    `verdict` is "surge", "no surge" or "cannot tell", `reason` why; `window` the stretch found, `asked` the one asked
    for; `landings` the movements counted.
    """

    found: Found = field(repr=False)
    landings: Answer = field(repr=False)

    @property
    def key(self) -> str:
        """The key that `case.why` follows where the case keeps it."""
        return self.found.surge.key

    @property
    def verdict(self) -> str:
        """The answer in a word."""
        return self.found.surge.told

    @property
    def reason(self) -> str:
        """The answer in a sentence."""
        return self.found.surge.reason

    @property
    def window(self) -> Window | None:
        """The stretch found, None where nothing can be told."""
        return self.found.surge.window

    @property
    def asked(self) -> Window | None:
        """The stretch that was asked for, by itself."""
        return self.found.surge.asked

    def plot(self) -> Drawing:
        """Draw the series: weeks, what could be seen, the baseline, the stretch."""
        return Drawing(surge_svg(self.found.surge))

    def save(self, path: str | Path) -> Path:
        """Write the page to read, one file that opens from disk; gives the path.

        Raises:
            CaseError: nothing can be written there.
        """
        beside = [asdict(each) for each in self.found.beside]
        return saved(path, surge_html(self.found.surge, self.found.landings, beside))


@dataclass(frozen=True, slots=True, repr=False, eq=False, kw_only=True)
class Surges(Answer):
    """What was found of one series or several, each judged by itself; a row per series."""

    surges: tuple[Surge, ...] = field(repr=False)

    def plot(self, series: str = "") -> Drawing:
        """Draw one series: that of this name, else the only one.

        Raises:
            CaseError: there are several, or none is called so.
        """
        found = [each for each in self.surges if series in {"", each.found.surge.series}]
        if len(found) != 1:
            names = "; ".join(each.found.surge.series for each in self.surges)
            raise CaseError("One series can be drawn.", where=series, todo=f"Name one: {names}.")
        return found[0].plot()


class Screening(Answer):
    """Every operator at every airfield, corrected for their number; a row per series, the least likely chance first."""

    __slots__ = ()


def words_of(asked: SurgeAsked, **more: Any) -> Words:
    """Give the words of a question."""
    named: Mapping[str, Any] = asked
    return Words(**{**named, "hexes": tuple(asked.get("hexes", ())), **more})


def surges_of(data: Data, words: Words) -> tuple[Surges, list[Found]]:
    """Judge the series of a question."""
    found = found_in(data, surge_asked(words, Mistakes()))
    only = one_operator(data)
    return _answer(found, words, [only] if only else []), found


def surges_of_counts(path: Path, words: Words) -> tuple[Surges, list[Found]]:
    """Judge the series of a file of counts."""
    question = surge_asked(words, Mistakes())
    counts = counts_of(path, synthetic=words.synthetic)
    found = list(judged_counts(chosen(counts, words.series), question))
    aside = [f"Set aside, line {each.line}: {each.reason}" for each in counts.aside[:20]]
    more = [f"Set aside: {counts.aside_count:,} lines."] if counts.aside_count else []
    return _answer(found, words, [*counts.remarks, *more, *aside]), found


def screening_of(data: Data, words: Words) -> Screening:
    """Test every operator at every airfield."""
    question = surge_asked(words, Mistakes())
    tested, few = screened(data, question.asked, words.q, words.motion)
    told = plain(screened_json(tested, few, words.q, words.seed, synthetic=data.synthetic))
    rows = sorted(told["screened"], key=lambda each: (each["q"], each["p"], each["series"]))
    called = sum(each["told"] for each in rows)
    left = f"{few:,} pairs had too few movements to be tested; that is not to say that there was nothing to see."
    return Screening(
        title=f"{called} of {len(rows):,} series stand out at a false-discovery rate of {words.q:.0%}",
        rows=_SCREENED.rows(rows),
        sheet=_SCREENED,
        told=told,
        remarks=(
            *((_MADE_UP,) if data.synthetic else ()),
            *((left,) if few else ()),
            "Series that are not listed are not cleared: ask about one to see what could have been told of it.",
            OPPORTUNITY,
        ),
    )


def _answer(found: Sequence[Found], words: Words, said: Sequence[str]) -> Surges:
    told = plain(surges_json(found, words.seed))
    made = tuple(map(_surge, found, told["surges"]))
    rows = [
        {**each, **{name: value for name, value in (each["window"] or {}).items() if name != "count"}}
        if each["window"]
        else {**each, "first": None, "last": None}
        for each in told["surges"]
    ]
    family = "Each p is over the windows of its own series, and not corrected for how many series stand here."
    return Surges(
        title=made[0].title if len(made) == 1 else f"{len(made)} series of movements",
        rows=_SERIES.rows(rows),
        sheet=_SERIES,
        told=told,
        remarks=(
            *said,
            *((_MADE_UP,) if told["synthetic"] else ()),
            *(made[0].remarks[:-1] if len(made) == 1 else (family,)),
            OPPORTUNITY,
        ),
        surges=made,
    )


def _surge(found: Found, told: dict[str, Any]) -> Surge:
    one = found.surge
    return Surge(
        title=f"{one.told}: {one.series}",
        rows=_WEEKS.rows(told["weeks"]),
        sheet=_WEEKS,
        told=told,
        remarks=(one.reason, *one.warnings, OPPORTUNITY),
        found=found,
        landings=Answer(
            title=f"Movements counted: {one.series}",
            rows=_LANDINGS.rows(told["landings"]),
            sheet=_LANDINGS,
            told=told["landings"],
            remarks=(OPPORTUNITY,),
        ),
    )
