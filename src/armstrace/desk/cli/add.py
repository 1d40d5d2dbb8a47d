"""`armstrace add`."""

from pathlib import Path
from typing import Annotated

import typer

from armstrace.desk.cli.options import AsJson, CaseDir, Published


def add(
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="Files or folders; - is standard input.")],
    case: CaseDir = None,
    treaty: Annotated[str, typer.Option(help="The treaty a table is about, such as CCM-2008.")] = "",
    edition: Annotated[
        str, typer.Option(help="The vintage of a file that does not print it, such as 2024-03-11.")
    ] = "",
    licence: Annotated[str, typer.Option(help="What the file may be used for.")] = "",
    in_place: Annotated[
        bool, typer.Option("--in-place", help="Leave the file where it is; keep path, size and hash.")
    ] = False,
    published: Published = "",
    json: AsJson = False,
) -> None:
    """Take files into the case as exhibits and read them; originals are never changed.

    --published says on which day the documents among them were published; it is kept for every later command.
    """
    from armstrace.desk.cli.options import day, working_case
    from armstrace.desk.cli.records import outcomes_json, print_outcomes
    from armstrace.desk.cli.show import as_json
    from armstrace.desk.cli.taking import files_in, finish, report, take
    from armstrace.desk.document import keep_days
    from armstrace.desk.treaties import known_treaty
    from armstrace.records.sources import ReadOptions

    said = day(published, "--published")
    paths = files_in(files)
    options = ReadOptions(known_treaty(treaty), edition)
    opened = working_case(case)
    outcomes = take(opened, paths, options, licence=licence, in_place=in_place)
    if said is not None:
        keep_days(opened, [outcome.exhibit for outcome in outcomes], said)
    if json:
        as_json(outcomes_json(outcomes))
    else:
        print_outcomes(outcomes)
    finish(whole=report(outcomes, opened) and len(outcomes) == len(paths))
