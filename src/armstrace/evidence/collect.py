"""Asking machines on the web for pages: with armstrace.evidence.timestamp the only way out of this room.

A host is looked up once, and what was found is what is connected to, so that a name cannot lead elsewhere between the
look and the step. Numbers of somebody's own network are refused unless the person named the host. Through a proxy
nothing is looked up here. No cookie, no referrer and no name of this program is sent, and the environment's settings
for proxies are not read.
"""

import hashlib
import socket
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from armstrace.evidence.addresses import Address, is_at_home, is_name, is_public, redirected
from armstrace.evidence.clock import Clock, utc_now
from armstrace.evidence.collected import Answer, Collected, NotCollected, Way
from armstrace.evidence.disk import explained
from armstrace.evidence.names import visible
from armstrace.evidence.wire import PinnedBackend, StoppedError, Tap
from armstrace.records.errors import ArmstraceError, CaseError

if TYPE_CHECKING:
    import httpcore

MOST_REDIRECTS = 10
_SHORTEST_SECONDS = 0.1


def require_library() -> None:
    """Make sure that what talks to machines on the web is installed.

    Raises:
        CaseError: it is not.
    """
    missing = [name for name in ("httpcore", "socksio") if find_spec(name) is None]
    if missing:
        raise CaseError(
            f"Pages are asked for with the library {' and '.join(missing)}, which is not here.",
            todo="Install armstrace with the extra `court`.",
        )


def require_allowed(address: Address, way: Way) -> None:
    """Make sure, before anybody is asked, that an address may be: as far as its spelling tells.

    Raises:
        CaseError: it lies on somebody's own network and was not named, or is an onion address without a proxy.
    """
    if address.host.endswith(".onion") and way.proxy is None:
        raise CaseError(
            "An onion address is asked through Tor only.", where="--proxy", todo="Name it: socks5://127.0.0.1:9050."
        )
    if address.host not in way.private and is_at_home(address.host):
        raise _private(address.host)


def collect(
    address: Address,
    way: Way,
    kept: BinaryIO,
    body: BinaryIO,
    *,
    told: Callable[[Address], object] = lambda _: None,
    clock: Clock = utc_now,
) -> Collected:
    """Ask for an address and follow where it leads; each answer's bytes go to `kept`, the last one's body to `body`.

    `told` is called before each request, with what is about to be asked. A body stands in `body` as the server packed
    it, without its chunks. Whatever stops it, what had come is given back with the reason.

    Raises:
        CaseError: the first address may not be asked, or the library is not installed.
    """
    require_library()
    require_allowed(address, way)
    deadline = time.monotonic() + max(way.seconds, _SHORTEST_SECONDS)
    answers: list[Answer] = []
    room = way.most_bytes
    try:
        for _ in range(MOST_REDIRECTS + 1):
            told(address)
            answer = _asked(address, way, kept, body, (deadline, room), clock)
            answers.append(answer)
            room -= answer.end - answer.start
            if not answer.location or answer.truncated:
                return Collected(tuple(answers), _cut(answer, way))
            address = _next(answer, way)
    except ArmstraceError as error:
        if isinstance(error, CaseError):
            raise
        return Collected(tuple(answers), error)
    where = visible(answers[-1].address.host)
    return Collected(tuple(answers), NotCollected(f"It redirects more than {MOST_REDIRECTS} times.", where=where))


def _next(answer: Answer, way: Way) -> Address:
    try:
        address = redirected(answer.address, answer.location)
        require_allowed(address, way)
    except CaseError as error:
        raise NotCollected(
            f"It redirects to what is not asked: {error.what}",
            where=visible(answer.location[:200]),
            todo="What had come is kept; name the other address yourself if you mean it.",
        ) from error
    return address


def _cut(answer: Answer, way: Way) -> ArmstraceError | None:
    if not answer.truncated:
        return None
    how = {
        "length": (f"The answer is longer than {way.most_bytes:,} bytes.", "Raise --most-mb, or keep the part."),
        "time": (f"The answer did not come whole within {way.seconds:g} seconds.", "Raise --seconds, or try later."),
        "disconnect": ("The connection ended in the middle of the answer.", "Try again later."),
    }
    what, todo = how[answer.truncated]
    return NotCollected(f"{what} What came is kept and marked as cut short.", visible(answer.address.host), todo)


