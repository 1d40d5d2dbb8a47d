"""`armstrace chain`."""

from pathlib import Path
from typing import Annotated

import typer

from armstrace.desk.cli.options import AsJson, CaseDir


def chain(
    states: Annotated[
        list[str] | None,
        typer.Argument(metavar="STATE", help="Who supplies whom: the first the second, that one the third."),
    ] = None,
    at: Annotated[str, typer.Option("--at", metavar="PLACE", help="Where the use was: a name, or LAT,LON.")] = "",
    first: Annotated[str, typer.Option("--from", metavar="DATE", help="The first day of the use.")] = "",
    last: Annotated[str, typer.Option("--to", metavar="DATE", help="The last day of the use.")] = "",
    weapon: Annotated[str, typer.Option(help="The weapon asked about; default: whatever is told of there.")] = "",
    user: Annotated[str, typer.Option(help="Who is said to have used it; default: the last STATE.")] = "",
    opponent: Annotated[
        list[str] | None, typer.Option(help="Another party; may be repeated; default: the case's other parties.")
    ] = None,
    decided: Annotated[
        list[str] | None,
        typer.Option(metavar="[HOP=]DATE", help="The day of a supplier's decision; may be repeated."),
    ] = None,
    name: Annotated[str, typer.Option(help="A chain of case.toml, by its name or its beginning.")] = "",
    route: Annotated[
        str, typer.Option(help="What it is needed for: licence-review, att-6-3, state-aid, embargo or company.")
    ] = "",
    svg: Annotated[Path | None, typer.Option("--svg", metavar="OUT", help="Draw it; - is standard output.")] = None,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="OUT", help="Write the page to read; - is standard output.")
    ] = None,
    expect: Annotated[
        list[str] | None,
        typer.Option(metavar="RUNG=WORD", help="End with 1 unless the rung stands so, such as 4=reported."),
    ] = None,
    case: CaseDir = None,
    json: AsJson = False,
) -> None:
    """Show what each record, finding and exhibit of a case supports, from the licence to the harm, and what is missing.

    Without STATE the chains that case.toml asks about are shown ([[chain]]). Evidence of supply is no evidence of use;
    no rung is shown by another. Nothing printed is a legal conclusion.
    """
    from armstrace.desk.cli.chain_work import Options, run
    from armstrace.desk.questions.chain import Words

    words = Words(
        tuple(states or ()), at, first, last, weapon, user, tuple(opponent or ()), tuple(decided or ()), name, route
    )
    run(Options(words, svg, html, tuple(expect or ()), case, json))
