"""`armstrace demo`."""

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
    command = f"armstrace share --case {folder} --recipient AZE --years 2015-2019 --by supplier"
    line(f"Then try: [bold]{plain(command)}[/]")
