"""`armstrace serve`."""

from pathlib import Path
from typing import Annotated

import typer

from armstrace.desk.cli.options import CaseDir


def serve(
    case: CaseDir = None,
    port: Annotated[int, typer.Option(metavar="PORT", help="The port to answer on; default: any free one.")] = 0,
    browser: Annotated[bool, typer.Option(help="Open the page in the browser at once.")] = True,
    users: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Serve a team: the accounts (`armstrace users add`).")
    ] = None,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="The address to answer on, with --users.")] = "",
    name: Annotated[
        list[str] | None, typer.Option(metavar="HOST", help="A name by which people ask for it, with --users.")
    ] = None,
    behind_tls: Annotated[
        bool, typer.Option("--behind-tls", help="A reverse proxy speaks TLS for it, with --users.")
    ] = False,
    without_tls: Annotated[
        bool, typer.Option("--without-tls", help="Answer others without TLS: only where the network is encrypted.")
    ] = False,
) -> None:
    """Show the case in a browser, for the person at this machine alone, or with --users for a team.

    The address that is opened lets one browser in, once; then the next such address is printed. A team signs in with
    names and passwords. Ctrl-C ends it.
    """
    from armstrace.desk.cli.options import case_folder, said_by
    from armstrace.desk.cli.serve_work import Wished, run

    wished = Wished(
        port=port,
        browser=browser,
        users=users,
        host=host,
        names=tuple(name or ()),
        behind_tls=behind_tls,
        without_tls=without_tls,
    )
    run(case_folder(case), said_by(), wished)
