"""How what was found of surges looks to a person, and as CSV."""

import csv
import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from armstrace.desk.cli.show import line, plain, table
from armstrace.desk.surges.data import Data
from armstrace.desk.surges.find import MOST_OPERATORS, Beside, Found
from armstrace.dossier.surges.words import (
    OPPORTUNITY,
    TOLD,
    comparison_words,
    counted_words,
    day,
    odds,
    of_what,
    period_words,
    power_words,
    ratio_of,
    window_words,
)
from armstrace.dossier.tracks.model import chance
from armstrace.gazetteer.synthetic_marks import WATERMARK
from armstrace.records.surges import Surge, Window

if TYPE_CHECKING:
    from armstrace.flights.surges.screen import Screened

_MADE_UP = f"{WATERMARK}: none of this took place, and it supports nothing."
_BASIS = {
    "control traffic": "by other aircraft seen near the field",
    "archive": "by how whole the archives are, nothing more: a finding is at most partly",
    "given": "as the file gives it",
    "none": "not known",
}
_STYLES = {"surge": "bold red", "no surge": "green", "cannot tell": "cyan"}
_LANDINGS_SHOWN = 12
_SCREENED_SHOWN = 40
_WARNINGS_SHOWN = 12
_HEAD = ("series_id", "p_value", "start", "end")


def csv_of(surges: Sequence[Surge]) -> str:
    """Give a line per series: its family-wise p, and the stretch that this is of; 1 where there is none."""
    return _csv((each.series, each.window) for each in surges)


def csv_of_screen(tested: "Sequence[Screened]") -> str:
    """Give a line per series that was screened."""
    rows = ((each.series, repr(each.p), str(each.first or ""), str(each.last or "")) for each in tested)
    return _written(rows)


def _csv(rows: Iterator[tuple[str, Window | None]]) -> str:
    return _written(
        (name, repr(window.p), str(window.first), str(window.last)) if window else (name, "1.0", "", "")
        for name, window in rows
    )


