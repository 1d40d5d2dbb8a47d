"""`armstrace sensitivity`."""

from typing import Annotated

import typer

from armstrace.desk.cli import completing
from armstrace.desk.cli.judging import ActsAs
from armstrace.desk.cli.options import AsJson, CaseDir


def sensitivity(
    exhibit: Annotated[
        str,
        typer.Argument(
            metavar="EXHIBIT", help="Its name, or the start of its hash.", autocompletion=completing.exhibit
        ),
    ],
    level: Annotated[
        str, typer.Argument(metavar="LEVEL", help="open, restricted or protected.", autocompletion=completing.level)
    ],
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="The reason; always needed.")] = "",
    by: ActsAs = "",
    case: CaseDir = None,
    json: AsJson = False,
) -> None:
    """Say who of a team may see an exhibit and what rests on it, on the pages of `armstrace serve --users`.

    Open: everybody. Restricted: analysts and custodians. Protected: custodians alone. It is signed and kept in the
    ledger; the file itself is not encrypted, and whoever can read the case folder can read it.
    """
    from armstrace.desk.case import open_case
    from armstrace.desk.cli.options import case_folder, said_by
    from armstrace.desk.cli.show import as_json, line
    from armstrace.desk.sensitivity import level_named, mark

    wanted = level_named(level)
    done = mark(open_case(case_folder(case), by or said_by()), exhibit, wanted, why)
    if json:
        told = {"exhibit": done.exhibit.sha256, "level": done.level.value, "before": done.before.value}
        as_json({**told, "line": done.line or None})
    elif done.line:
        line(f"{done.exhibit.short} is {done.level.value} now, it was {done.before.value}: line {done.line}.")
    else:
        line(f"{done.exhibit.short} is {done.level.value} already.")
