"""`armstrace claims`."""

from pathlib import Path
from typing import Annotated

import typer

from armstrace.desk.cli.options import AsJson, CaseDir, Published


def claims(
    file: Annotated[
        Path | None,
        typer.Argument(metavar="[FILE]", help="A text, Markdown, HTML or PDF file; - is standard input."),
    ] = None,
    published: Published = "",
    case: CaseDir = None,
    json: AsJson = False,
) -> None:
    """List the checkable claims of a document, each with its exact words; these are a machine's suggestions.

    Without FILE those of all documents of the case, with the key to accept or reject each by.
    """
    from armstrace.desk.case_claims import case_claims, read_one
    from armstrace.desk.cli.claim_rows import print_claims, print_one
    from armstrace.desk.cli.options import day
    from armstrace.desk.cli.reading import document_in, ground
    from armstrace.desk.cli.taking import finish

    said = day(published, "--published")
    if file is None:
        with ground([], case) as at_hand:
            found = case_claims(at_hand.case, said)
            print_claims(found, json=json)
        finish(whole=at_hand.whole and not found.unread)
        return
    with document_in(file, case, []) as (opened, exhibit, whole):
        print_one(read_one(opened, exhibit, said), json=json)
    finish(whole=whole)