def _asked(address: Address, way: Way, kept: BinaryIO, body: BinaryIO, left: tuple[float, int], clock: Clock) -> Answer:
    """Send one request and take in its answer."""
    start = kept.tell()
    body.seek(0)
    body.truncate()
    tap = Tap(kept, *left)
    asked_at = clock()
    got = _Got()
    with (
        closing(tap),
        _explained(address, way, got),
        _pool(address, way, tap) as pool,
        pool.stream("GET", _url(address), headers=_headers(address, way)) as response,
    ):
        got.head(response)
        with explained("local", "Keeping what came"):
            body.writelines(response.iter_stream())
    return Answer(
        address=address,
        asked_at=asked_at,
        answered_at=clock(),
        request=tap.request,
        status=got.status,
        reason=got.reason,
        headers=got.headers,
        start=start,
        end=start + tap.received,
        server="" if way.proxy else tap.server,
        machine=tap.machine,
        truncated=got.truncated,
        tls=got.tls,
    )


@dataclass(slots=True)
class _Got:
    """What is known of an answer so far; a status of 0 is none."""

    status: int = 0
    reason: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    tls: dict[str, str] = field(default_factory=dict)
    truncated: str = ""

    def head(self, response: "httpcore.Response") -> None:
        self.status = response.status
        self.reason = response.extensions.get("reason_phrase", b"").decode("latin-1")
        self.headers = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in response.headers)
        stream = response.extensions.get("network_stream")
        self.tls = _tls(stream.get_extra_info("ssl_object")) if stream else {}


def _tls(session: Any) -> dict[str, str]:
    if session is None:
        return {}
    certificate = session.getpeercert(True)
    cipher = session.cipher()
    return {
        "version": str(session.version()),
        "cipher": str(cipher[0]) if cipher else "",
        "certificate": ssl.DER_cert_to_PEM_cert(certificate) if certificate else "",
        "fingerprint": hashlib.sha256(certificate).hexdigest() if certificate else "",
    }


@contextmanager
def _explained(address: Address, way: Way, got: _Got) -> Iterator[None]:
    """Say in words what went wrong; where an answer had begun, note how it was cut short instead."""
    import httpcore  # noqa: PLC0415 # an extra
    import socksio  # noqa: PLC0415 # an extra

    failures = (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError, httpcore.ProxyError)
    try:
        yield
    # the libraries for SOCKS say with an assertion that somebody there speaks no SOCKS
    except (StoppedError, OSError, AssertionError, socksio.SOCKSError, *failures) as error:
        timed = isinstance(error, httpcore.TimeoutException)
        why = error.why if isinstance(error, StoppedError) else "time" if timed else "disconnect"
        if not got.status:
            raise _unanswered(address, way, error, why) from error
        got.truncated = why
    if got.status == 407 and way.proxy is not None:
        raise NotCollected(
            "The proxy wants a name and a password.",
            where="--proxy",
            todo="Write them as http://USER:PASSWORD@HOST:PORT; they are written down nowhere.",
        )


def _unanswered(address: Address, way: Way, error: Exception, why: str) -> NotCollected:
    import httpcore  # noqa: PLC0415 # an extra
    import socksio  # noqa: PLC0415 # an extra

    where = visible(address.host)
    # httpcore hands the system's own error on as what its error is about
    cause = error.args[0] if error.args and isinstance(error.args[0], OSError) else error
    if isinstance(error, httpcore.ProxyError | AssertionError | socksio.SOCKSError):
        what = f"The proxy refused: {visible(str(error)[:200]) or 'it speaks another language'}."
        return NotCollected(what, where, "Ask whoever runs it, or name another.")
    if isinstance(cause, ssl.SSLCertVerificationError):
        what = f"The certificate of this machine is not to be trusted: {visible(cause.verify_message)}."
        return NotCollected(what, where, "Nothing was asked of it. --ca FILE names a root that you trust.")
    if isinstance(cause, ssl.SSLError):
        what = f"No encrypted connection came about ({visible(cause.reason or 'TLS')})."
        return NotCollected(what, where, "Nothing was asked of it; it may be no https address.")
    if why in {"time", "length"}:
        bound = f"within {way.seconds:g} seconds" if why == "time" else f"in {way.most_bytes:,} bytes"
        return NotCollected(f"It gave no answer {bound}.", where, "Try later, or raise --seconds.")
    if isinstance(error, httpcore.ProtocolError) and "disconnected" not in str(error):
        return NotCollected("What it answers is no HTTP.", where, "Look at it with another program.")
    if not isinstance(error, httpcore.ReadError | httpcore.ProtocolError):
        whom = "The proxy" if way.proxy else "It"
        said = cause.strerror if isinstance(cause, OSError) and cause.strerror else type(error).__name__
        return NotCollected(f"{whom} cannot be reached ({visible(said)}).", where, "Check the address, or try later.")
    return NotCollected("It ended the connection without an answer.", where, "Try again later.")


