"""`armstrace sources`."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from armstrace.desk.cli.completing import source
from armstrace.desk.cli.options import AsJson

if TYPE_CHECKING:
    from armstrace.records.sources import Source


def sources(
    name: Annotated[
        str,
        typer.Argument(metavar="[NAME]", help="Tell all of this one; none: a line for each.", autocompletion=source),
    ] = "",
    json: AsJson = False,
    template: Annotated[
        str,
        typer.Option(
            metavar="NAME", help="Print an empty sheet of one's own for a source and stop.", autocompletion=source
        ),
    ] = "",
) -> None:
    """List what can be read; with a NAME what that source covers, its licence, and what it cannot show.

    Then the plug-ins are named, if there are any.
    """
    from dataclasses import asdict

    from armstrace.desk.cli.show import as_json, line, table
    from armstrace.records.errors import CaseError
    from armstrace.sources.registry import readers, template_of

    if template:
        sys.stdout.write(template_of(template))
        return
    known = [reader.SOURCE for reader in readers().values()]
    chosen = [each for each in known if each.name == name] if name else known
    if not chosen:
        raise CaseError(f"No source is named {name!r}.", where="NAME", todo="`armstrace sources` lists all.")
    if json:
        as_json([asdict(each) for each in chosen])
        return
    if name:
        _whole(chosen[0])
        return
    table(["name", "what it is"], [[each.name, each.title + _outside(each)] for each in chosen])
    line()
    line("armstrace sources NAME tells what one covers, its licence, and what it cannot show.")


def _outside(each: "Source") -> str:
    from armstrace.desk.cli.show import plain

    return f" (with code from outside armstrace: {plain(each.outside)})" if each.outside else ""


def _whole(each: "Source") -> None:
    from armstrace.desk.cli.show import line

    line(f"[bold]{each.name}[/]  {each.title} ({each.publisher}){_outside(each)}")
    line(f"  covers: {each.covers}")
    line(f"  licence: {each.licence}")
    for limit in each.limits:
        line(f"  cannot show: {limit}")
