"""The options of `armstrace incidents`."""

from pathlib import Path
from typing import Annotated

import typer

Files = Annotated[
    list[Path] | None, typer.Argument(metavar="[FILE...]", help="Files of incidents; none: those of the case.")
]
Near = Annotated[str, typer.Option(metavar="PLACE", help="A name, or latitude,longitude.")]
Km = Annotated[float, typer.Option(help="How far around it.")]
Box = Annotated[str, typer.Option(metavar="S,W,N,E", help="Within these degrees.")]
First = Annotated[str, typer.Option("--from", metavar="DAY", help="The first day.")]
Last = Annotated[str, typer.Option("--to", metavar="DAY", help="The last day, included.")]
Weapon = Annotated[str, typer.Option(metavar="NAME", help="A weapon, or words of its name.")]
Actor = Annotated[str, typer.Option(metavar="NAME", help="To whom the source attributes it.")]
MapTo = Annotated[Path | None, typer.Option("--map", metavar="SVG", help="Draw a map; - is standard output.")]
LineTo = Annotated[
    Path | None, typer.Option("--timeline", metavar="SVG", help="Draw a timeline; - is standard output.")
]
AsCsv = Annotated[bool, typer.Option("--csv", help="Print a sheet of incidents, which can be read again.")]
Template = Annotated[bool, typer.Option("--template", help="Print an empty sheet of incidents and stop.")]
Merge = Annotated[str, typer.Option(metavar="KEY,KEY", help="Sign that these tell of one event.")]
Split = Annotated[str, typer.Option(metavar="KEY,KEY", help="Sign that these never do.")]
Undo = Annotated[str, typer.Option(metavar="NUMBER", help="Take a judgement on events back.")]
Sign = Annotated[str, typer.Option(metavar="EXHIBIT", help="Sign that exact recent coordinates of it may leave.")]
Withdraw = Annotated[bool, typer.Option("--withdraw", help="Take such a signature (--sign) back.")]
Why = Annotated[
    str, typer.Option(metavar="TEXT", help="The reason for a signature or judgement; always needed with one.")
]
