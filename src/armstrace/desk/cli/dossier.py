"""`armstrace dossier`."""

from pathlib import Path
from typing import Annotated

import typer

from armstrace.desk.cli.options import CaseDir, Published

First = Annotated[
    list[str] | None, typer.Option("--first", metavar="KEY", help="Findings to stand first, in this order.")
]


def dossier(
    document: Annotated[
        str,
        typer.Argument(
            metavar="[DOCUMENT]",
            help="A file, an exhibit's name, or the start of its hash; default: the document checked last.",
        ),
    ] = "",
    published: Published = "",
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", metavar="FILE", help="Where to write (- is standard output); default: the dossier folder."
        ),
    ] = None,
    pdf: Annotated[
        Path | None,
        typer.Option(
            "--pdf",
            metavar="FILE",
            help="Write it as a PDF to file (PDF/A, - is standard output), after every value in it was opened again.",
        ),
    ] = None,
    leave_out: Annotated[
        list[str] | None,
        typer.Option("--leave-out", metavar="KEY", help="A finding to leave out: the page lists it with the reason."),
    ] = None,
    put_in: Annotated[
        list[str] | None, typer.Option("--put-in", metavar="KEY", help="A finding left out that goes in again.")
    ] = None,
    first: First = None,
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="The reason, for --leave-out.")] = "",
    case: CaseDir = None,
) -> None:
    """Check a document again and write the page to read: one file that opens from disk.

    A file that the case does not have yet becomes an exhibit of it, as with `armstrace check`. With --pdf the page is
    written only where --out names it. The PDF needs the extra "court". What was chosen is signed in the ledger and
    holds for later dossiers of the document.
    """
    from armstrace.desk.cli.reading import exhibit_named, ground
    from armstrace.desk.cli.show import line, plain
    from armstrace.desk.cli.taking import finish
    from armstrace.desk.dossiers.written import Choosing, write_dossier
    from armstrace.desk.questions.mistakes import Mistakes
    from armstrace.desk.questions.outputs import output
    from armstrace.desk.questions.words import day

    wrong = Mistakes()
    said = wrong.read(day, published, "--published")
    wrong.read(output, out, "--out")
    wrong.read(output, pdf, "--pdf")
    wrong.tell()
    chosen = Choosing(tuple(leave_out or ()), tuple(put_in or ()), tuple(first or ()), why)
    with ground([], case) as at_hand:
        exhibit, whole = exhibit_named(at_hand.case, document)
        written, findings = write_dossier(at_hand.case, exhibit, said, out, pdf, chosen)
    if "-" not in {str(out), str(pdf)}:
        line(f"Wrote {plain(' and '.join(map(str, written)))}: {findings} findings.")
    finish(whole=whole and at_hand.whole)
