"""`armstrace new`."""

from pathlib import Path
from typing import Annotated

import typer


def new(
    case: Annotated[Path, typer.Argument(metavar="CASE", help="The folder to make.")],
    title: Annotated[str, typer.Option(help="What the case is called.")] = "",
    question: Annotated[str, typer.Option(help="The question it is to answer.")] = "",
    party: Annotated[list[str] | None, typer.Option(help="A state or party; repeat for more.")] = None,
    period: Annotated[str, typer.Option(help="The period in question, such as 2015/2020.")] = "",
) -> None:
    """Make a case folder; the treaty facts that armstrace ships are its first exhibit."""
    import shlex

    from armstrace.desk.case import new_case
    from armstrace.desk.cli.options import said_by
    from armstrace.desk.cli.show import line, plain

    name = title or case.resolve().name
    new_case(case, title=name, question=question, parties=party or [], period=period, said_by=said_by())
    line(f"Made the case {plain(str(case))}.")
    command = f"armstrace add --case {shlex.quote(str(case))} FILE\u2026"
    line(f"Next: [bold]{plain(command)}[/] takes registers, treaty tables and documents in.")
