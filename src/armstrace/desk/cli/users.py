"""`armstrace users`."""

from pathlib import Path
from typing import Annotated

import typer

from armstrace.desk.cli.options import AsJson
from armstrace.desk.cli.words import Vocabulary

words = Vocabulary("Accounts for a case that is served to a team.", "users")
File = Annotated[Path, typer.Argument(metavar="FILE", help="The file of accounts, outside of any case.")]
Name = Annotated[str, typer.Argument(metavar="NAME", help="The name to sign in with.")]
Role = Annotated[str, typer.Option("--role", metavar="ROLE", help="reader, analyst or custodian.")]
Password = Annotated[
    Path | None,
    typer.Option("--password", metavar="FILE", help="A file with the password in its first line; default: ask."),
]


@words.word("add")
def add(
    file: File,
    name: Name,
    role: Role = "reader",
    by: Annotated[str, typer.Option("--as", metavar="ID", help="The id to sign with; default: a random one.")] = "",
    password: Password = None,
) -> None:
    """Make an account; the first one makes the file. In the ledger stands its id alone, never its name."""
    from armstrace.desk.cli.users_work import add_account

    add_account(file, name, role, by, password)


@words.word("role")
def role(
    file: File, name: Name, role: Annotated[str, typer.Argument(metavar="ROLE", help="reader, analyst or custodian.")]
) -> None:
    """Give an account another role; whoever is signed in with it has to sign in again."""
    from armstrace.desk.cli.users_work import change_role

    change_role(file, name, role)


@words.word("password")
def password(file: File, name: Name, password: Password = None) -> None:
    """Give an account another password; whoever is signed in with it has to sign in again."""
    from armstrace.desk.cli.users_work import change_password

    change_password(file, name, password)


@words.word("list")
def listed(file: File, json: AsJson = False) -> None:
    """List the accounts, with the ids they act under."""
    from armstrace.desk.cli.users_work import list_accounts

    list_accounts(file, json=json)


@words.word("remove")
def remove(file: File, name: Name) -> None:
    """Remove an account; its sessions end at once. What it signed stays in the ledger under its id."""
    from armstrace.desk.cli.users_work import remove_account

    remove_account(file, name)
