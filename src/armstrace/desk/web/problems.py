"""Ways in which a request can be wrong, each with its HTTP status."""

from armstrace.records.errors import ArmstraceError, CaseError, CustodyBroken


class NotThere(CaseError):
    """A page, an exhibit or a record that the case has not, or that this person may not see."""


class Refused(CaseError):
    """A request that must not be answered: no session, a foreign origin, a missing token, too low a role."""


class NoSession(Refused):
    """A request of nobody: there is no session, or it has ended."""


class Conflict(CaseError):
    """Somebody else decided on the same thing in between; both decisions are shown."""


class TooLarge(CaseError):
    """A request with more bytes than its page takes."""


class TooSlow(CaseError):
    """A request whose bytes came too slowly."""


class TooMany(CaseError):
    """More tries than a person makes."""


_STATUS: dict[type[ArmstraceError], int] = {
    NotThere: 404,
    Refused: 403,
    Conflict: 409,
    TooLarge: 413,
    TooSlow: 408,
    TooMany: 429,
    CustodyBroken: 409,
}


def status_of(error: ArmstraceError) -> int:
    """Give the HTTP status of an error; what is wrong with a request is 422 unless something else is said here."""
    return next((status for kind, status in _STATUS.items() if isinstance(error, kind)), 422)
