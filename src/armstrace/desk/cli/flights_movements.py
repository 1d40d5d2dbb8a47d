"""`armstrace flights movements`."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, TextIO

import typer

from armstrace.desk.cli.options import AsJson

_SHOWN = 500
# also as East Asian keyboards write them: spreadsheets take those for the same
_FORMULA = frozenset("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")


def movements(
    dataset: Annotated[Path, typer.Argument(metavar="DIR", help="What `flights read` made.")],
    csv: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write all rows as CSV; - is standard output.")
    ] = None,
    hexes: Annotated[list[str] | None, typer.Option("--hex", help="An aircraft's address; may be repeated.")] = None,
    operator: Annotated[str, typer.Option(help="An operator's ICAO designator.")] = "",
    airfield: Annotated[str, typer.Option(help="An airfield: ICAO code, OurAirports ident, or name.")] = "",
    first: Annotated[str, typer.Option("--from", metavar="DAY", help="The first day, in UTC.")] = "",
    last: Annotated[str, typer.Option("--to", metavar="DAY", help="The last day, included.")] = "",
    min_probability: Annotated[float, typer.Option(help="Leave out what is less likely than this.")] = 0.0,
    json: AsJson = False,
) -> None:
    """Print landings and take-offs, one row per candidate airfield, each with its probability.

    The probabilities of one event sum to at most 1; what is missing is the chance that it was elsewhere, or not at all.
    """
    from itertools import islice

    from armstrace.desk.cli.flights_words import need_extra
    from armstrace.desk.cli.show import json_text, plain, remark, table
    from armstrace.desk.questions.outputs import output

    need_extra()
    from armstrace.desk.flights.ask import COLUMNS, rows_of
    from armstrace.desk.flights.folder import summary_of
    from armstrace.desk.questions.flights import wanted_of
    from armstrace.dossier.tracks.model import chance

    wanted = wanted_of(hexes or [], operator, airfield, (first, last), min_probability)
    output(csv, "--csv")
    summary_of(dataset)
    rows = rows_of(dataset, wanted)
    if csv is not None:
        with _opened(csv) as file:
            write_csv(file, COLUMNS, rows)
    elif json:
        for row in rows:
            sys.stdout.write(json_text(row) + "\n")
    else:
        names = [name for name in COLUMNS if name not in {"event", "time_earliest", "time_latest", "inputs"}]
        shown = ({**row, "probability": chance(row["probability"])} for row in islice(rows, _SHOWN))
        table(names, [[plain(str(row[name])) for name in names] for row in shown])
        if next(rows, None) is not None:
            remark(f"The first {_SHOWN} rows; --csv or --json gives all.")


@contextmanager
def _opened(path: Path) -> Iterator[TextIO]:
    if str(path) == "-":
        yield sys.stdout
        return
    with path.open("w", encoding="utf-8", newline="") as file:
        yield file


def write_csv(file: TextIO, columns: tuple[str, ...], rows: Iterator[dict[str, object]]) -> None:
    """Write rows as CSV; text that a spreadsheet would take for a formula gets an apostrophe in front."""
    import csv as writing

    writer = writing.writer(file, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_harmless(row[name]) for name in columns])


def _harmless(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value[:1] in _FORMULA else value
