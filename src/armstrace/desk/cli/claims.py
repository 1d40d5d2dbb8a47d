"""`armstrace claims`."""

from pathlib import Path
from typing import Annotated

import typer

from armstrace.desk.cli.options import AsJson, CaseDir, Published
from armstrace.records.errors import CaseError


def claims(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE...",
            help="A text, Markdown, HTML or PDF file; - is standard input. Several, or folders, with --to.",
        ),
    ],
    published: Published = "",
    case: CaseDir = None,
    json: AsJson = False,
    to: Annotated[
        Path | None,
        typer.Option(
            "--to",
            metavar="OUT",
            help="Append one JSON line per document; a run that was cut short goes on from there.",
        ),
    ] = None,
    workers: Annotated[int, typer.Option("--workers", min=1, help="How many processes read, with --to.")] = 1,
) -> None:
    """List the checkable claims of a document, each with its exact words; these are a machine's suggestions."""
    from armstrace.desk.article import claims_json, claims_of, load_text
    from armstrace.desk.cli.options import day
    from armstrace.desk.cli.reading import document_in
    from armstrace.desk.cli.show import as_json, table, words
    from armstrace.desk.cli.taking import finish

    said = day(published, "--published")
    if to is not None:
        from armstrace.desk.cli.claims_of_many import claims_of_many

        claims_of_many(files, to, said, workers=workers, case=case)
        return
    file = one_of(files)
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


def one_of(files: list[Path]) -> Path:
    """Give the one file that is named.

    Raises:
        CaseError: there are several.
    """
    if len(files) > 1:
        raise CaseError(
            "Several documents go into a file.", where=repr(str(files[1])), todo="Say which with --to OUT.jsonl."
        )
    return files[0]
