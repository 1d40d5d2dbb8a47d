"""A small web for tests, on this machine: a server that behaves well or badly, an HTTP proxy and a SOCKS5 proxy."""

import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

PAGE = (
    b"<!doctype html><html><head><title>Ministry of nothing</title></head><body><article><h1>The order</h1>"
    b"<p>The ministry ordered 12 drones of the type Example-3 in 2019, its spokesman told reporters on Tuesday.</p>"
    b"</article></body></html>"
)
Behaviour = Callable[[socket.socket, str], None]


@dataclass
class Web:
    """A running server; what it was asked stands in `asked`, whole requests as they came."""

    port: int = 0
    asked: list[bytes] = field(default_factory=list)

    def url(self, path: str = "/page", host: str = "127.0.0.1", scheme: str = "http") -> str:
        return f"{scheme}://{host}:{self.port}{path}"


def answer(status: str, body: bytes, *more: str, kind: str = "text/html; charset=utf-8") -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", f"Content-Length: {len(body)}", *more, "", ""]
    return "\r\n".join(lines).encode() + body


def head_of(client: socket.socket) -> bytes:
    data = b""
    while b"\r\n\r\n" not in data and (piece := client.recv(65536)):
        data += piece
        if data[0] < 32:
            # no HTTP: TLS, or SOCKS
            break
    return data


@contextmanager
def listening(serve: Callable[[socket.socket], None], *, tls: ssl.SSLContext | None = None) -> Iterator[int]:
    """Listen on this machine; each connection is served in a thread of its own, its errors are its own."""
    door = socket.create_server(("127.0.0.1", 0))
    open_now: list[socket.socket] = []

    def one(client: socket.socket) -> None:
        # whoever asks in another language, or leaves, is no fault of the test's
        with suppress(OSError, ValueError, IndexError, KeyError), client:
            own = tls.wrap_socket(client, server_side=True) if tls else client
            with own:
                serve(own)

    def forever() -> None:
        with suppress(OSError):
            while True:
                client, _ = door.accept()
                open_now.append(client)
                threading.Thread(target=one, args=(client,), daemon=True).start()

    threading.Thread(target=forever, daemon=True).start()
    try:
        yield door.getsockname()[1]
    finally:
        door.close()
        for client in open_now:
            client.close()


@contextmanager
def served(paths: dict[str, bytes | Behaviour], *, tls: ssl.SSLContext | None = None) -> Iterator[Web]:
    """Serve bytes, or behaviours that are handed the connection; what is not known is a 404 with a page."""
    web = Web()

    def serve(client: socket.socket) -> None:
        asked = head_of(client)
        web.asked.append(asked)
        path = asked.split(b" ")[1].decode() if asked.count(b" ") > 1 else ""
        # a proxy is asked for whole addresses
        path = "/" + path.split("/", 3)[3] if path.startswith("http://") else path
        known = paths.get(
            path.partition("?")[0], answer("404 Not Found", b"<html><body><p>Gone away.</p></body></html>")
        )
        if callable(known):
            known(client, path)
        else:
            client.sendall(known)

    with listening(serve, tls=tls) as web.port:
        yield web


def dripping(data: bytes, every: float = 0.05) -> Behaviour:
    """Send a byte at a time."""

    def drip(client: socket.socket, _: str) -> None:
        for number in range(len(data)):
            client.sendall(data[number : number + 1])
            time.sleep(every)

    return drip


def slowly(client: socket.socket, _: str) -> None:
    """Send a head at once and its page a byte at a time."""
    client.sendall(answer("200 OK", PAGE)[:-200])
    dripping(PAGE[-200:])(client, "")


def endless(client: socket.socket, _: str) -> None:
    """Send a page without an end."""
    client.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><body>")
    while True:
        client.sendall(b"<p>" + b"and more of the same words " * 3000 + b"</p>")


@dataclass
class SocksProxy:
    """A SOCKS5 proxy (RFC 1928, RFC 1929) that knows names of its own; `asked` are hosts and ports as asked for."""

    knows: dict[str, int]
    user: str = ""
    port: int = 0
    asked: list[tuple[str, int]] = field(default_factory=list)

    def serve(self, client: socket.socket) -> None:
        version, count = client.recv(2)
        offered = client.recv(count)
        wanted = 2 if self.user else 0
        client.sendall(bytes([5, wanted if version == 5 and wanted in offered else 255]))
        if wanted:
            data = client.recv(512)
            name = data[2 : 2 + data[1]].decode()
            password = data[3 + data[1] :].decode()
            client.sendall(bytes([1, 0 if f"{name}:{password}" == self.user else 1]))
        _, _, _, kind = client.recv(4)
        host = (
            client.recv(client.recv(1)[0]).decode()
            if kind == 3
            else str(ip_address(client.recv(4 if kind == 1 else 16)))
        )
        port = struct.unpack(">H", client.recv(2))[0]
        self.asked.append((host, port))
        if host not in self.knows:
            client.sendall(b"\x05\x04\x00\x01" + bytes(6))
            return
        client.sendall(b"\x05\x00\x00\x01" + bytes(6))
        joined(client, self.knows[host])


@contextmanager
def socks(knows: dict[str, int], user: str = "") -> Iterator[SocksProxy]:
    proxy = SocksProxy(knows, user)
    with listening(proxy.serve) as proxy.port:
        yield proxy


@dataclass
class HttpProxy:
    """An HTTP proxy that knows names of its own; `asked` are the first lines and the headers of what it was asked."""

    knows: dict[str, int]
    port: int = 0
    refuses: bytes = b""
    asked: list[bytes] = field(default_factory=list)

    def serve(self, client: socket.socket) -> None:
        head = head_of(client)
        self.asked.append(head)
        if self.refuses:
            client.sendall(self.refuses)
            return
        method, where, _ = head.split(b"\r\n")[0].split(b" ")
        host = where.decode().removeprefix("http://").split("/")[0].split(":")[0]
        if method == b"CONNECT":
            client.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
            joined(client, self.knows[host])
            return
        with socket.create_connection(("127.0.0.1", self.knows[host])) as server:
            server.sendall(head)
            while data := server.recv(65536):
                client.sendall(data)


@contextmanager
def http_proxy(knows: dict[str, int], refuses: bytes = b"") -> Iterator[HttpProxy]:
    proxy = HttpProxy(knows, refuses=refuses)
    with listening(proxy.serve) as proxy.port:
        yield proxy


def joined(client: socket.socket, port: int) -> None:
    """Pass bytes both ways until one side has no more."""
    with socket.create_connection(("127.0.0.1", port)) as server:

        def back() -> None:
            with suppress(OSError):
                while data := server.recv(65536):
                    client.sendall(data)
                client.shutdown(socket.SHUT_WR)

        other = threading.Thread(target=back, daemon=True)
        other.start()
        with suppress(OSError):
            while data := client.recv(65536):
                server.sendall(data)
        other.join(5)


def certificate(folder: Path, name: str) -> tuple[ssl.SSLContext, Path]:
    """Make a certificate for a host or a number, and the root to trust: the same, which signs itself."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    own = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    kind = x509.DNSName(name) if not name[0].isdigit() else x509.IPAddress(ip_address(name))
    made = (
        x509.CertificateBuilder()
        .subject_name(own)
        .issuer_name(own)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([kind]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem, secret = folder / f"{name}.pem", folder / f"{name}.key"
    pem.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem, secret)
    return context, pem
