"""An address is read in one way, and machines of somebody's own network are known whatever their spelling."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armstrace.evidence.addresses import is_at_home, is_public, read_address, read_host, read_proxy, redirected
from armstrace.records.errors import CaseError


@pytest.mark.parametrize(
    ("said", "is_asked"),
    [
        ("HTTP://News.Example", "http://news.example/"),
        ("https://news.example:443/a/../b?x=1&y=ü#part", "https://news.example/a/../b?x=1&y=%C3%BC"),
        (" http://news.example:8080/a b%20c ", "http://news.example:8080/a%20b%20c"),
        ("http://münchen.example/", "http://xn--mnchen-3ya.example/"),
        ("http://[2606:4700::0001]/", "http://[2606:4700::1]/"),
        ("http://news.example./", "http://news.example/"),
        ("https://t.me/s/channel?before=12", "https://t.me/s/channel?before=12"),
    ],
)
def test_spelt_in_one_way(said: str, is_asked: str) -> None:
    assert str(read_address(said)) == is_asked
    assert str(read_address(is_asked)) == is_asked


@pytest.mark.parametrize(
    "said",
    [
        "", "news.example", "ftp://news.example/", "file:///etc/passwd", "javascript:alert(1)", "http://", "http:///x",
        "http://a b/", "http://a\nb/", "http://a\tb.example/", "http://a\\@b.example/", "http://user@news.example/",
        "http://:x@news.example/", "http://news.example:0/", "http://news.example:99999/", "http://news.example:x/",
        "http://a..b/", "http://-a.example/", f"http://{'a' * 64}.example/", f"http://{'a.' * 200}example/",
        "http://0x7f000001/", "http://017700000001/", "http://2130706433/", "http://127.1/", "http://1.2.3.4.5/",
        "http://256.1.1.1/", "http://[::1", "http://[fe80::1%25eth0]/", "http://[v1.x]/", "http://ex%61mple/",
        "http://news.example/" + "a" * 5000,
    ],
)  # fmt: skip
def test_what_could_be_read_in_two_ways_is_refused(said: str) -> None:
    with pytest.raises(CaseError):
        read_address(said)


@given(st.text(max_size=60))
def test_any_text_is_an_address_in_one_spelling_or_none(text: str) -> None:
    for said in (text, f"http://{text}", f"http://news.example/{text}", f"https://{text}.example/{text}"):
        try:
            once = read_address(said)
        except CaseError:
            continue
        assert read_address(str(once)) == once
        assert str(once).isascii()
        assert not any(letter <= " " for letter in str(once))


@given(st.ip_addresses())
def test_a_number_is_public_only_if_python_says_so_too(number: ipaddress.IPv4Address | ipaddress.IPv6Address) -> None:
    assert not is_public(str(number)) or (number.is_global and not number.is_private and not number.is_loopback)


@given(st.ip_addresses(v=4))
def test_a_number_of_ones_own_stays_so_inside_another(number: ipaddress.IPv4Address) -> None:
    whole = int(number)
    inside = [
        ipaddress.IPv6Address((0xFFFF << 32) | whole),
        ipaddress.IPv6Address((0x64FF9B << 96) | whole),
        ipaddress.IPv6Address((0x2002 << 112) | (whole << 80)),
    ]
    if not is_public(str(number)):
        assert not any(is_public(str(each)) for each in inside)


@pytest.mark.parametrize(
    "host", ["localhost", "a.localhost", "nas", "x.local", "db.internal", "r.home.arpa", "10.0.0.1", "::1"]
)
def test_names_that_never_leave_the_house(host: str) -> None:
    assert is_at_home(host)


def test_a_name_of_a_host_is_as_long_as_it_may_be() -> None:
    longest = ".".join(["a" * 63] * 3 + ["b" * 61])
    assert read_address(f"https://{longest}/").host == longest
    with pytest.raises(CaseError, match="no host that can be asked"):
        read_address(f"https://{longest}b/")


def test_a_redirect_is_read_like_any_address() -> None:
    start = read_address("https://news.example/a/b?c")
    assert str(redirected(start, "../x")) == "https://news.example/x"
    assert str(redirected(start, "//other.example/y")) == "https://other.example/y"
    with pytest.raises(CaseError):
        redirected(start, "//user@other.example/y")


@pytest.mark.parametrize(
    "said", ["x", "ftp://x", "socks5://", "socks4://x:1", "http://x/path", "socks5://x?y", "https://x", "http://a..b:1"]
)
def test_what_is_no_proxy(said: str) -> None:
    with pytest.raises(CaseError, match="no address of a proxy"):
        read_proxy(said)


def test_a_proxy_says_its_kind_and_never_its_password() -> None:
    found = read_proxy("socks5h://me:se%3Acret@[::1]:9050")
    assert found
    assert (found.host, found.port, found.user, found.password) == ("::1", 9050, "me", "se:cret")
    assert found.kind == "a SOCKS5 proxy"
    assert read_host("[::1]") == read_host("::1") == "::1"
