"""Asking a language model over HTTP, in the form that most servers of models understand (OpenAI's chat completions).

Off unless a person names an address, and then on this machine alone unless that person says otherwise.
"""

import http.client
import json
import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from armstrace.evidence.names import visible
from armstrace.records.errors import ArmstraceError, CaseError

KEY = "ARMSTRACE_MODEL_KEY"
SECONDS = 120.0
MOST_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class ModelClient:
    """One model behind one address; `seconds` bounds each question from the first byte to the last."""

    scheme: str
    host: str
    port: int
    base: str
    name: str
    local: bool
    seconds: float = SECONDS
    key: str = field(default="", repr=False)

    def ask(self, question: str) -> str:
        """Ask one question and give the answer's text.

        Raises:
            ArmstraceError: the server cannot be reached, is too slow, or answers something else.
        """
        body = {"model": self.name, "messages": [{"role": "user", "content": question}], "temperature": 0}
        told = self._told("POST", "/v1/chat/completions", json.dumps(body).encode())
        try:
            answer = told["choices"][0]["message"]["content"]
        except (KeyError, IndexError, TypeError) as error:
            raise self._wrong("The model's server gives an answer of another form.") from error
        if not isinstance(answer, str):
            raise self._wrong("The model's server gives an answer without text.")
        return answer

    def models(self) -> list[str]:
        """Name the models that the server has.

        Raises:
            ArmstraceError: the server cannot be reached, is too slow, or answers something else.
        """
        told = self._told("GET", "/v1/models", None)
        listed = told.get("data") if isinstance(told, dict) else None
        each = [model.get("id") for model in listed if isinstance(model, dict)] if isinstance(listed, list) else []
        return [name for name in each if isinstance(name, str) and name]

    def _told(self, method: str, path: str, body: bytes | None) -> Any:
        data = self._fetched(method, self.base + path, body)
        try:
            return json.loads(data)
        except (ValueError, RecursionError) as error:
            raise self._wrong("The model's server gives an answer that is no JSON.") from error

    def _fetched(self, method: str, path: str, body: bytes | None) -> bytes:
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        try:
            with self._connected() as connection:
                connection.request(method, path, body, headers)
                with connection.getresponse() as answer:
                    self._refuse(answer)
                    data = answer.read(MOST_BYTES + 1)
        except TimeoutError as error:
            raise self._wrong(f"The model's server did not answer within {self.seconds:g} seconds.") from error
        except (OSError, http.client.HTTPException) as error:
            what = f"The model's server cannot be asked ({type(error).__name__})."
            raise self._wrong(what, "Start it, or check the address and the port.") from error
        if len(data) > MOST_BYTES:
            raise self._wrong(f"The model's server gives an answer of more than {MOST_BYTES:,} bytes.")
        return data

    def _refuse(self, answer: http.client.HTTPResponse) -> None:
        """Take no answer but a plain 200; redirects are not followed, wherever they lead."""
        if 300 <= answer.status < 400:
            raise self._wrong("The model's server sends elsewhere, which is not followed.", "Name the address itself.")
        if answer.status in {401, 403}:
            raise self._wrong("The model's server asks for another key.", f"Put the key into {KEY}.")
        if answer.status != 200:
            raise self._wrong(f"The model's server answers with error {answer.status}.", "Look into its own log.")
        if answer.headers.get("Content-Encoding", "identity") != "identity":
            raise self._wrong("The model's server packs its answer, which was not asked for.")

    @contextmanager
    def _connected(self) -> Iterator[http.client.HTTPConnection]:
        """Connect, and cut the connection when the time is up, however slowly bytes drip in."""
        kind = http.client.HTTPSConnection if self.scheme == "https" else http.client.HTTPConnection
        connection = kind(self.host, self.port, timeout=self.seconds)
        late = threading.Event()
        connection.connect()
        clock = threading.Timer(self.seconds, _cut, (connection.sock, late))
        clock.daemon = True
        clock.start()
        try:
            if self.local and not _is_loopback(connection.sock.getpeername()[0]):
                raise self._wrong("This name leads to another machine.", "Name 127.0.0.1.")
            yield connection
        except (OSError, http.client.HTTPException) as error:
            if late.is_set():
                raise TimeoutError from error
            raise
        finally:
            clock.cancel()
            connection.close()
        if late.is_set():
            raise TimeoutError

    def _wrong(self, what: str, todo: str = "") -> ArmstraceError:
        return ArmstraceError(what, where=f"--model {self.scheme}://{visible(self.host)}:{self.port}", todo=todo)


def model_client(url: str, *, allow_remote: bool = False, name: str = "", seconds: float = SECONDS) -> ModelClient:
    """Make a client for the address given with --model; without a name it asks for the server's first model.

    Raises:
        CaseError: the address is none, or is another machine's and that is not allowed.
        ArmstraceError: the server names no model.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise _no_address("This is no address.") from error
    host = parts.hostname or ""
    if parts.scheme not in {"http", "https"} or not host:
        raise _no_address("This is no address of a model's server.")
    if parts.username is not None or parts.password is not None or parts.query or parts.fragment:
        raise _no_address(f"An address has no user, query or fragment; a key belongs into {KEY}.")
    local = host == "localhost" or _is_loopback(host)
    key = os.environ.get(KEY, "")
    if not local and not allow_remote:
        raise CaseError(
            "This is another machine: it would get to read the document.",
            where=f"--model {visible(host)}",
            todo="Name a server on this machine, or add --model-allow-remote.",
        )
    if not local and parts.scheme == "http" and key:
        raise CaseError("The key would cross the network in the clear.", where=KEY, todo="Use https, or unset it.")
    if not key.isascii() or not key.isprintable():
        raise CaseError("This key holds characters that no key has.", where=KEY)
    base = parts.path.rstrip("/").removesuffix("/v1")
    client = ModelClient(
        parts.scheme, host, port or (443 if parts.scheme == "https" else 80), base, name, local, seconds, key
    )
    if name:
        return client
    known = client.models()
    if not known:
        raise ArmstraceError("The model's server names no model.", where="--model", todo="Load one there first.")
    return ModelClient(client.scheme, host, client.port, base, known[0], local, seconds, key)


def _no_address(what: str) -> CaseError:
    # the address is not shown: it may hold a password
    return CaseError(what, where="--model", todo="Write it as http://127.0.0.1:8080.")


def _is_loopback(host: str) -> bool:
    try:
        address = ip_address(host.partition("%")[0])
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_loopback


def _cut(sock: socket.socket, late: threading.Event) -> None:
    late.set()
    with suppress(OSError):
        sock.shutdown(socket.SHUT_RDWR)
