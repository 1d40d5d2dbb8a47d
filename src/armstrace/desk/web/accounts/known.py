"""The accounts of a running server, as their file says now."""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from armstrace.desk.web.accounts.file import Account, plain_name, read_accounts
from armstrace.desk.web.accounts.passwords import fits
from armstrace.evidence.disk import explained


@dataclass(slots=True)
class Accounts:
    """The accounts of a file; it is read again whenever it has changed."""

    path: Path
    _held: dict[str, Account] = field(default_factory=dict)
    _state: tuple[int, int, int] | None = None
    _lock: Lock = field(default_factory=Lock)

    def named(self, name: str) -> Account | None:
        """Give an account, None where there is none of this name now.

        Raises:
            CaseError: the file is gone, damaged or open to others; nobody is let in then.
        """
        with explained(self.path, "Reading the accounts"):
            seen = self.path.stat()
        state = (seen.st_ino, seen.st_size, seen.st_mtime_ns)
        with self._lock:
            if state != self._state:
                self._held, self._state = read_accounts(self.path), state
            return self._held.get(plain_name(name))

    def who(self, name: str, password: str) -> Account | None:
        """Give the account that name and password are of; a name without account takes as long as a wrong password."""
        account = self.named(name)
        return account if fits(account.password if account else "", password) else None


def seal(account: Account) -> str:
    """Sum up an account: a session holds only as long as nothing of it has changed."""
    said = "\n".join((account.name, account.by, account.role.name, account.password))
    return hashlib.sha256(said.encode()).hexdigest()
