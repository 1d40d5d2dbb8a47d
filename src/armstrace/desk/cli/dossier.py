"""`armstrace dossier`."""

from pathlib import Path
from typing import Annotated

import typer

from armstrace.desk.cli.options import CaseDir, Published


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
    case: CaseDir = None,
) -> None:
    """Check a document again and write the page to read: one file that opens from disk.

    A file that the case does not have yet becomes an exhibit of it, as with `armstrace check`. With --pdf the page is
    written only where --out names it. The PDF needs the extra "court".
    """
    from armstrace.desk.cli.options import Mistakes, day
    from armstrace.desk.cli.outputs import output
    from armstrace.desk.cli.reading import exhibit_named, ground
    from armstrace.desk.cli.show import line, plain
    from armstrace.desk.cli.taking import finish
    from armstrace.desk.dossiers import write_dossier

    wrong = Mistakes()
    said = wrong.read(day, published, "--published")
    wrong.read(output, out, "--out")
    wrong.read(output, pdf, "--pdf")
    wrong.tell()
    with ground([], case) as at_hand:
        exhibit, whole = exhibit_named(at_hand.case, document)
        written, findings = write_dossier(at_hand.case, exhibit, said, out, pdf)
    if "-" not in {str(out), str(pdf)}:
        line(f"Wrote {plain(' and '.join(map(str, written)))}: {findings} findings.")
    finish(whole=whole and at_hand.whole)
