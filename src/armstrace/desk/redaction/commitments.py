"""Salted commitments: what somebody can be shown later without being able to guess it now.

A commitment is the SHA-256 of a salt of 32 random bytes (as 64 hexadecimal digits), a colon and the value. Without the
salt nobody can try out values, however few are possible; with it anybody computes the same with one line of shell, and
nobody can show another value for it. The salts stay with the custodian: one secret in local/ gives them all.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass

_LABEL = b"armstrace redaction 1:"


@dataclass(frozen=True, slots=True)
class Salts:
    """Gives the salt of each thing by its name; one that is opened tells nothing of the others."""

    secret: str

    @classmethod
    def new(cls) -> "Salts":
        """Draw a new secret."""
        return cls(secrets.token_hex(32))

    def salt(self, name: str) -> str:
        """Give the salt of a thing."""
        return hmac.new(bytes.fromhex(self.secret), _LABEL + name.encode("utf-8"), hashlib.sha256).hexdigest()

    def commitment(self, name: str, value: str) -> str:
        """Commit to the value of a thing."""
        return commitment(self.salt(name), value)


def commitment(salt: str, value: str) -> str:
    """Give the commitment to a value under a salt."""
    return hashlib.sha256(f"{salt}:{value}".encode("utf-8", "surrogatepass")).hexdigest()
