"""What `armstrace users` does."""

from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from armstrace.desk.cli.secrets_asked import secret
from armstrace.desk.cli.serve_work import missing
from armstrace.desk.cli.show import as_json, line, plain, table
from armstrace.records.errors import CaseError

if TYPE_CHECKING:
    from armstrace.desk.web.visitor import Role


def add_account(file: Path, name: str, role: str, by: str, password: Path | None) -> None:
    """Make an account.

    Raises:
        CaseError: something said of it cannot be.
    """
    from armstrace.desk.web.accounts.file import changing, new_account

    wanted, kept = _role(role), _passwords().hashed(secret("password", password, twice=True))
    with changing(file) as accounts:
        made = new_account(accounts, name, wanted, kept, by)
        accounts[made.name] = made
    line(f"{plain(made.name)} may come in as {made.role.name.lower()}, and acts as {plain(made.by)}.")


def change_role(file: Path, name: str, role: str) -> None:
    """Give an account another role.

    Raises:
        CaseError: there is no such account, or no such role.
    """
    from armstrace.desk.web.accounts.file import changing, the_account, with_role

    wanted = _role(role)
    _require(file)
    with changing(file) as accounts:
        changed = with_role(the_account(accounts, name), wanted)
        accounts[changed.name] = changed
    line(f"{plain(changed.name)} is {changed.role.name.lower()} now.")


def change_password(file: Path, name: str, password: Path | None) -> None:
    """Give an account another password.

    Raises:
        CaseError: there is no such account, or the password cannot be used.
    """
    from armstrace.desk.web.accounts.file import changing, read_accounts, the_account, with_password

    the_account(read_accounts(file), name)
    kept = _passwords().hashed(secret("password", password, twice=True))
    with changing(file) as accounts:
        changed = with_password(the_account(accounts, name), kept)
        accounts[changed.name] = changed
    line(f"{plain(changed.name)} has a new password; older sessions have ended.")


def list_accounts(file: Path, *, json: bool) -> None:
    """Print the accounts.

    Raises:
        CaseError: there is no such file, or it cannot be used.
    """
    from armstrace.desk.web.accounts.file import read_accounts

    known = [(each.name, each.role.name.lower(), each.by) for _, each in sorted(read_accounts(file).items())]
    if json:
        as_json([dict(zip(("name", "role", "by"), each, strict=True)) for each in known])
    else:
        table(["name", "role", "acts as"], [list(each) for each in known])


def remove_account(file: Path, name: str) -> None:
    """Remove an account.

    Raises:
        CaseError: there is no such account.
    """
    from armstrace.desk.web.accounts.file import changing, the_account

    _require(file)
    with changing(file) as accounts:
        gone = the_account(accounts, name)
        del accounts[gone.name]
    line(f"{plain(gone.name)} is removed; in the ledger stays {plain(gone.by)}.")


def _require(file: Path) -> None:
    if not file.is_file():
        raise CaseError("There is no such file of accounts.", where="FILE", todo="Make it with `armstrace users add`.")


def _passwords() -> ModuleType:
    try:
        from armstrace.desk.web.accounts import passwords  # comes with an extra
    except ModuleNotFoundError as error:
        raise missing(error, "An account", "armstrace users") from error
    return passwords


def _role(said: str) -> "Role":
    from armstrace.desk.web.visitor import Role

    found = next((each for each in Role if each.name.lower() == said.strip().lower()), None)
    if found is None:
        known = ", ".join(each.name.lower() for each in Role)
        raise CaseError(f"{said[:60]!r} is no role.", where="--role", todo=f"Roles are {known}.")
    return found
