"""`armstrace flights at`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from armstrace.desk.cli.options import AsJson

if TYPE_CHECKING:
    from armstrace.desk.flights.at import AtField

_UNSEEN_SHOWN = 12


def at(
    airfield: Annotated[str, typer.Argument(metavar="AIRFIELD", help="ICAO code, OurAirports ident, or name.")],
    dataset: Annotated[Path | None, typer.Argument(metavar="DIR", help="What `flights read` made.")] = None,
    operator: Annotated[str, typer.Option(help="An operator's ICAO designator, such as AZQ.")] = "",
    hexes: Annotated[list[str] | None, typer.Option("--hex", help="An aircraft's address; may be repeated.")] = None,
    first: Annotated[str, typer.Option("--from", metavar="DAY", help="The first day, in UTC.")] = "",
    last: Annotated[str, typer.Option("--to", metavar="DAY", help="The last day, included.")] = "",
    min_probability: Annotated[float, typer.Option(help="List none less likely; the sums take all.")] = 0.0,
    case: Annotated[
        Path | None, typer.Option("--case", metavar="DIR", help="Ask a case; default without DIR: the nearest.")
    ] = None,
    json: AsJson = False,
) -> None:
    """Show landings and take-offs at an airfield, how many to expect, and what could have been seen there.

    A day without coverage is not a day without landings: such days are counted apart.
    """
    from armstrace.desk.cli.flights_words import need_extra
    from armstrace.desk.cli.options import case_folder
    from armstrace.desk.cli.show import as_json

    need_extra()
    from armstrace.desk.flights.at import at_field, in_dataset
    from armstrace.desk.flights.in_case import in_case
    from armstrace.desk.questions.flights import wanted_of

    wanted = wanted_of(hexes or [], operator, airfield, (first, last), min_probability)
    ground = in_dataset(dataset) if dataset is not None else in_case(case_folder(case))
    found = at_field(ground, wanted)
    if json:
        as_json(found.told())
    else:
        _print(found)


def _print(found: "AtField") -> None:
    from armstrace.desk.cli.show import line, plain, table

    line(f"[bold]{plain(found.field.name)}[/] ({found.field.ident}), {plain(found.who)}")
    names = [
        "time_utc",
        "kind",
        "callsign",
        "hex",
        "registration",
        "probability",
        "rank",
        "tier",
        "basis",
        "not_before",
        "not_after",
    ]
    table(
        [name.replace("_", " ") for name in names], [[plain(_cell(row, name)) for name in names] for row in found.rows]
    )
    for kind, count in found.expected.items():
        line(
            f"\n[bold]{kind}s[/]: {count.listed} listed, {count.confirmed} confirmed; expected {count.expected:.1f}"
            f" (95 % between {count.low} and {count.high}, if the probabilities hold)"
        )
    for sentence in found.sentences(_UNSEEN_SHOWN):
        line(plain(sentence))


def _cell(row: dict[str, Any], name: str) -> str:
    from armstrace.dossier.tracks.model import chance

    value = row[{"not_before": "time_earliest", "not_after": "time_latest"}.get(name, name)]
    return chance(value) if name == "probability" else str(value)
