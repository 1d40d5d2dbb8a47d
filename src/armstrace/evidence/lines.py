"""One line of the ledger: how it is spelt, sealed and read back."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from armstrace.evidence.names import visible
from armstrace.records.errors import ArmstraceError

GENESIS = "0" * 64
"""What the first line keeps in the place of the hash of a line before it."""

_OWN = ("previous", "seq", "at", "by", "act", "sum")
_ESCAPED = "$escaped"
_SEAL_BYTES = len(',"sum":""}') + 64


class NotALine(ValueError):
    """Bytes that no ledger wrote; the message says in what way."""


@dataclass(frozen=True, slots=True)
class Line:
    """One accepted line: its number from 1, the hash of the line before, when, who, what, and what with.

    `at` is UTC by this machine's clock, `by` a pseudonymous id, `payload` whatever belongs to the act, `sha256` the
    hash of the line's own bytes without the newline.
    """

    seq: int
    previous: str
    at: str
    by: str
    act: str
    payload: Mapping[str, Any] = field(default_factory=dict)
    sha256: str = ""


def encode(line: Line) -> bytes:
    r"""Spell a line: JSON in ASCII, first `previous` and `seq`, last `sum`, the SHA-256 of all bytes before it.

    ASCII, because a file name that turns text around must not do so in the ledger either. A string with lone
    surrogates (a file name that is not UTF-8) is no text that other programs could read, so it becomes
    {"$escaped": "caf\udce9.csv"}, spelt as Python's unicode_escape. `line.sha256` is not looked at.

    Raises:
        ArmstraceError: the payload uses a key of the line itself or of the escape, or is nothing JSON can hold.
    """
    if taken := sorted(set(line.payload) & {*_OWN, _ESCAPED}):
        raise ArmstraceError(f"A ledger line keeps {taken} for itself.", todo="Use another word in the payload.")
    own = {"previous": line.previous, "seq": line.seq, "at": line.at, "by": line.by, "act": line.act}
    try:
        text = _spell({**own, **_escape(line.payload)})
    except (TypeError, ValueError, RecursionError) as error:
        raise ArmstraceError(
            f"This cannot be written into the ledger: {error}.", todo="Use text, whole numbers, lists and tables only."
        ) from error
    body = text[:-1].encode()
    return body + f',"sum":"{hashlib.sha256(body).hexdigest()}"}}'.encode()


def decode(raw: bytes) -> Line:
    """Read one line, without its newline.

    Raises:
        NotALine: the seal does not fit the bytes, or they are not what `encode` writes.
    """
    body = raw[:-_SEAL_BYTES]
    if raw != body + f',"sum":"{hashlib.sha256(body).hexdigest()}"}}'.encode():
        raise NotALine("its bytes do not match its own sum")
    try:
        kept = json.loads(raw)
        # one spelling only: else a key given twice would say one thing to us and another to the next program
        if not isinstance(kept, dict) or _spell(kept).encode() != raw or tuple(kept)[:5] != _OWN[:5]:
            raise NotALine("it is not spelt as a ledger line")
        payload = {key: _unescape(value) for key, value in kept.items() if key not in _OWN}
    except (ValueError, RecursionError) as error:
        raise NotALine("it is not spelt as a ledger line") from error
    own = [kept[name] for name in _OWN[:5]]
    if [type(value) for value in own] != [str, int, str, str, str]:
        raise NotALine("it is not spelt as a ledger line")
    previous, seq, at, by, act = own
    return Line(seq, previous, at, by, act, payload, hashlib.sha256(raw).hexdigest())


def _spell(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=True, allow_nan=False, separators=(",", ":"))


def _escape(value: Any) -> Any:
    """Replace every string that is no Unicode text, however deep it lies."""
    if isinstance(value, str):
        if value.isascii() or not _has_surrogates(value):
            return value
        return {_ESCAPED: value.encode("unicode_escape").decode("ascii")}
    if isinstance(value, Mapping):
        if any(not isinstance(key, str) or _has_surrogates(key) or key == _ESCAPED for key in value):
            raise TypeError(f"a key of {visible(str(dict(value)))} is no plain text")
        return {key: _escape(held) for key, held in value.items()}
    if isinstance(value, list | tuple):
        return [_escape(held) for held in value]
    return value


def _unescape(value: Any) -> Any:
    if isinstance(value, list):
        return [_unescape(held) for held in value]
    if not isinstance(value, dict):
        return value
    if list(value) == [_ESCAPED] and isinstance(value[_ESCAPED], str):
        return value[_ESCAPED].encode("ascii").decode("unicode_escape")
    return {key: _unescape(held) for key, held in value.items()}


def _has_surrogates(text: str) -> bool:
    return any("\ud800" <= character <= "\udfff" for character in text)
