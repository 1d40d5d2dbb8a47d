"""`armstrace demo`."""

import shutil
import sys
from pathlib import Path
from typing import Annotated

import typer


def demo(
    folder: Annotated[Path, typer.Argument(metavar="[FOLDER]", help="The folder to make for the case.")] = Path(
        "demo-case"
    ),
) -> None:
    """Run the whole tour on a small case that ships with armstrace: both sides of the Karabakh war."""
    from armstrace.desk.cli.show import line, plain
    from armstrace.desk.demo import tour

    page = tour(folder, say=line)
    line()
    line(f"Open [bold]{plain(str(page))}[/] in a browser.")
    command = f"{_command()} share --case {folder} --recipient AZE --years 2015-2019 --by supplier"
    line(f"Then try: [bold]{plain(command)}[/]")


def _command() -> str:
    """Give the words by which this command can be called again from here: its path where the shell does not find it."""
    called = Path(sys.argv[0])
    found = shutil.which(called.name)
    known = found is not None and Path(found).resolve() == called.resolve()
    return "armstrace" if known or called.name != "armstrace" else str(called)
