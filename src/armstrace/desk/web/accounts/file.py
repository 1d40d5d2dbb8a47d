"""The file of accounts: one JSON file, closed to everybody but its owner, that lies beside no evidence."""

import json
import os
import re
import secrets
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from armstrace.desk.web.visitor import Role
from armstrace.evidence.atomic import write_atomically
from armstrace.evidence.disk import explained
from armstrace.evidence.lock import hold
from armstrace.evidence.names import visible
from armstrace.evidence.people import pseudonym
from armstrace.records.errors import CaseError

_FORM = 1
_MODE = 0o600
_NAME = re.compile(r"[a-z0-9][a-z0-9._@+-]{0,99}")
_FIELDS = ("name", "by", "role", "password")


@dataclass(frozen=True, slots=True)
class Account:
    """Who may come in: the name they sign in with, the id they act under, their role, the hash of their password."""

    name: str
    by: str
    role: Role
    password: str


def plain_name(said: str) -> str:
    """Give a name as it is kept: without capitals and the spaces around it."""
    return said.strip().lower()


def read_accounts(path: Path) -> dict[str, Account]:
    """Read a file of accounts, by name.

    Raises:
        CaseError: it is not there, others may read or change it, or it is none.
    """
    with explained(path, "Reading the accounts"), path.open("rb") as file:
        held = os.fstat(file.fileno())
        _require_closed(path, held)
        content = file.read()
    try:
        accounts = _accounts(json.loads(content))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise CaseError(
            "This is no file of accounts, or it is damaged.",
            where=visible(str(path)),
            todo="Make one with `armstrace users add FILE NAME --role ROLE`.",
        ) from error
    return {each.name: each for each in accounts}


@contextmanager
def changing(path: Path) -> Iterator[dict[str, Account]]:
    """Change accounts: what the block makes of them is written, and nobody else changes them meanwhile.

    Raises:
        CaseError: the file is none, or is open to others.
    """
    with explained(path, "Locking the accounts"):
        fd = os.open(path.with_name(f"{path.name}.lock"), os.O_RDWR | os.O_CREAT, _MODE)
    try:
        with explained(path, "Locking the accounts"):
            hold(fd)
        accounts = read_accounts(path) if path.exists() else {}
        yield accounts
        _write(path, accounts)
    finally:
        os.close(fd)


def new_account(accounts: Mapping[str, Account], name: str, role: Role, password: str, by: str = "") -> Account:
    """Make an account; without an id of its own it gets a random one.

    Raises:
        CaseError: the name is taken or none, or the id is another account's or none.
    """
    known = plain_name(name)
    if not _NAME.fullmatch(known):
        todo = "Use up to 100 small letters, digits and . _ @ + -, such as j.doe."
        raise CaseError(f"{visible(name[:100])!r} is no name of an account.", where="NAME", todo=todo)
    if known in accounts:
        raise CaseError(f"There is an account {known!r} already.", where="NAME", todo="Change it with `role`.")
    taken = {each.by for each in accounts.values()}
    chosen = pseudonym(by) if by else next(each for each in iter(_id, "") if each not in taken)
    if chosen in taken:
        raise CaseError(
            f"Another account acts as {chosen!r}.", where="--as", todo="Each person has an id of their own."
        )
    if known == chosen:
        raise CaseError("The id would tell the name.", where="--as", todo="Leave --as away, and a random id is made.")
    return Account(known, chosen, role, password)


def the_account(accounts: Mapping[str, Account], name: str) -> Account:
    """Give an account by its name.

    Raises:
        CaseError: there is none.
    """
    found = accounts.get(plain_name(name))
    if found is None:
        known = "`armstrace users list FILE` shows those there are."
        raise CaseError(f"There is no account {visible(name[:100])!r}.", where="NAME", todo=known)
    return found


def with_role(account: Account, role: Role) -> Account:
    """Give an account with another role."""
    return replace(account, role=role)


def with_password(account: Account, password: str) -> Account:
    """Give an account with the hash of another password."""
    return replace(account, password=password)


def _id() -> str:
    return f"p-{secrets.token_hex(3)}"


def _require_closed(path: Path, held: os.stat_result) -> None:
    if os.name != "nt" and stat.S_IMODE(held.st_mode) & 0o077:
        raise CaseError(
            "Others on this machine may read or change the accounts.",
            where=visible(str(path)),
            todo="Close the file to them: chmod 600 FILE; then give everybody a new password.",
        )


def _accounts(told: Mapping[str, Any]) -> list[Account]:
    if told["form"] != _FORM:
        raise ValueError("another form")
    return [_account(each) for each in told["accounts"]]


def _account(told: Mapping[str, Any]) -> Account:
    if not all(isinstance(told[field], str) for field in _FIELDS) or not _NAME.fullmatch(told["name"]):
        raise ValueError("no account")
    return Account(told["name"], pseudonym(told["by"]), Role[told["role"].upper()], told["password"])


def _write(path: Path, accounts: Mapping[str, Account]) -> None:
    told = [{**asdict(each), "role": each.role.name.lower()} for _, each in sorted(accounts.items())]
    write_atomically(path, json.dumps({"form": _FORM, "accounts": told}, indent=1).encode() + b"\n", mode=_MODE)
