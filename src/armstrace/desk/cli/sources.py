"""`armstrace sources`."""

import sys
from typing import Annotated

import typer

from armstrace.desk.cli.options import AsJson


def sources(
    json: AsJson = False,
    template: Annotated[
        str, typer.Option(metavar="NAME", help="Print an empty sheet of one's own for a source and stop.")
    ] = "",
) -> None:
    """List what can be read, what each source covers and what it cannot show."""
    from dataclasses import asdict

    from armstrace.desk.cli.show import as_json, line
    from armstrace.sources.registry import readers, template_of

    if template:
        sys.stdout.write(template_of(template))
        return
    known = [reader.SOURCE for reader in readers().values()]
    if json:
        as_json([asdict(source) for source in known])
        return
    for source in known:
        line(f"[bold]{source.name}[/]  {source.title} ({source.publisher})")
        line(f"  covers: {source.covers}")
        line(f"  licence: {source.licence}")
        for limit in source.limits:
            line(f"  cannot show: {limit}")
        line()