@contextmanager
def _pool(address: Address, way: Way, tap: Tap) -> Iterator[Any]:
    """Give what sends one request by the way asked for."""
    import httpcore  # noqa: PLC0415 # an extra

    def connect(host: str, port: int, seconds: float) -> Any:
        numbers = [host] if way.proxy and not is_name(host) else look_up(host, port)
        if way.proxy is None:
            _require_public(host, numbers, way)
        for last, number in enumerate(numbers, 1):
            try:
                return httpcore.SyncBackend().connect_tcp(number, port, max(seconds / len(numbers), 1.0))
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if last == len(numbers):
                    raise
        raise OSError("no number to connect to")

    backend = cast("httpcore.NetworkBackend", PinnedBackend(connect, tap))
    trusted = _trusted(way.roots) if address.scheme == "https" else None
    if way.proxy is None:
        with httpcore.ConnectionPool(ssl_context=trusted, network_backend=backend) as pool:
            yield pool
        return
    there = way.proxy
    kind = httpcore.HTTPProxy if there.scheme == "http" else httpcore.SOCKSProxy
    url = httpcore.URL(
        scheme=b"http" if there.scheme == "http" else b"socks5", host=there.host.encode(), port=there.port, target=b"/"
    )
    signed = (there.user, there.password) if there.user else None
    with kind(url, proxy_auth=signed, ssl_context=trusted, network_backend=backend) as pool:
        yield pool


def look_up(host: str, port: int) -> list[str]:
    """Give the numbers of a host, as this machine's resolver has them; each is asked for once.

    Raises:
        NotCollected: there is no such host.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NotCollected(
            "No machine of this name is known.", where=visible(host), todo="Check the spelling, or the connection."
        ) from error
    return list(dict.fromkeys(str(each[4][0]) for each in found))


def _require_public(host: str, numbers: list[str], way: Way) -> None:
    if host not in way.private and not all(is_public(number) for number in numbers):
        raise _own_network(host)


def _own_network(host: str) -> NotCollected:
    error = _private(host)
    return NotCollected(error.what, error.where, error.todo)


def _private(host: str) -> CaseError:
    return CaseError(
        "This machine lies on somebody's own network, which is not asked unless you name it.",
        where=visible(host),
        todo=f"If you mean it, add --private {visible(host)}.",
    )


def _trusted(roots: bytes) -> ssl.SSLContext:
    import httpcore  # noqa: PLC0415 # an extra

    context = httpcore.default_ssl_context()
    if roots:
        try:
            context.load_verify_locations(cadata=roots.decode("ascii"))
        except (ssl.SSLError, ValueError) as error:
            raise CaseError("This file holds no certificate.", where="--ca", todo="Give it as PEM.") from error
    return context


def _url(address: Address) -> "httpcore.URL":
    import httpcore  # noqa: PLC0415 # an extra

    return httpcore.URL(
        scheme=address.scheme.encode(), host=address.host.encode(), port=address.port, target=address.target.encode()
    )


def _headers(address: Address, way: Way) -> list[tuple[bytes, bytes]]:
    return [
        (b"Host", address.netloc.encode()),
        (b"User-Agent", way.user_agent.encode("latin-1", "replace")),
        (b"Accept", b"*/*"),
        (b"Accept-Encoding", b"identity"),
        (b"Connection", b"close"),
    ]
