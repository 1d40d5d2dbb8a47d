"""Passwords, kept as argon2id hashes only (RFC 9106, second recommended option: 64 MiB, 3 passes)."""

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError
from argon2.profiles import RFC_9106_LOW_MEMORY

from armstrace.records.errors import CaseError

LEAST = 12
MOST = 256


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)


@cache
def _of_nobody() -> str:
    return _hasher().hash("of nobody")


def hashed(password: str) -> str:
    """Give the hash of a new password.

    Raises:
        CaseError: it is too short, too long, or one letter again and again.
    """
    if not LEAST <= len(password) <= MOST or len(set(password)) < LEAST // 3:
        raise CaseError(
            "This password is too easy to guess, or too long.",
            where="the password",
            todo=f"Take {LEAST} to {MOST} characters; several words that do not belong together are good.",
        )
    return _hasher().hash(password.encode("utf-8", "surrogatepass"))


def fits(kept: str, password: str) -> bool:
    """Whether a password is the one of a hash; with the hash "" it never is, after just as much work."""
    try:
        _hasher().verify(kept or _of_nobody(), password[: MOST + 1].encode("utf-8", "surrogatepass"))
    except (Argon2Error, InvalidHashError):
        return False
    return bool(kept)


def make_ready() -> None:
    """Make the hash that a name without account is tried against, so that the first try takes no longer."""
    _of_nobody()
