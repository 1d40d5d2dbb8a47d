"""Addresses of the web and of proxies, taken apart in one way only, and which of them lie on somebody's own network.

Nothing here asks anybody. What a browser would forgive (a user's name in the address, 0x7f.1 for 127.0.0.1) is refused,
because two programs that read one address in two ways are how a request ends up where nobody meant it to go.
"""

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit

from armstrace.records.errors import CaseError

MOST_CHARACTERS = 4096
PORTS = {"http": 80, "https": 443}
_PROXY_PORTS = {"http": 80, "socks5": 1080, "socks5h": 1080}
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_ODD = re.compile(r"[\x00-\x1f\x7f\\]")
_NUMERIC = re.compile(r"(?:[0-9]+|0x[0-9a-f]*)")
# names that never leave the house (RFC 6761, RFC 6762, RFC 8375, and .internal, which ICANN keeps free)
_AT_HOME = ("localhost", "local", "internal", "intranet", "lan", "home", "corp", "private", "home.arpa", "localdomain")
_PATH, _QUERY = "!$%&'()*+,-./:;=@_~", "!$%&'()*+,-./:;=?@_~[]"
_NAT64, _6TO4, _TEREDO = IPv6Network("64:ff9b::/96"), IPv6Network("2002::/16"), IPv6Network("2001::/32")


@dataclass(frozen=True, slots=True)
class Address:
    """One address that can be asked: `host` in ASCII, small letters; `target` the path and query as they are sent."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def netloc(self) -> str:
        """Host and port as the Host header says them; the usual port is left out."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    def __str__(self) -> str:
        return f"{self.scheme}://{self.netloc}{self.target}"


@dataclass(frozen=True, slots=True)
class Proxy:
    """A proxy that a person named; a user's name and password are never shown nor written down."""

    scheme: str
    host: str
    port: int
    user: str = ""
    password: str = ""

    @property
    def kind(self) -> str:
        """What may be written down of it: its kind, since its host can name the people at work."""
        return "an HTTP proxy" if self.scheme == "http" else "a SOCKS5 proxy"


def is_web_address(text: str) -> bool:
    """Whether somebody who writes this means an address and no file.

    >>> is_web_address("https://example.org/a"), is_web_address("notes/http.txt")
    (True, False)
    """
    return re.match(r"https?://", text.strip(), re.IGNORECASE) is not None


def read_address(text: str) -> Address:
    """Take an address apart.

    Raises:
        CaseError: it is none, names a user, or spells a host in a way that programs read differently.

    >>> str(read_address("HTTPS://Example.ORG:443/a b?q=ü#top"))
    'https://example.org/a%20b?q=%C3%BC'
    """
    text = text.strip()
    if len(text) > MOST_CHARACTERS:
        raise _refused(f"This address has more than {MOST_CHARACTERS:,} characters.")
    parts = _split(text)
    if parts is None or parts.scheme not in PORTS:
        raise _refused("This is no address of the web.")
    if parts.username is not None or parts.password is not None:
        # it is not shown: it may hold a password
        raise _refused("This address names a user; what is asked with a password is no public page.")
    port = parts.port or PORTS[parts.scheme]
    target = quote(parts.path or "/", safe=_PATH) + (f"?{quote(parts.query, safe=_QUERY)}" if parts.query else "")
    return Address(parts.scheme, host_of(parts), port, target)


def redirected(address: Address, location: str) -> Address:
    """Follow a Location header.

    Raises:
        CaseError: it leads to what is no address.
    """
    return read_address(urljoin(str(address), location.strip()))


