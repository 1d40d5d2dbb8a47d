"""`armstrace read`."""

from pathlib import Path
from typing import Annotated

import typer

from armstrace.desk.cli.options import AsJson, CaseDir


def read(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="FILE", help="Files to look into; none: the case's exhibits.")
    ] = None,
    case: CaseDir = None,
    treaty: Annotated[str, typer.Option(help="The treaty a table is about, such as CCM-2008.")] = "",
    edition: Annotated[str, typer.Option(help="The vintage of a file that does not print it.")] = "",
    again: Annotated[bool, typer.Option("--again", help="Rebuild the case's tables from the originals.")] = False,
    json: AsJson = False,
) -> None:
    """Print the records of files, or read the exhibits of a case into its tables.

    FILE is read in a private folder that is gone afterwards; nothing is added to a case. --json prints one record a
    line, dates and doubtful numbers spread over several fields.
    """
    from armstrace.desk.cli.reading import ground
    from armstrace.desk.cli.records import print_outcomes, print_records
    from armstrace.desk.cli.taking import finish, report
    from armstrace.desk.treaties import known_treaty
    from armstrace.records.sources import ReadOptions

    options = ReadOptions(known_treaty(treaty), edition)
    with ground(files or [], case, options) as at_hand:
        outcomes = list(at_hand.outcomes)
        whole = at_hand.whole
        if not files:
            outcomes = [at_hand.case.read(exhibit, again=again) for exhibit in at_hand.case.exhibits()]
            whole = report(outcomes, at_hand.case)
        if json:
            print_records(at_hand.case, outcomes)
        else:
            print_outcomes(outcomes)
    finish(whole=whole)
