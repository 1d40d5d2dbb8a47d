"""`armstrace check`."""

from pathlib import Path
from typing import Annotated

import typer

from armstrace.desk.cli.completing import verdict
from armstrace.desk.cli.options import AsJson, CaseDir, Published

_LONG = (
    "This text is long: it is read in parts, then all its claims are checked together. That may take minutes and "
    "memory; `armstrace claims` lists the claims alone in the memory that one part takes."
)


def check(
    article: Annotated[
        Path, typer.Argument(metavar="ARTICLE", help="A text, Markdown, HTML or PDF file; - is standard input.")
    ],
    more: Annotated[list[Path] | None, typer.Argument(metavar="FILE", help="Joins the files of --against.")] = None,
    published: Published = "",
    against: Annotated[
        list[Path] | None,
        typer.Option(
            "--against", metavar="FILE", help="Registers and treaty tables to check against; files or folders."
        ),
    ] = None,
    case: CaseDir = None,
    json: AsJson = False,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="OUT", help="Write the page to read; - is standard output.")
    ] = None,
    expect: Annotated[
        str,
        typer.Option(help="End with 1 unless there are findings and all have this verdict.", autocompletion=verdict),
    ] = "",
) -> None:
    """Check a document's claims and show each figure again, with the rows it came from.

    With --against and no --case, or with no case around, the files are read in a private folder that is gone
    afterwards; else they become exhibits of the case. Treaty facts are always at hand.
    """
    from armstrace.desk.cli.asking import check_asked
    from armstrace.desk.cli.claim_rows import tell
    from armstrace.desk.cli.findings import print_findings
    from armstrace.desk.cli.reading import document_in
    from armstrace.desk.cli.show import as_json
    from armstrace.desk.cli.taking import finish, first_saying, parts_progress
    from armstrace.desk.documents.article import check_document, check_json
    from armstrace.desk.documents.document import load_text
    from armstrace.desk.dossiers.page import write_page
    from armstrace.desk.private_case import PrivateCase
    from armstrace.desk.results import keep

    registers = [*(against or []), *(more or [])]
    asked = check_asked(published, expect, html, [article, *registers], json=json)
    with document_in(article, case, registers) as (opened, exhibit, whole):
        with parts_progress(exhibit.size) as step:
            checked = check_document(opened, load_text(opened, exhibit, asked.published), first_saying(_LONG, step))
        tell(checked.notes)
        keep(opened, checked)
        kept = not isinstance(opened, PrivateCase)
        if html:
            write_page(opened, checked, html)
    if json:
        as_json(check_json(checked))
    elif str(html) != "-":
        print_findings(checked, html, kept=kept)
    finish(whole=whole, code=0 if asked.met(checked.findings) else 1)
