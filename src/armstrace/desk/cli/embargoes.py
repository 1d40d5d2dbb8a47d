"""`armstrace embargoes`."""

from pathlib import Path
from typing import Annotated

import typer

from armstrace.desk.cli import completing
from armstrace.desk.cli.options import AsJson, CaseDir


def embargoes(
    who: Annotated[
        str,
        typer.Argument(
            metavar="STATE", help="The state or group under embargo: its code or name.", autocompletion=completing.state
        ),
    ],
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
    from functools import partial

    from armstrace.desk.cli.reading import ground
    from armstrace.desk.cli.show import as_json, plain, remark, table
    from armstrace.desk.cli.taking import finish
    from armstrace.desk.embargoes import also_named, embargo_rows, none_on_record, target_named
    from armstrace.desk.questions.mistakes import Mistakes
    from armstrace.desk.questions.words import day, state

    wrong = Mistakes()
    said = wrong.read(day, on, "--on")
    of = wrong.read(state, supplier, "--supplier") if supplier else ""
    with ground(files or [], case, case_needed=False) as at_hand:
        code = wrong.read(partial(target_named, at_hand.case), who, "STATE") or ""
        wrong.tell()
        rows = embargo_rows(at_hand.case, code, said, of or "")
        groups = also_named(at_hand.case, code)
    if not rows:
        remark(none_on_record(code, said))
    if json:
        as_json(rows)
    elif rows:
        names = ["number", "force", "imposed_by", "binds", "begins", "ends", "stands"] + ["addressed"] * bool(of)
        table(names, [[plain(str(row[name] or "")) for name in names] for row in rows])
        for row in rows:
            remark(f"{row['number']}: {row['instrument']}; on {row['named']}; {row['status']}.")
            for name in ("disputed", "source", "note"):
                if row[name]:
                    remark(f"  {name}: {row[name]}")
    for group, number in groups:
        remark(f"{number} is on a group told of with that name: ask for {plain(group)!r} too.")
    finish(whole=at_hand.whole)
