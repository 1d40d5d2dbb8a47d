"""`armstrace claims`."""

from pathlib import Path
from typing import Annotated

import typer

from armstrace.desk.cli.options import AsJson, CaseDir, Published
from armstrace.records.errors import CaseError

Files = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="[FILE...]",
        help="A text, Markdown, HTML or PDF file; - is standard input. Several, or folders, with --to.",
    ),
]
To = Annotated[
    Path | None,
    typer.Option(
        "--to", metavar="OUT", help="Append one JSON line per document; a run that was cut short goes on from there."
    ),
]
Workers = Annotated[int, typer.Option("--workers", min=1, help="How many processes read, with --to.")]
Parse = Annotated[
    bool, typer.Option("--parse/--no-parse", help="Read with the parse, or by plain patterns only (faster).")
]
Model = Annotated[
    str,
    typer.Option(
        "--model",
        metavar="URL",
        help="Ask a language model at this OpenAI-compatible address too; it may only point at words of the text.",
    ),
]
ModelName = Annotated[str, typer.Option("--model-name", metavar="NAME", help="Which model; else the first.")]
Remote = Annotated[
    bool, typer.Option("--model-allow-remote", help="Let --model be another machine: it gets to read the document.")
]


def claims(
    files: Files = None,
    published: Published = "",
    case: CaseDir = None,
    json: AsJson = False,
    to: To = None,
    workers: Workers = 1,
    parse: Parse = True,
    model: Model = "",
    model_name: ModelName = "",
    model_allow_remote: Remote = False,
) -> None:
    """List the checkable claims of a document, each with its exact words; these are a machine's suggestions.

    Without FILE those of all documents of the case, with the key to accept or reject each by.
    """
    from armstrace.desk.cli.claim_rows import print_claims, print_one
    from armstrace.desk.cli.reading import document_in, ground
    from armstrace.desk.cli.taking import finish, parts_progress
    from armstrace.desk.documents.case_claims import case_claims, read_one
    from armstrace.desk.documents.proposed import ModelAsked, proposed
    from armstrace.desk.questions.words import day

    said = day(published, "--published")
    asked = ModelAsked(model, model_name, model_allow_remote) if model else None
    if asked is None and (model_name or model_allow_remote):
        raise CaseError("No model is asked.", where="--model-name", todo="Say where it is with --model URL.")
    if asked and (to is not None or not files):
        raise CaseError("A model is asked about one document.", where="--model", todo="Name one FILE, without --to.")
    if to is not None:
        from armstrace.desk.cli.claims_of_many import ManyAsked, claims_of_many

        claims_of_many(files or [], to, ManyAsked(said, workers, parse, case))
        return
    if not files:
        with ground([], case) as at_hand:
            found = case_claims(at_hand.case, said, parse=parse)
            print_claims(found, json=json)
        finish(whole=at_hand.whole and not found.unread)
        return
    with document_in(_one_of(files), case, []) as (opened, exhibit, whole):
        with parts_progress(exhibit.size) as step:
            mine = read_one(opened, exhibit, said, parse=parse, step=step)
        print_one(mine, proposed(mine.document, asked) if asked else None, json=json)
    finish(whole=whole)


def _one_of(files: list[Path]) -> Path:
    """Give the one file that is named.

    Raises:
        CaseError: there are several.
    """
    if len(files) > 1:
        raise CaseError(
            "Several documents go into a file.", where=repr(str(files[1])), todo="Say which with --to OUT.jsonl."
        )
    return files[0]
