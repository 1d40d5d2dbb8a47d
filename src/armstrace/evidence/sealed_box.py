"""Boxes that anybody can close and only a passphrase opens: X25519, HKDF, AES-256-GCM and scrypt of `cryptography`.

Closing needs a public key alone, so that a program can seal what it must not keep open, without asking a person for the
passphrase. Methods: scrypt is RFC 7914, X25519 RFC 7748, HKDF RFC 5869, AES-GCM NIST SP 800-38D.
"""

import secrets
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from armstrace.records.errors import CaseError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

COST = 1 << 17
"""How hard a passphrase is to guess: scrypt's N, 128 MB and about half a second for each guess (r = 8, p = 1)."""
FEWEST_CHARACTERS = 12
_BLOCK = 256
_MOST_COST = 1 << 20
_INFO = b"armstrace sealed box 1"


@dataclass(frozen=True, slots=True)
class Lock:
    """A public key, and its private one under a passphrase; all in hexadecimal but the cost."""

    public: str
    salt: str
    nonce: str
    private: str
    cost: int = COST


@dataclass(frozen=True, slots=True)
class Box:
    """Closed words: the public half of a key that was used once, a nonce, and what AES-GCM gave."""

    once: str
    nonce: str
    closed: str


def new_lock(passphrase: str, cost: int = COST) -> Lock:
    """Make a key pair; the private key is kept under a passphrase only.

    Raises:
        CaseError: the passphrase is too short, or the library is not installed.
    """
    if len(passphrase) < FEWEST_CHARACTERS:
        raise CaseError(
            f"The passphrase has fewer than {FEWEST_CHARACTERS} characters.",
            todo="Take five or six words drawn at random.",
        )
    _, x25519, _ = _library()
    pair = x25519.X25519PrivateKey.generate()
    public, salt, nonce = pair.public_key().public_bytes_raw().hex(), secrets.token_hex(16), secrets.token_hex(12)
    unsealed = Lock(public, salt, nonce, "", cost)
    private = _gcm(_stretched(passphrase, unsealed)).encrypt(
        bytes.fromhex(nonce), pair.private_bytes_raw(), _bound(unsealed)
    )
    return Lock(public, salt, nonce, private.hex(), cost)


def close(lock: Lock, name: str, words: str) -> Box:
    """Close words in a box that opens under its name only; its size tells no more than how many 256 bytes it fills."""
    _, x25519, _ = _library()
    pair, nonce = x25519.X25519PrivateKey.generate(), secrets.token_bytes(12)
    public = x25519.X25519PublicKey.from_public_bytes(bytes.fromhex(lock.public))
    once = pair.public_key().public_bytes_raw()
    plain = words.encode("utf-8", "surrogateescape") + b"\x01"
    plain += bytes(-len(plain) % _BLOCK)
    closed = _gcm(_shared(pair.exchange(public), once, lock)).encrypt(nonce, plain, name.encode())
    return Box(once.hex(), nonce.hex(), closed.hex())


def open_lock(lock: Lock, passphrase: str) -> "X25519PrivateKey":
    """Give the private key.

    Raises:
        CaseError: the passphrase is another one, or the lock was changed.
    """
    invalid, x25519, _ = _library()
    try:
        key = _stretched(passphrase, lock)
        private = _gcm(key).decrypt(bytes.fromhex(lock.nonce), bytes.fromhex(lock.private), _bound(lock))
    except (invalid, ValueError) as error:
        raise CaseError(
            "This passphrase does not open it, or it was changed.", todo="Type it again; nobody else can open it."
        ) from error
    pair: X25519PrivateKey = x25519.X25519PrivateKey.from_private_bytes(private)
    return pair


def open_box(lock: Lock, pair: "X25519PrivateKey", name: str, box: Box) -> str:
    """Give the words of a box.

    Raises:
        CaseError: it was changed, or is another's box under this name.
    """
    invalid, x25519, _ = _library()
    try:
        once = x25519.X25519PublicKey.from_public_bytes(bytes.fromhex(box.once))
        key = _shared(pair.exchange(once), bytes.fromhex(box.once), lock)
        plain: bytes = _gcm(key).decrypt(bytes.fromhex(box.nonce), bytes.fromhex(box.closed), name.encode())
    except (invalid, ValueError) as error:
        raise CaseError("What is sealed under this id was changed.", where=name) from error
    return plain.rstrip(b"\0")[:-1].decode("utf-8", "surrogateescape")


def _stretched(passphrase: str, lock: Lock) -> bytes:
    """Make a key of a passphrase; the same letters typed on another machine are the same letters."""
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt  # noqa: PLC0415  # an extra

    if not 2 <= lock.cost <= _MOST_COST:
        raise CaseError("This file asks for more work than a machine should do.", todo="Take the file from a copy.")
    words = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogateescape")
    return Scrypt(salt=bytes.fromhex(lock.salt), length=32, n=lock.cost, r=8, p=1).derive(words)


def _shared(secret: bytes, once: bytes, lock: Lock) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256  # noqa: PLC0415  # an extra
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF  # noqa: PLC0415  # an extra

    return HKDF(SHA256(), 32, salt=None, info=_INFO + once + bytes.fromhex(lock.public)).derive(secret)


def _bound(lock: Lock) -> bytes:
    """Give what a private key is bound to: nobody can give it another public key or an easier passphrase."""
    return f"{lock.public} {lock.salt} {lock.cost}".encode()


def _gcm(key: bytes) -> Any:
    _, _, aead = _library()
    return aead(key)


def _library() -> tuple[type[Exception], Any, Any]:
    try:
        from cryptography.exceptions import InvalidTag  # noqa: PLC0415  # an extra
        from cryptography.hazmat.primitives.asymmetric import x25519  # noqa: PLC0415  # an extra
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415  # an extra
    except ImportError as error:
        raise CaseError(
            "Sealing names needs cryptography, which is not installed.",
            todo='Install the extra "court": pip install "armstrace[court]".',
        ) from error
    return InvalidTag, x25519, AESGCM
