"""`armstrace sources`."""

import sys
from typing import Annotated

import typer

from armstrace.desk.cli.completing import source
from armstrace.desk.cli.options import AsJson


def sources(
    json: AsJson = False,
    template: Annotated[
        str,
        typer.Option(
            metavar="NAME", help="Print an empty sheet of one's own for a source and stop.", autocompletion=source
        ),
    ] = "",
) -> None:
    """List what can be read, what each source covers and what it cannot show; then the plug-ins, if there are any."""
    from dataclasses import asdict

    from armstrace.desk.cli.show import as_json, line, plain
    from armstrace.sources.registry import readers, template_of

    if template:
        sys.stdout.write(template_of(template))
        return
    known = [reader.SOURCE for reader in readers().values()]
    if json:
        as_json([asdict(each) for each in known])
        return
    for each in known:
        line(f"[bold]{each.name}[/]  {each.title} ({each.publisher})")
        line(f"  covers: {each.covers}")
        line(f"  licence: {each.licence}")
        for limit in each.limits:
            line(f"  cannot show: {limit}")
        if each.outside:
            line(f"  with code from outside armstrace: {plain(each.outside)}")
        line()