def _written(rows: Iterator[tuple[str, str, str, str]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_HEAD)
    writer.writerows(rows)
    return text.getvalue()


def print_one(found: Found, data: Data | None) -> None:
    """Print all that is known of one series."""
    told = found.surge
    if told.synthetic:
        line(f"[bold red]{_MADE_UP}[/]")
    line(f"[bold]{plain(told.series)}[/]: [{_STYLES.get(told.told, 'bold')}]{TOLD.get(told.told, plain(told.told))}[/]")
    line(plain(told.reason))
    for name, said in _facts(found):
        line(f"[bold]{name}[/]  {plain(said)}")
    for warning in told.warnings:
        line(f"[yellow]![/] {plain(warning)}")
    _print_beside(found.beside)
    if data is not None:
        _print_landings(found, data)
    line(plain(OPPORTUNITY))
    line(f"[dim]{plain(told.method)} {plain(told.parameters)}[/]")


def _facts(found: Found) -> Iterator[tuple[str, str]]:
    told = found.surge
    if told.operator or told.airfield:
        yield "of       ", of_what(told)
    yield "counted  ", counted_words(told)
    yield (
        "exposure ",
        f"{told.exposure:,.0f} days' worth of {told.days_with_data:,}, {_BASIS.get(told.exposure_basis, '')}",
    )
    if told.window is not None:
        yield "window   ", window_words(told.window, told)
    if found.by_archive is not None:
        yield "         ", f"by the archives' completeness alone the same stretch has {ratio_of(found.by_archive)}"
    if told.asked is not None:
        yield "asked    ", window_words(told.asked, told)
    baseline = [
        f"{name} {value:.2f}"
        for name, value in (("dispersion", told.dispersion), ("trend a year ×", told.trend), ("season ×", told.season))
        if value is not None
    ]
    if baseline:
        yield "baseline ", ", ".join(baseline)
    for period in told.periods:
        yield f"{period.name:9}", period_words(period, told)
    for comparison in told.comparisons:
        yield "         ", comparison_words(comparison)
    yield "power    ", power_words(told.power)


def _print_beside(beside: Sequence[Beside]) -> None:
    if not beside:
        return
    line("[bold]beside[/]     each with its own p, not corrected for how many stand here")
    rows = [
        [each.why, plain(each.series), f"{each.count:.1f}", _p(each.p, each.p_how), _stretch(each), _times(each.ratio)]
        for each in beside
    ]  # fmt: skip
    table(["", "series", "counted", "p", "stretch", "ratio"], rows)


def _p(p: float, how: str) -> str:
    return odds(p, how).removeprefix("= ")


def _times(ratio: float | None) -> str:
    return "" if ratio is None else f"×{ratio:.1f}"


def _stretch(each: "Beside | Screened | Window") -> str:
    return f"{day(each.first)} to {day(each.last)}" if each.first and each.last else ""


def _print_landings(found: Found, data: Data) -> None:
    told = found.surge
    inside = [row for row in found.landings if row["in_window"]]
    names = ["time_utc", "callsign", "hex", "registration", "probability", "tier", "basis"]
    if inside:
        line(f"[bold]in this stretch[/]  {len(inside)} listed, of {len(found.landings)}")
        rows = [[plain(str(row[name])) for name in names] for row in inside[:_LANDINGS_SHOWN]]
        for cells, row in zip(rows, inside, strict=False):
            cells[names.index("probability")] = chance(row["probability"])
        table([name.replace("_", " ") for name in names], rows)
        line(f"[bold]a track[/]  {plain(inside[0]['track'])}")
    where = f"armstrace flights at {told.airfield} {data.where}"
    operator = f" --operator {told.operator}" if told.operator.isupper() else ""
    span = f" --from {told.window.first} --to {told.window.last}" if told.window else ""
    line(f"[bold]each of them[/]  {plain(where + operator + span)}")


def print_many(found: Sequence[Found], data: Data | None) -> None:
    """Print a line per series, each judged by itself."""
    if any(each.surge.synthetic for each in found):
        line(f"[bold red]{_MADE_UP}[/]")
    rows = []
    for each in found:
        told, window = each.surge, each.surge.window
        rows.append(
            [plain(told.series), f"{told.count:.1f}", _p(window.p, window.p_how) if window else "",
             _stretch(window) if window else "", _times(window.ratio) if window else "",
             f"[{_STYLES.get(told.told, 'bold')}]{TOLD.get(told.told, told.told)}[/]", _powers(told)]
        )  # fmt: skip
    table(["series", "counted", "p", "stretch", "ratio", "", "power"], rows)
    line("Each p is family-wise over the windows of its own series, and not corrected for how many series stand here.")
    if data is not None:
        line(f"At most {MOST_OPERATORS} operators are shown; --operator shows all of one, --screen tests all.")
    for said in _warnings([each.surge for each in found]):
        line(f"[yellow]![/] {plain(said)}")
    line(plain(OPPORTUNITY))


def _warnings(surges: Sequence[Surge]) -> Iterator[str]:
    """Give what holds for all series once, then what holds for some with their names; of many only the number."""
    whose: dict[str, list[str]] = {}
    for told in surges:
        for warning in told.warnings:
            whose.setdefault(warning, []).append(told.series)
    yield from (warning for warning, names in whose.items() if len(names) == len(surges))
    rest = [(warning, names) for warning, names in whose.items() if len(names) < len(surges)]
    for warning, names in rest[:_WARNINGS_SHOWN]:
        yield f"{', '.join(names[:3])}{f' and {len(names) - 3} more' if len(names) > 3 else ''}: {warning}"
    if len(rest) > _WARNINGS_SHOWN:
        yield f"There are {len(rest) - _WARNINGS_SHOWN} more warnings of single series; --json has all."


def _powers(told: Surge) -> str:
    """Say the chance of telling the surges put in for trial."""
    return ", ".join(f"×{each.factor:g}/{each.weeks:g}w {each.probability:.0%}" for each in told.power)


def print_screen(tested: "Sequence[Screened]", few: int, q: float, *, synthetic: bool) -> None:
    """Print what a screening found, the least likely to be chance first."""
    if synthetic:
        line(f"[bold red]{_MADE_UP}[/]")
    ordered = sorted(tested, key=lambda each: (each.q, each.p, each.series))
    called = [each for each in ordered if each.told]
    line(f"[bold]{len(called)} of {len(tested):,} series[/] stand out at a false-discovery rate of {q:.0%}")
    rows = [
        [plain(each.series), f"{each.count:.1f}", _stretch(each), f"{each.window_count:.1f}", f"{each.expected:.1f}",
         _times(each.ratio), _p(each.p, each.p_how), f"{each.q:.2g}", f"{each.q_any:.2g}",
         plain(each.basis), "stands out" if each.told else ""]
        for each in ordered[: max(len(called), 10)][:_SCREENED_SHOWN]
    ]  # fmt: skip
    names = ["series", "counted", "stretch", "in it", "expected", "ratio", "p", "q", "q, any dependence", "exposure"]
    table([*names, ""], rows)
    for basis in sorted({each.basis for each in ordered}):
        line(f"Exposure, {basis}: {_BASIS.get(basis, '')}.")
    if few:
        line(f"{few:,} pairs had too few movements to be tested; that is not to say that there was nothing to see.")
    short = sum(not each.tested for each in tested)
    if short:
        line(f"{short:,} of the series have too few other weeks with data for a p: nothing can be told of them.")
    line("Series that are not listed are not cleared: ask about one to see what could have been told of it.")
    line(plain(OPPORTUNITY))
