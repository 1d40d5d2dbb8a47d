"""`armstrace completion`."""

from typing import Annotated, Any, cast

import typer

from armstrace.desk.cli.completing import SHELLS, shell


def completion(
    ctx: typer.Context,
    name: Annotated[
        str, typer.Argument(metavar="SHELL", help="bash, zsh, fish, powershell or pwsh.", autocompletion=shell)
    ],
    install: Annotated[
        bool, typer.Option("--install", help="Write it where that shell looks, into your own settings; says where.")
    ] = False,
) -> None:
    """Print what makes a shell complete the words of armstrace: commands, options, states, sources, keys of a case."""
    # typer's own; it is loaded for this command alone
    from typer import completion as of_typer

    from armstrace.records.errors import CaseError

    if name not in SHELLS:
        raise CaseError(f"{name!r} is no shell that can be served.", where="SHELL", todo=f"Use {', '.join(SHELLS)}.")
    if install:
        of_typer.install_callback(cast("Any", ctx), cast("Any", None), name)
    of_typer.get_completion_inspect_parameters()  # makes the shells known
    root = cast("Any", ctx.find_root().command)
    of_typer.shell_complete(root, {}, "armstrace", "_ARMSTRACE_COMPLETE", f"source_{name}")
