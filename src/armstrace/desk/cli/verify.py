"""`armstrace verify`."""

from pathlib import Path
from typing import Annotated

import typer

from armstrace.desk.cli.options import AsJson, CaseDir

Bundle = Annotated[
    Path | None, typer.Argument(metavar="[BUNDLE]", help="A bundle, as a folder or a zip; default: the case itself.")
]
Anchor = Annotated[
    str,
    typer.Option("--anchor", metavar="SHA256", help="A hash noted elsewhere: its tag manifest's or its ledger's."),
]
Root = Annotated[
    Path | None,
    typer.Option("--ca", metavar="FILE", help="The root certificate (PEM) that you trust for the time."),
]
Fixity = Annotated[bool, typer.Option("--fixity", help="Hash a bundle only: read nothing out of its exhibits again.")]


def verify(
    bundle: Bundle = None,
    anchor: Anchor = "",
    ca: Root = None,
    fixity: Fixity = False,
    case: CaseDir = None,
    json: AsJson = False,
) -> None:
    """Re-read every exhibit, follow the ledger's chain, and rebuild the tables to compare them.

    Events are grouped again and the series of surges counted again. Ends with 4 where custody is broken, and with 3
    where a file lies among the exhibits that nobody listed, or a result that was kept is gone,
    or the timestamp of a bundle could not be verified.
    """
    from armstrace.desk.cli import verify_words
    from armstrace.desk.cli.options import case_folder, said_by
    from armstrace.desk.verify import verify_folder
    from armstrace.engine.choose import processors
    from armstrace.evidence.bag_open import looks_like_bag
    from armstrace.records.errors import CaseError

    if bundle is not None and (looks_like_bag(bundle) or not (bundle / "case.toml").is_file()):
        verify_words.verified(bundle, (anchor, ca, fixity), json=json)
        return
    if anchor or ca or fixity:
        raise CaseError("This goes with a bundle.", where="--anchor, --ca, --fixity", todo="Name the bundle.")
    verify_words.tell_case(verify_folder(bundle or case_folder(case), said_by(), processors()), json=json)
