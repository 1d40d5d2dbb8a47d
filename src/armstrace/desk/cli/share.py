"""`armstrace share`."""

from pathlib import Path
from typing import Annotated

import typer

from armstrace.desk.cli.completing import state
from armstrace.desk.cli.options import AsJson, CaseDir


def share(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="FILE", help="SIPRI exports; none: the case's registers.")
    ] = None,
    recipient: Annotated[str, typer.Option(help="Whose imports: a state's code or name.", autocompletion=state)] = "",
    supplier: Annotated[str, typer.Option(help="Whose exports: a state's code or name.", autocompletion=state)] = "",
    years: Annotated[str, typer.Option(help="Both ends count: 2015-2019.")] = "",
    by: Annotated[str, typer.Option(help="Take the total apart by supplier or recipient.")] = "",
    plot: Annotated[Path | None, typer.Option(help="Write a bar chart as SVG; - is standard output.")] = None,
    case: CaseDir = None,
    json: AsJson = False,
) -> None:
    """Show everybody's share of a state's imports or exports of major arms, in TIV, by edition."""
    from armstrace.checks.breakdown import breakdowns
    from armstrace.desk.cli.reading import ground
    from armstrace.desk.cli.shares import print_shares
    from armstrace.desk.cli.show import as_json
    from armstrace.desk.cli.taking import finish
    from armstrace.desk.dossiers.page import write_chart
    from armstrace.desk.questions.mistakes import Mistakes
    from armstrace.desk.questions.outputs import output
    from armstrace.desk.questions.share import share_asked, shares_json

    wrong = Mistakes()
    wrong.read(output, plot, "--plot", files or [])
    question = share_asked(wrong, recipient=recipient, supplier=supplier, span=years, by=by)
    with ground(files or [], case) as at_hand:
        found, left_out = breakdowns(at_hand.case.tables, question.part, question.side)
    if json:
        as_json(shares_json(question, found, left_out))
    elif str(plot) != "-":
        print_shares(question, found, left_out)
    if plot and found:
        write_chart(plot, question.title, found[0])
    finish(whole=at_hand.whole)
