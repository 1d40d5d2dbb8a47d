"""`armstrace mcp`."""

from typing import Annotated

import typer

from armstrace.desk.cli import completing
from armstrace.desk.cli.options import CaseDir


def mcp(
    case: CaseDir = None,
    may_see: Annotated[
        str,
        typer.Option(
            "--may-see",
            metavar="LEVEL",
            help="The most sensitive exhibits that may be shown: open, restricted or protected.",
            autocompletion=completing.level,
        ),
    ] = "open",
) -> None:
    """Answer the questions of another program about a case, by the Model Context Protocol on standard input and output.

    It reads only: nothing is written into the case, nothing is sent anywhere. Each answer carries verdict, figure,
    rows, SQL and limits; words of evidence are marked as quotations. docs/mcp.md says how a program is told of it.
    """
    from importlib.util import find_spec

    from armstrace.desk.cli.options import case_folder
    from armstrace.desk.sensitivity import level_named
    from armstrace.records.errors import CaseError

    if find_spec("mcp") is None:
        raise CaseError("The protocol is not installed.", where="armstrace mcp", todo="Install armstrace[mcp].")
    from armstrace.desk.mcp.server import serve

    serve(case_folder(case).resolve(), level_named(may_see))
