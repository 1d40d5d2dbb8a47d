"""Who asks: a pseudonymous id, a role, and what of the case that role may see."""

from dataclasses import dataclass
from enum import IntEnum


class Role(IntEnum):
    """What a person may do: look; judge and add; and also withdraw, redact and export."""

    READER = 1
    ANALYST = 2
    CUSTODIAN = 3


@dataclass(frozen=True, slots=True)
class Visitor:
    """The person behind a session.

    `hidden` are the exhibits (by SHA-256) that this person may not see; every view, count and export leaves them out.
    `since` is the number of the ledger's last line when this person was here before, None on the first visit.
    """

    by: str
    role: Role = Role.CUSTODIAN
    hidden: frozenset[str] = frozenset()
    since: int | None = None
