"""`armstrace identities`."""

from pathlib import Path
from typing import Annotated

import typer

from armstrace.desk.cli.options import AsJson, CaseDir
from armstrace.desk.cli.words import Vocabulary

words = Vocabulary("Names behind the ids of the ledger: sealed, never bundled, deletable.", "identities")
Phrase = Annotated[
    Path | None,
    typer.Option("--passphrase", metavar="FILE", help="A file with the passphrase in its first line; default: ask."),
]
Id = Annotated[str, typer.Argument(metavar="ID", help="An id as it stands in the ledger, such as p-7f3a91.")]


@words.word("new")
def new(passphrase: Phrase = None, case: CaseDir = None) -> None:
    """Make the file that names are sealed in; whoever forgets its passphrase has lost them."""
    from armstrace.desk.cli.options import working_case
    from armstrace.desk.cli.secrets_asked import secret
    from armstrace.desk.cli.show import line
    from armstrace.evidence.identities import make_identities

    opened = working_case(case)
    make_identities(opened.root, secret("passphrase", passphrase, twice=True), opened.by)
    line("Names can be sealed now. They go in without the passphrase and come out with it alone.")


@words.word("add")
def add(person: Id, case: CaseDir = None) -> None:
    """Seal who stands behind an id; the name is asked for, or read from standard input, never given as a word."""
    from armstrace.desk.cli.identities_words import name_asked
    from armstrace.desk.cli.options import working_case
    from armstrace.desk.cli.show import line
    from armstrace.evidence.identities import put_identity

    opened = working_case(case)
    put_identity(opened.root, person, name_asked(), opened.by)
    line("Sealed.")


@words.word("show")
def show(passphrase: Phrase = None, case: CaseDir = None, json: AsJson = False) -> None:
    """Show all that is sealed; it asks for the passphrase, and it is no line in the ledger."""
    from armstrace.desk.cli.identities_words import tell
    from armstrace.desk.cli.options import case_folder
    from armstrace.desk.cli.secrets_asked import secret
    from armstrace.evidence.identities import open_identities

    tell(open_identities(case_folder(case), secret("passphrase", passphrase)), json=json)


@words.word("list")
def listed(case: CaseDir = None, json: AsJson = False) -> None:
    """List the ids that something is sealed under; it needs no passphrase."""
    from armstrace.desk.cli.options import case_folder
    from armstrace.desk.cli.show import as_json, line
    from armstrace.evidence.identities import sealed_ids

    ids = sealed_ids(case_folder(case))
    if json:
        as_json(ids)
    for each in () if json else ids:
        line(each)


@words.word("forget")
def forget(
    person: Annotated[str, typer.Argument(metavar="[ID]", help="One id; none with --all.")] = "",
    everything: Annotated[bool, typer.Option("--all", help="Delete the whole file.")] = False,
    case: CaseDir = None,
) -> None:
    """Delete what is sealed under an id, or all of it; copies of the file made before still hold it."""
    from armstrace.desk.cli.options import working_case
    from armstrace.desk.cli.show import line
    from armstrace.evidence.identities import delete_identities, forget_identity
    from armstrace.records.errors import CaseError

    if bool(person) is everything:
        raise CaseError("Name one id, or --all.", where="ID, --all")
    opened = working_case(case)
    if everything:
        line(f"Deleted: {delete_identities(opened.root, opened.by)} sealed names.")
        return
    forget_identity(opened.root, person, opened.by)
    line("Deleted.")
