"""`armstrace flights read`."""

from pathlib import Path
from typing import Annotated

import typer

from armstrace.desk.cli.options import AsJson

Archives = Annotated[
    list[str], typer.Argument(metavar="ARCHIVE...", help="Day folders, tars or their first parts, files, s3://...")
]


def read(
    archives: Archives,
    out: Annotated[
        Path, typer.Option(metavar="DIR", help="The folder of the dataset; an earlier run is gone on with.")
    ],
    hexes: Annotated[
        list[str] | None, typer.Option("--hex", help="An aircraft's 24-bit address; may be repeated.")
    ] = None,
    why: Annotated[str, typer.Option(help="Why these aircraft are shown though their owners asked not to be.")] = "",
    operator: Annotated[str, typer.Option(help="An operator's ICAO designator, such as AZQ.")] = "",
    first: Annotated[str, typer.Option("--from", metavar="DAY", help="The first day, in UTC.")] = "",
    last: Annotated[str, typer.Option("--to", metavar="DAY", help="The last day, included.")] = "",
    fleet: Annotated[
        list[Path] | None, typer.Option(help="A fleet list or aircraft database; may be repeated.")
    ] = None,
    others: Annotated[
        bool, typer.Option("--others", help="Read all aircraft, to know what could be seen where.")
    ] = False,
    points: Annotated[bool, typer.Option("--points", help="Keep the positions too.")] = False,
    synthetic: Annotated[bool, typer.Option("--synthetic", help="The archives are made up: mark all of it.")] = False,
    engine: Annotated[str, typer.Option(help="local, processes, or a scheduler: dask://host:port.")] = "processes",
    workers: Annotated[int, typer.Option(help="Processes; 0 is one per processor.")] = 0,
    endpoint: Annotated[
        str, typer.Option(metavar="URL", help="Where s3:// is, if AWS_ENDPOINT_URL does not say.")
    ] = "",
    anonymous: Annotated[bool, typer.Option("--anonymous", help="Ask s3:// without keys.")] = False,
    case: Annotated[Path | None, typer.Option("--case", metavar="DIR", help="A case to take the result into.")] = None,
    json: AsJson = False,
) -> None:
    """Read archives of aircraft traces into a dataset of landings and take-offs.

    Archives stay where they are and are not unpacked. A run that was cut short goes on where it was; a finished
    dataset has the same bytes whatever the engine. What could not be read is listed in DIR/set_aside.jsonl.
    """
    from armstrace.desk.cli.flights_words import need_extra, report, told_how_far
    from armstrace.desk.cli.show import as_json
    from armstrace.desk.cli.taking import finish

    need_extra()
    from armstrace.desk.flights.asked import How
    from armstrace.desk.flights.folder import summary_of
    from armstrace.desk.flights.identities import asserted
    from armstrace.desk.flights.read import Run, read_archives
    from armstrace.desk.questions.flights import asked_of
    from armstrace.engine.choose import engine_named
    from armstrace.engine.store import Files

    asked = asked_of((hexes or [], why), operator, (first, last), points=points, others=others, synthetic=synthetic)
    place = engine_named(engine, workers)
    with asserted(fleet or [], case) as said_of, told_how_far() as steps:
        tally = read_archives(archives, out, How(Files(endpoint, anonymous), asked), Run(place, steps, said_of))
    report(tally, out)
    if case is not None:
        from armstrace.desk.cli.options import working_case
        from armstrace.desk.flights.in_case import take_into

        take_into(working_case(case), out, asked.named)
    if json:
        as_json(summary_of(out))
    finish(whole=not tally.set_aside and not tally.failed)
