"""`armstrace export`."""

from typing import Annotated

import typer

from armstrace.desk.cli.bundle import Allow, Hold, NoGain, To, Why
from armstrace.desk.cli.options import AsJson, CaseDir

Words = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="FORMAT [KIND|DOCUMENT|KEY]... OUT",
        help="csv, xlsx, parquet, geojson, kml, markdown, prov-json, ftm, csl-json or bibtex; then kinds of record, "
        "documents or other exhibits, keys (none: all that the format is for); then a file to write, or a new folder.",
    ),
]

Receipt = Annotated[
    str, typer.Option("--receipt", metavar="SHA256", help="What a receiver computed of a file, noted in the ledger.")
]


def export(
    words: Words = None,
    to: To = "",
    non_commercial: NoGain = False,
    allow: Allow = None,
    hold: Hold = None,
    why: Why = "",
    receipt: Receipt = "",
    case: CaseDir = None,
    json: AsJson = False,
) -> None:
    """Hand on records, findings or citations in a format of other programs; the ledger keeps what left, and to whom.

    What may not leave is listed with the reason on standard output and in OUT.leaving.json beside the file.
    """
    from armstrace.desk.cli import export_words
    from armstrace.desk.cli.options import working_case
    from armstrace.desk.exports.exported import export
    from armstrace.desk.licences import ALLOW, HOLD, sign
    from armstrace.desk.questions.export import export_asked

    if receipt:
        export_words.keep_receipt_of(working_case(case), words or [], receipt)
        return
    asked, out = export_asked(words or [], to, non_commercial=non_commercial)
    opened = working_case(case)
    sign(opened, ALLOW, allow or [], why)
    sign(opened, HOLD, hold or [], why)
    export_words.tell(export(opened, asked, out), json=json)
