"""`armstrace claims`."""

from pathlib import Path
from typing import Annotated

import typer

from armstrace.desk.cli.options import AsJson, CaseDir, Published


def claims(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A text, Markdown, HTML or PDF file; - is standard input.")
    ],
    published: Published = "",
    case: CaseDir = None,
    json: AsJson = False,
) -> None:
    """List the checkable claims of a document, each with its exact words; these are a machine's suggestions."""
    from armstrace.desk.article import claims_json, claims_of, load_text
    from armstrace.desk.cli.options import day
    from armstrace.desk.cli.reading import document_in
    from armstrace.desk.cli.show import as_json, table, words
    from armstrace.desk.cli.taking import finish

    said = day(published, "--published")
    with document_in(file, case, []) as (opened, exhibit, whole):
        document = load_text(opened, exhibit, said)
        found = claims_of(opened, document)
        told = claims_json(document, found)
    if json:
        as_json(told)
    else:
        rows = [
            [
                f"{item['start']}-{item['end']}",
                item["type"],
                str(item.get("measure") or item.get("claimed_status") or ""),
                words(item["text"]),
            ]
            for item in told["items"]
        ]
        table(["characters", "type", "about", "words"], rows)
    finish(whole=whole)
