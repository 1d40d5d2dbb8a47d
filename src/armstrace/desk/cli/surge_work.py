"""What `armstrace surge` does: asks the dataset, the case or the file, and hands out what was found."""

import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from armstrace.desk.cli.flights_words import deliver
from armstrace.desk.cli.show import as_json, remark
from armstrace.desk.cli.surge_asked import Options
from armstrace.desk.cli.taking import finish, progress
from armstrace.desk.private_case import private_folder
from armstrace.desk.questions.surge import Question
from armstrace.desk.surges.answers import (
    chosen,
    counts_of,
    found_in,
    judged_counts,
    one_operator,
    screened_counts,
    screened_json,
    surges_json,
)
from armstrace.desk.surges.data import Data, of_case, of_dataset
from armstrace.desk.surges.find import Found
from armstrace.desk.surges.telling import found_json
from armstrace.evidence.names import visible
from armstrace.records.errors import CaseError

if TYPE_CHECKING:
    from armstrace.desk.case import Case
    from armstrace.desk.surges.counts import Counts
    from armstrace.flights.surges.screen import Screened

_ASIDE_SHOWN = 20


def run(question: Question, options: Options) -> None:
    """Answer the question.

    Raises:
        ArmstraceError: something cannot be read, or written.
    """
    if options.counts is not None:
        with _named(options.counts) as path:
            _of_counts(path, question, replace(options, counts=path))
        return
    data = _data(options)
    if options.screen:
        _screen_data(data, question, options)
        return
    found = found_in(data, question)
    if one_operator(data):
        remark(one_operator(data))
    _hand_out(found, options, data)
    if options.case is not None or options.dataset is None:
        _keep(found, options)


def _data(options: Options) -> Data:
    from armstrace.desk.cli.options import case_folder

    return of_dataset(options.dataset) if options.dataset is not None else of_case(case_folder(options.case))


@contextmanager
def _named(path: Path) -> Iterator[Path]:
    """Give the file of counts; what standard input gives is put into a private folder."""
    if str(path) != "-":
        yield path
        return
    with private_folder() as folder:
        kept = folder / "counts.csv"
        with kept.open("wb") as file:
            shutil.copyfileobj(sys.stdin.buffer, file)
        yield kept


def _of_counts(path: Path, question: Question, options: Options) -> None:
    counts = counts_of(path, synthetic=options.synthetic)
    _tell_aside(counts, path)
    series = chosen(counts, options.series)
    if options.screen:
        tested = screened_counts(series, question, options.q)
        _hand_screen(tested, 0, options, synthetic=any(each.synthetic for each in series))
        finish(whole=not counts.aside_count)
        return
    found = []
    with progress(len(series)) as step:
        # a table of p-values needs no power
        for each in judged_counts(series, question, power=not _only_csv(options)):
            found.append(each)
            step()
    _hand_out(found, options, None)
    if options.case is not None:
        _keep(found, options)
    finish(whole=not counts.aside_count)


def _tell_aside(counts: "Counts", path: Path) -> None:
    for said in counts.remarks:
        remark(said)
    if counts.aside_count:
        remark(f"set aside, {counts.aside_count:,} lines of {visible(path.name)}:")
        for aside in counts.aside[:_ASIDE_SHOWN]:
            remark(f"  line {aside.line}: {visible(aside.reason)}")
        if counts.aside_count > _ASIDE_SHOWN:
            remark(f"  and {counts.aside_count - _ASIDE_SHOWN:,} more")


def _only_csv(options: Options) -> bool:
    return options.csv is not None and not options.json and options.plot is None and options.html is None


def _hand_out(found: Sequence[Found], options: Options, data: Data | None) -> None:
    """Write, draw and print what was found."""
    from armstrace.desk.cli.surge_words import csv_of, print_many, print_one

    if options.csv is not None:
        deliver(options.csv, csv_of([each.surge for each in found]))
    if options.plot is not None or options.html is not None:
        _draw(found, options)
    if options.json:
        as_json(surges_json(found, options.seed))
    elif options.csv is None and options.plot is None and options.html is None:
        if len(found) == 1:
            print_one(found[0], data)
        else:
            print_many(found, data)


def _draw(found: Sequence[Found], options: Options) -> None:
    if len(found) != 1:
        todo = "Name an operator with --operator, or a series with --series."
        raise CaseError(f"There are {len(found)} series; one can be drawn.", where="--plot or --html", todo=todo)
    from armstrace.dossier.surges.chart import surge_svg

    one = found[0]
    if options.plot is not None:
        deliver(options.plot, surge_svg(one.surge))
    if options.html is not None:
        from armstrace.dossier.surges.page import surge_html

        beside = [{name: getattr(each, name) for name in each.__slots__} for each in one.beside]
        deliver(options.html, surge_html(one.surge, one.landings, beside))


def _screen_data(data: Data, question: Question, options: Options) -> None:
    from armstrace.desk.surges.pairs import screened

    tested, few = screened(data, question.asked, options.q, options.motion)
    _hand_screen(tested, few, options, synthetic=data.synthetic)


def _hand_screen(tested: Sequence["Screened"], few: int, options: Options, *, synthetic: bool) -> None:
    from armstrace.desk.cli.surge_words import csv_of_screen, print_screen

    if options.csv is not None:
        deliver(options.csv, csv_of_screen(tested))
    if options.json:
        as_json(screened_json(tested, few, options.q, options.seed, synthetic=synthetic))
    elif options.csv is None:
        print_screen(tested, few, options.q, synthetic=synthetic)


def _keep(found: Sequence[Found], options: Options) -> None:
    """Keep the result in the case, with the file of counts as an exhibit."""
    from armstrace.desk.cli.options import working_case
    from armstrace.desk.surges.kept import keep

    case: Case = working_case(options.case)
    exhibit = case.add(options.counts).sha256 if options.counts is not None else ""
    for each in found:
        key = keep(case, found_json(each), options.told(), exhibit)
        remark(f"kept: armstrace why {key}")
