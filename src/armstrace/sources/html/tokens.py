"""Tags and text of an HTML file with their offsets in it, as the HTML standard's tokenizer finds them.

Written for armstrace because a court needs offsets that stay the same under every version of Python, and because it
must take any bytes in linear time. After https://html.spec.whatwg.org/multipage/parsing.html#tokenization; doctypes,
comments and processing instructions are passed over.
"""

import re
from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Literal

_NAME = re.compile(r"[^ \t\n\f\r/>]+")
_GAP = re.compile(r"[ \t\n\f\r/]*")
_ATTRIBUTE = re.compile(r"=?[^ \t\n\f\r/>=]*")
_EQUALS = re.compile(r"[ \t\n\f\r]*=[ \t\n\f\r]*")
_UNQUOTED = re.compile(r"[^ \t\n\f\r>]*")
_COMMENT_END = re.compile(r"--!?>")
_EMPTY_COMMENT = re.compile(r"<!---?>")
_RAW_END = {
    name: re.compile(rf"</{name}(?=[ \t\n\f\r/>])", re.IGNORECASE)
    for name in ("script", "style", "xmp", "iframe", "noembed", "noframes", "title", "textarea")
}


@dataclass(frozen=True, slots=True)
class Token:
    """A tag or an unbroken stretch of text, from `start` to `end` of the source (half open).

    `kind` "raw" is text in which "&" means itself (scripts, CDATA sections). `attributes` have lower-case names and
    decoded values; the first of two of one name counts.
    """

    kind: Literal["text", "raw", "start", "end"]
    start: int
    end: int
    name: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    closed: bool = False


def tokens(source: str) -> Iterator[Token]:
    """Yield the tags and texts of an HTML source in order.

    In XHTML (a source with an XML declaration) CDATA sections are text and "<br/>" closes what it opens; `closed`
    says so. A tag that the file's end cuts short is dropped, as browsers drop it.
    """
    xml = source.lstrip("\ufeff \t\r\n").startswith("<?xml")
    at, text_from = 0, 0
    while (at := source.find("<", at)) >= 0:
        token, after = _markup(source, at, xml=xml)
        if after == at:  # a "<" that opens nothing is text
            at += 1
            continue
        if text_from < at:
            yield Token("text", text_from, at)
        if token:
            yield token
            if token.kind == "start" and token.name in _RAW_END and not token.closed:
                after = yield from _raw_text(source, token)
        at = text_from = after
    if text_from < len(source):
        yield Token("text", text_from, len(source))


def _markup(source: str, at: int, *, xml: bool) -> tuple[Token | None, int]:
    """Read what a "<" opens: the token, if there is one, and where it ends; `at` itself if it opens nothing."""
    if source.startswith("<!--", at):
        return None, _comment_end(source, at)
    if xml and source.startswith("<![CDATA[", at):
        end = source.find("]]>", at)
        return Token("raw", at + 9, end if end >= 0 else len(source)), end + 3 if end >= 0 else len(source)
    following = source[at + 1 : at + 3]
    if following[:1] in ("!", "?") or (following[:1] == "/" and not _is_letter(following[1:])):
        if following == "/":
            return None, at
        end = source.find(">", at)
        return None, end + 1 if end >= 0 else len(source)
    if _is_letter(following[:1]) or following[:1] == "/":
        return _tag(source, at, xml=xml)
    return None, at


def _is_letter(letter: str) -> bool:
    return letter.isascii() and letter.isalpha()


def _comment_end(source: str, at: int) -> int:
    empty = _EMPTY_COMMENT.match(source, at)
    end = empty or _COMMENT_END.search(source, at + 4)
    return end.end() if end else len(source)


def _tag(source: str, at: int, *, xml: bool) -> tuple[Token | None, int]:
    ends = source[at + 1] == "/"
    name = _NAME.match(source, at + 1 + ends)
    if not name:  # cannot be: a letter stands there
        return None, at
    attributes: dict[str, str] = {}
    place = name.end()
    while True:
        gap = _GAP.match(source, place)
        place = gap.end() if gap else place
        if place >= len(source):
            return None, len(source)
        if source[place] == ">":
            closed = xml and source[place - 1] == "/"
            kind: Literal["start", "end"] = "end" if ends else "start"
            return Token(kind, at, place + 1, name[0].lower(), attributes, closed), place + 1
        place = _attribute(source, place, attributes)


def _attribute(source: str, place: int, attributes: dict[str, str]) -> int:
    """Read one attribute into `attributes` and say where it ends."""
    found = _ATTRIBUTE.match(source, place)
    name, place = (found[0].lower(), found.end()) if found else ("", place + 1)
    equals = _EQUALS.match(source, place)
    value = ""
    if equals:
        place = equals.end()
        mark = source[place : place + 1]
        if mark in ("'", '"'):
            end = source.find(mark, place + 1)
            value, place = (source[place + 1 : end], end + 1) if end >= 0 else ("", len(source))
        else:
            bare = _UNQUOTED.match(source, place)
            value, place = (bare[0], bare.end()) if bare else ("", place)
    attributes.setdefault(name, unescape(value))
    return place


def _raw_text(source: str, opened: Token) -> Generator[Token, None, int]:
    """Yield what a script, a style, a title holds, up to its own end tag, and return where that stands."""
    found = _RAW_END[opened.name].search(source, opened.end)
    end = found.start() if found else len(source)
    if opened.end < end:
        yield Token("text" if opened.name in {"title", "textarea"} else "raw", opened.end, end)
    return end
