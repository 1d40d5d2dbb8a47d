"""`armstrace why`."""

from typing import Annotated

import typer

from armstrace.desk.cli.options import AsJson, CaseDir


def why(
    key: Annotated[
        str,
        typer.Argument(
            metavar="KEY", help="The key of a record, claim or finding; an exhibit's name, or the start of its hash."
        ),
    ],
    case: CaseDir = None,
    json: AsJson = False,
) -> None:
    """Walk a record, claim or finding back to the bytes it came from, and read them again there."""
    from armstrace.desk.cli.reading import ground
    from armstrace.desk.cli.show import as_json, line, plain
    from armstrace.desk.why import trace

    with ground([], case) as at_hand:
        steps = trace(at_hand.case, key)
    if json:
        as_json(steps)
        return
    for step in steps:
        line(f"[bold]{plain(str(step['what']))}[/]")
        for name, value in step.items():
            if name != "what" and value not in (None, "", []):
                line(f"  {name}: " + "\n    ".join(map(plain, str(value).split("\n"))))
