"""`armstrace why`."""

from pathlib import Path
from typing import Annotated

import typer

from armstrace.desk.cli.completing import key as key_of_case
from armstrace.desk.cli.options import AsJson, CaseDir


def why(
    key: Annotated[
        str,
        typer.Argument(
            metavar="KEY",
            help="The key of a record, claim, finding or surge, or of an event or its start; an exhibit's name, or the "
            "start of its hash.",
            autocompletion=key_of_case,
        ),
    ],
    html: Annotated[
        Path | None,
        typer.Option("--html", metavar="OUT", help="Write it as a page that opens from disk (- is standard output)."),
    ] = None,
    case: CaseDir = None,
    json: AsJson = False,
) -> None:
    """Walk a record, claim, finding, surge or event back to the bytes it came from, and read them again there.

    An event is told with all values of its slots side by side, its origins, links and judgements. --json and --html
    give incidents as they may leave the case.
    """
    from armstrace.desk.cli.reading import ground
    from armstrace.desk.cli.show import as_json, line, plain
    from armstrace.desk.cli.why_words import print_steps
    from armstrace.desk.dossiers.page import deliver
    from armstrace.desk.questions.mistakes import Mistakes
    from armstrace.desk.questions.outputs import output
    from armstrace.desk.why.ways import trace

    wrong = Mistakes()
    wrong.read(output, html, "--html")
    wrong.tell()
    if html is not None:
        from armstrace.desk.why.page import why_page

        with ground([], case) as at_hand:
            deliver(html, why_page(at_hand.case, key))
        if str(html) != "-":
            line(f"Wrote {plain(str(html))}.")
        return
    with ground([], case) as at_hand:
        steps = trace(at_hand.case, key, leaving=json)
    if json:
        as_json(steps)
    else:
        print_steps(steps)
