"""Reading the answer of a timestamp authority (RFC 3161, TimeStampResp), whatever order its certificates stand in.

Libraries refuse an answer whose certificates are not in the order of DER, which `openssl ts` itself does not keep. Here
the few values that are needed are picked out of the bytes; whether the signature holds is for others (see timestamp).
"""

import hashlib
import re
from base64 import b64decode, encodebytes
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from armstrace.records.errors import ArmstraceError, CaseError

_SET, _TIME = 0x31, 0x18
_CONTENT, _CERTIFICATES = 0xA0, 0xA0
_TEXTS = {0x0C, 0x13, 0x14, 0x16}
_TIME_FORM = re.compile(r"(\d{14})(?:\.\d+)?Z")
_PEM = re.compile(rb"-----BEGIN CERTIFICATE-----(.+?)-----END CERTIFICATE-----", re.DOTALL)
Node = tuple[int, bytes, bytes]
"""One value in DER: its tag, its content, and all its bytes."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What an answer says: its status (0 and 1 are granted), the hash it is about, when, and the certificates in it.

    `signer` is the serial number and issuer of the certificate that signed, as they stand in the answer.
    """

    status: int
    imprint: bytes
    at: datetime
    certificates: tuple[bytes, ...]
    signer: bytes


def answer_in(content: bytes) -> Answer:
    """Read an answer.

    Raises:
        ArmstraceError: the bytes are no answer, or one without a timestamp.
    """
    try:
        (response,) = _nodes(content)
        status_info, *token = _inside(response)
        status = int.from_bytes(_inside(status_info)[0][1], "big")
        if not token:
            raise ArmstraceError(f"The timestamp authority refused (status {status}).", todo="Ask another authority.")
        return _granted(status, token[0])
    except (ValueError, IndexError, StopIteration) as error:
        raise ArmstraceError(
            "This is no answer of a timestamp authority.", todo="Keep the whole answer (a TimeStampResp)."
        ) from error


def _granted(status: int, token: Node) -> Answer:
    signed = _inside(_inside(_inside(token)[1])[0])
    _, _, encapsulated, *rest = signed
    info = _inside(next(_nodes(_inside(_inside(encapsulated)[1])[0][1])))
    certificates = next((each for each in rest if each[0] == _CERTIFICATES), None)
    signers = _inside(next(each for each in rest if each[0] == _SET))
    time = next(each for each in info if each[0] == _TIME)
    return Answer(
        status,
        _inside(info[2])[1][1],
        _moment(time[1]),
        tuple(each[2] for each in _inside(certificates)) if certificates else (),
        _inside(signers[0])[1][1],
    )


def _moment(content: bytes) -> datetime:
    found = _TIME_FORM.fullmatch(content.decode("ascii"))
    if not found:
        raise ValueError("a time of another form")
    return datetime.strptime(found[1], "%Y%m%d%H%M%S").replace(tzinfo=UTC)


def _inside(node: Node) -> list[Node]:
    return list(_nodes(node[1]))


def _nodes(content: bytes) -> Iterator[Node]:
    at = 0
    while at < len(content):
        tag, size, start = content[at], content[at + 1], at + 2
        if size > 0x80:
            start += size - 0x80
            size = int.from_bytes(content[at + 2 : start], "big")
        if size == 0x80 or start + size > len(content):
            raise ValueError("a length that is none")
        yield tag, content[start : start + size], content[at : start + size]
        at = start + size


def signer_of(answer: Answer) -> bytes:
    """Give the certificate that signed, b"" where it is not in the answer."""
    for certificate in answer.certificates:
        parts = _inside(_inside(next(_nodes(certificate)))[0])
        serial_at = 1 if parts[0][0] == _CONTENT else 0
        if parts[serial_at + 2][2] + parts[serial_at][2] == answer.signer:
            return certificate
    return b""


def subject_words(certificate: bytes) -> str:
    """Give the texts of a certificate's subject, from the widest to the narrowest, "" for no certificate.

    It is for reading only: two authorities may call themselves the same.
    """
    if not certificate:
        return ""
    parts = _inside(_inside(next(_nodes(certificate)))[0])
    subject = parts[5 if parts[0][0] == _CONTENT else 4]
    values = (_inside(pair)[1] for group in _inside(subject) for pair in _inside(group))
    return ", ".join(value[1].decode("utf-8", "replace") for value in values if value[0] in _TEXTS)


def pem_of(certificates: tuple[bytes, ...]) -> bytes:
    """Write certificates as PEM."""
    begin, end = b"-----BEGIN CERTIFICATE-----\n", b"-----END CERTIFICATE-----\n"
    return b"".join(begin + _wrapped(each) + end for each in certificates)


def _wrapped(certificate: bytes) -> bytes:
    text = encodebytes(certificate).replace(b"\n", b"")
    return b"".join(text[at : at + 64] + b"\n" for at in range(0, len(text), 64))


def fingerprints(pem: bytes) -> list[str]:
    """Give the SHA-256 of each certificate in a PEM file, to compare with what the authority publishes.

    Raises:
        CaseError: it holds none.
    """
    try:
        found = [hashlib.sha256(b64decode(b"".join(each.split()), validate=True)) for each in _PEM.findall(pem)]
    except ValueError:
        found = []
    if not found:
        raise CaseError("This file holds no certificate.", where="--ca", todo="Name a file of PEM certificates.")
    return [each.hexdigest() for each in found]