def read_proxy(text: str) -> Proxy | None:
    """Take a proxy's address apart; "" is none.

    Raises:
        CaseError: it is none.
    """
    if not text:
        return None
    parts = _split(text.strip())
    todo = "Write it as socks5://HOST:PORT or http://HOST:PORT."
    if parts is None or parts.scheme not in _PROXY_PORTS or parts.path.strip("/") or parts.query:
        raise CaseError("This is no address of a proxy.", where="--proxy", todo=todo)
    try:
        host = host_of(parts)
    except CaseError as error:
        raise CaseError("This is no address of a proxy.", where="--proxy", todo=todo) from error
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return Proxy(parts.scheme, host, parts.port or _PROXY_PORTS[parts.scheme], user, password)


def read_host(text: str) -> str:
    """Take a host that a person names, spelt as in an address.

    Raises:
        CaseError: it is none.
    """
    named = f"[{text.strip('[]')}]" if ":" in text else text
    parts = _split(f"http://{named}/")
    if parts is None or parts.port or parts.path != "/" or parts.username is not None:
        raise _refused("This is no name or number of a machine.")
    return host_of(parts)


def host_of(parts: SplitResult) -> str:
    """Spell a host in one way: a number as ipaddress writes it, a name in ASCII (IDNA) and small letters.

    Raises:
        CaseError: it is neither.
    """
    host = (parts.hostname or "").rstrip(".").lower()
    if ":" in host or "[" in parts.netloc:
        try:
            return str(IPv6Address(host))
        except ValueError as error:
            raise _refused("This address has no host that can be asked.") from error
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii").lower()
        except UnicodeError as error:
            raise _refused("The name of this host cannot be written in ASCII (IDNA).") from error
    labels = host.split(".")
    if len(host) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise _refused("This address has no host that can be asked.")
    if _NUMERIC.fullmatch(labels[-1]):
        try:
            return str(IPv4Address(host))
        except ValueError as error:
            raise _refused("This address spells a machine's number in an odd way.") from error
    return host


def is_name(host: str) -> bool:
    """Whether a host is a name, and no number."""
    return ":" not in host and not host.rpartition(".")[2].isdigit()


def is_at_home(host: str) -> bool:
    """Whether a host lies on somebody's own network as far as its spelling tells.

    >>> is_at_home("printer"), is_at_home("127.0.0.1"), is_at_home("example.org")
    (True, True, False)
    """
    if not is_name(host):
        return not is_public(host)
    return "." not in host or any(host == ending or host.endswith(f".{ending}") for ending in _AT_HOME)


def is_public(number: str) -> bool:
    """Whether a machine's number belongs to the public internet; an IPv4 number inside an IPv6 one is looked at too.

    >>> [is_public(each) for each in ("93.184.215.14", "10.0.0.1", "::ffff:127.0.0.1", "64:ff9b::7f00:1")]
    [True, False, False, False]
    """
    try:
        found = ip_address(number)
    except ValueError:
        return False
    if found.is_multicast or not found.is_global:
        return False
    inner = _inside(found) if isinstance(found, IPv6Address) else None
    return inner is None or (inner.is_global and not inner.is_multicast)


def _inside(number: IPv6Address) -> IPv4Address | None:
    """Find the IPv4 number that an IPv6 one stands for (RFC 4291, RFC 6052, RFC 3056, RFC 4380)."""
    whole = int(number)
    if number.ipv4_mapped:
        return number.ipv4_mapped
    if number in _NAT64:
        return IPv4Address(whole & 0xFFFFFFFF)
    if number in _6TO4:
        return IPv4Address(whole >> 80 & 0xFFFFFFFF)
    if number in _TEREDO:
        return IPv4Address(~whole & 0xFFFFFFFF)
    return None


def _split(text: str) -> SplitResult | None:
    # urlsplit itself drops tabs and line ends in the middle of an address
    if not text or _ODD.search(text):
        return None
    try:
        parts = urlsplit(text)
        good = bool(parts.hostname) and (parts.port is None or parts.port > 0) and "%" not in (parts.hostname or "")
    except ValueError:
        return None
    return parts if good else None


def _refused(what: str) -> CaseError:
    return CaseError(what, where="URL", todo="Write it as https://HOST/PATH.")
