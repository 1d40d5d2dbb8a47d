"""`armstrace treaties`."""

from pathlib import Path
from typing import Annotated

import typer

from armstrace.desk.cli import completing
from armstrace.desk.cli.options import AsJson, CaseDir


def treaties(
    who: Annotated[
        str, typer.Argument(metavar="STATE", help="A state's code or name.", autocompletion=completing.state)
    ],
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="FILE", help="Treaty tables besides the shipped facts.")
    ] = None,
    treaty: Annotated[str, typer.Option(help="One treaty only, by id or name.")] = "",
    on: Annotated[str, typer.Option(metavar="DATE", help="The day asked about; default: today.")] = "",
    case: CaseDir = None,
    json: AsJson = False,
) -> None:
    """Show what a state had signed and joined on a day, by treaty and table.

    Without FILE the tables of the case are asked, and without a case the facts that armstrace ships.
    """
    from armstrace.desk.cli.reading import ground
    from armstrace.desk.cli.show import as_json, plain, remark, table
    from armstrace.desk.cli.taking import finish
    from armstrace.desk.questions.mistakes import Mistakes
    from armstrace.desk.questions.words import day, state
    from armstrace.desk.treaties import known_treaty, treaty_rows, without_table
    from armstrace.records.sources import ReadOptions

    wrong = Mistakes()
    code, said = wrong.read(state, who, "STATE"), wrong.read(day, on, "--on")
    treaty_id = wrong.read(known_treaty, treaty)
    wrong.tell()
    with ground(files or [], case, ReadOptions(treaty=treaty_id or ""), case_needed=False) as at_hand:
        rows = treaty_rows(at_hand.case, code or "", said, treaty_id or "")
    if treaty_id and not rows:
        remark(without_table(treaty_id))
    if json:
        as_json(rows)
    else:
        names = ["treaty", "on", "status", "signature", "consent", "in_force", "as_of", "table"]
        table(names, [[plain(str(row[name] or "")) for name in names] for row in rows])
    finish(whole=at_hand.whole)
