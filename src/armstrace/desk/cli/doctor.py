"""`armstrace doctor`."""

import typer

from armstrace.desk.cli.options import AsJson

_COLOURS = {"ok": "green", "absent": "cyan", "doubtful": "yellow", "broken": "red"}


def doctor(json: AsJson = False) -> None:
    """Look at what is installed and what is missing, with the command that gets it here; asks no network.

    Ends with 0 where armstrace can work, 2 where it cannot, and 3 where a plug-in was set aside. What is absent is an
    extra that only some commands need.
    """
    from dataclasses import asdict
    from pathlib import Path

    from armstrace.desk.cli.show import as_json, line, plain
    from armstrace.desk.doctor.look import exit_code, look

    items = look(Path.cwd())
    if json:
        as_json([asdict(each) for each in items])
    group = ""
    for each in () if json else items:
        if each.group != group:
            line(f"[bold]{each.group}[/]")
            group = each.group
        standing = each.standing.value
        line(f"  [{_COLOURS[standing]}]{standing:<9}[/] {plain(each.name)}: {plain(each.told)}")
        if each.todo:
            line(f"            {plain(each.todo)}")
    if code := exit_code(items):
        raise typer.Exit(code)
