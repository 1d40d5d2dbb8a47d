"""`armstrace serve`."""

from typing import Annotated

import typer

from armstrace.desk.cli.options import CaseDir


def serve(
    case: CaseDir = None,
    port: Annotated[int, typer.Option(metavar="PORT", help="The port to answer on; default: any free one.")] = 0,
    browser: Annotated[bool, typer.Option(help="Open the page in the browser at once.")] = True,
) -> None:
    """Show the case in a browser, for the person at this machine alone.

    The address that is opened lets one browser in, once; then the next such address is printed. Ctrl-C ends it.
    """
    from armstrace.desk.cli.options import case_folder, said_by
    from armstrace.desk.cli.serve_work import run

    run(case_folder(case), said_by(), port, browser=browser)
