"""Timestamps after RFC 3161: an authority signs that it saw a hash at a time. It is sent the hash and nothing else.

The request is spelt here, so that it can be made, kept and sent from another machine without any library. It holds no
nonce: nobody can have asked for this hash before, and so the same bundle always gives the same request. The answer is
kept whole (a TimeStampResp, which is what `openssl ts` reads), with the certificates in it.
"""

import hashlib
import http.client
import re
import shutil
import subprocess
from base64 import b64encode
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from armstrace.evidence.clock import stamp
from armstrace.evidence.names import visible
from armstrace.evidence.timestamp_answer import answer_in, pem_of, signer_of, subject_words
from armstrace.records.errors import ArmstraceError, CaseError

SECONDS = 30.0
_MOST_BYTES = 1 << 20
_SHA256_OID = bytes.fromhex("0609608648016503040201")
_PEM = re.compile(rb"-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----\s*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Stamped:
    """What an answer says: when (UTC), who signed (the certificate's name), and the certificates in it as PEM."""

    at: datetime
    authority: str
    chain: bytes

    @property
    def told(self) -> str:
        """The time as it is written down."""
        return stamp(self.at)


@dataclass(frozen=True, slots=True)
class Verified:
    """Whether an answer holds, by which program, and why not where it does not.

    `trusted` is False where only certificates that came with the answer vouch for it.
    """

    ok: bool
    by: str
    trusted: bool = True
    why: str = ""


def request_for(sha256: str) -> bytes:
    """Spell a request (TimeStampReq, version 1) for a hash, with the wish for certificates in the answer."""
    algorithm = _tagged(0x30, _SHA256_OID + b"\x05\x00")
    imprint = _tagged(0x30, algorithm + _tagged(0x04, bytes.fromhex(sha256)))
    return _tagged(0x30, b"\x02\x01\x01" + imprint + b"\x01\x01\xff")


def _tagged(tag: int, content: bytes) -> bytes:
    """Spell one value in DER; none here is longer than 127 bytes."""
    return bytes([tag, len(content)]) + content


def require_addresses(url: str, proxy: str) -> None:
    """Make sure that what stands for addresses are some; "" is none and passes.

    Raises:
        CaseError: one is not.
    """
    for given, option in ((url, "--timestamp"), (proxy, "--proxy")):
        if given and _address(given, option).scheme != "http" and option == "--proxy":
            raise CaseError("A proxy is spoken to over http.", where=option, todo="Write it as http://HOST:PORT.")


def ask(url: str, request: bytes, *, proxy: str = "", seconds: float = SECONDS) -> bytes:
    """Send a request to an authority and give its answer as it came.

    Only the authority's host, or the proxy where one is named, is spoken to; redirects are not followed.

    Raises:
        CaseError: an address is none.
        ArmstraceError: nobody answers in time, or answers something else.
    """
    there = _address(url, "--timestamp")
    path = (there.path or "/") + (f"?{there.query}" if there.query else "")
    headers = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
    try:
        connection, target, more = _connection(there, path, proxy, seconds)
        try:
            connection.request("POST", target, request, headers | more)
            with connection.getresponse() as answer:
                status, body = answer.status, answer.read(_MOST_BYTES + 1)
        finally:
            connection.close()
    except (OSError, http.client.HTTPException) as error:
        raise _unanswered(there, f"cannot be asked ({type(error).__name__})") from error
    if status != 200 or len(body) > _MOST_BYTES:
        raise _unanswered(there, f"answers with status {status}")
    return body


def _connection(
    there: SplitResult, path: str, proxy: str, seconds: float
) -> tuple[http.client.HTTPConnection, str, dict[str, str]]:
    """Open the way to an authority: the connection, what to ask it for, and headers for the proxy."""
    host, port = there.hostname or "", there.port
    if not proxy:
        kind = http.client.HTTPSConnection if there.scheme == "https" else http.client.HTTPConnection
        return kind(host, port, timeout=seconds), path, {}
    via = _address(proxy, "--proxy")
    signed = {"Proxy-Authorization": _basic(via)} if via.username else {}
    if there.scheme == "https":
        secure = http.client.HTTPSConnection(via.hostname or "", via.port, timeout=seconds)
        secure.set_tunnel(host, port or 443, signed)
        return secure, path, {}
    plain = http.client.HTTPConnection(via.hostname or "", via.port, timeout=seconds)
    return plain, f"http://{there.netloc.rpartition('@')[2]}{path}", signed


def _basic(via: SplitResult) -> str:
    pair = f"{unquote(via.username or '')}:{unquote(via.password or '')}"
    return "Basic " + b64encode(pair.encode()).decode()


def _address(url: str, option: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        good = parts.scheme in {"http", "https"} and parts.hostname and (parts.port or 1)
    except ValueError:
        good = False
    if not good or not url.isascii() or not url.isprintable() or " " in url:
        # it is not shown: it may hold a password
        raise CaseError("This is no address.", where=option, todo="Write it as https://HOST/PATH.")
    return parts


def _unanswered(there: SplitResult, how: str) -> ArmstraceError:
    return ArmstraceError(
        f"The timestamp authority {how}.",
        where=visible(there.hostname or ""),
        todo="The request is kept in the bundle: send it later, or from another machine.",
    )


def read_answer(content: bytes, sha256: str) -> Stamped:
    """Read an answer and make sure that it is one about this hash; whether it is signed well is `verify`'s question.

    Raises:
        ArmstraceError: it is no answer, a refusal, or about other bytes.
    """
    answer = answer_in(content)
    if answer.status not in {0, 1}:
        what = f"The timestamp authority refused (status {answer.status})."
        raise ArmstraceError(what, todo="Ask another authority.")
    if answer.imprint != bytes.fromhex(sha256):
        raise ArmstraceError("This timestamp is about other bytes.", todo="Ask again with the request in the bundle.")
    return Stamped(answer.at, visible(subject_words(signer_of(answer))), pem_of(answer.certificates))


def verify(answer: Path, data: Path, chain: Path, roots: Path | None) -> Verified:
    """Verify an answer over a file at the time it names, so that certificates may have expired since.

    `roots` are the certificates that the reader trusts, as PEM; without them those in `chain` are taken at their word,
    and `trusted` is False. `openssl ts -verify` is asked where it is installed, else the library.
    """
    try:
        stamped = read_answer(answer.read_bytes(), hashlib.sha256(data.read_bytes()).hexdigest())
    except ArmstraceError as error:
        return Verified(False, "armstrace", roots is not None, error.what)
    trusted = roots if roots is not None else chain
    program = shutil.which("openssl")
    if program:
        ok, why = _by_openssl(program, answer, data, (trusted, chain), stamped.at)
        return Verified(ok, "openssl", roots is not None, why)
    why = _by_library(answer.read_bytes(), data, trusted.read_bytes(), chain.read_bytes())
    return Verified(not why, "rfc3161-client", roots is not None, why)


def _by_openssl(
    program: str, answer: Path, data: Path, certificates: tuple[Path, Path], at: datetime
) -> tuple[bool, str]:
    trusted, chain = certificates
    more = ["-untrusted", str(chain)] if _PEM.search(chain.read_bytes()) else []
    # of what came with the answer the last certificate may be no root
    partial = ["-partial_chain"] if trusted == chain else []
    done = subprocess.run(  # noqa: S603 # the reader's own openssl; no word of it is foreign
        [program, "ts", "-verify", "-data", str(data), "-in", str(answer), "-CAfile", str(trusted), *more, *partial,
         "-attime", str(int(at.timestamp()))],
        capture_output=True, check=False,
    )  # fmt: skip
    told = [line.strip() for line in done.stderr.decode("utf-8", "replace").splitlines() if "error" in line.lower()]
    return done.returncode == 0, "" if done.returncode == 0 else visible(" ".join(told)[-300:] or "refused")


def _by_library(answer: bytes, data: Path, roots: bytes, chain: bytes) -> str:
    try:
        from cryptography.x509 import load_pem_x509_certificates  # noqa: PLC0415 # an extra
        from rfc3161_client import (  # noqa: PLC0415 # an extra
            VerificationError,
            VerifierBuilder,
            decode_timestamp_response,
        )
    except ImportError as error:
        raise CaseError(
            "A timestamp is verified with openssl or with the library rfc3161-client; neither is here.",
            todo="Install openssl, or armstrace with the extra `court`.",
        ) from error
    try:
        response = decode_timestamp_response(answer)
    except ValueError as error:
        # the library wants certificates in the order of DER, which openssl itself does not keep
        raise CaseError(
            "The library rfc3161-client cannot read this answer; openssl may.", todo="Install openssl."
        ) from error
    builder = VerifierBuilder()
    for each in load_pem_x509_certificates(roots):
        builder = builder.add_root_certificate(each)
    known = set(load_pem_x509_certificates(roots))
    for each in load_pem_x509_certificates(chain) if _PEM.search(chain) else []:
        builder = builder if each in known else builder.add_intermediate_certificate(each)
    try:
        builder.build().verify_message(response, data.read_bytes())
    except (VerificationError, ValueError) as error:
        return visible(str(error))
    return ""
