"""`armstrace embargoes`."""

from pathlib import Path
from typing import Annotated

import typer

from armstrace.desk.cli.options import AsJson, CaseDir


def embargoes(
    who: Annotated[str, typer.Argument(metavar="STATE", help="The state under embargo: its code or name.")],
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="FILE", help="Tables of embargoes besides the shipped facts.")
    ] = None,
    on: Annotated[str, typer.Option(metavar="DATE", help="Only those that stood on this day; default: all.")] = "",
    supplier: Annotated[
        str, typer.Option(metavar="STATE", help="Say too whether each was addressed to this state on that day.")
    ] = "",
    case: CaseDir = None,
    json: AsJson = False,
) -> None:
    """Show the arms embargoes on a state: who asked, whom it binds, mandatory or a request, how it stands.

    Without FILE the tables of the case are asked, and without a case the facts that armstrace ships.
    """
    from armstrace.desk.cli.options import Mistakes, day, state
    from armstrace.desk.cli.reading import ground
    from armstrace.desk.cli.show import as_json, plain, remark, table
    from armstrace.desk.cli.taking import finish
    from armstrace.desk.embargoes import embargo_rows, none_on_record

    wrong = Mistakes()
    code, said = wrong.read(state, who, "STATE"), wrong.read(day, on, "--on")
    of = wrong.read(state, supplier, "--supplier") if supplier else ""
    wrong.tell()
    with ground(files or [], case, case_needed=False) as at_hand:
        rows = embargo_rows(at_hand.case, code or "", said, of or "")
    if not rows:
        remark(none_on_record(code or "", said))
    if json:
        as_json(rows)
    else:
        names = ["number", "force", "imposed_by", "binds", "begins", "ends", "stands"] + ["addressed"] * bool(of)
        table(names, [[plain(str(row[name] or "")) for name in names] for row in rows])
        for row in rows:
            remark(f"{row['number']}: {row['instrument']}; on {row['named']}; {row['status']}.")
            for name in ("disputed", "source", "note"):
                if row[name]:
                    remark(f"  {name}: {row[name]}")
    finish(whole=at_hand.whole)
