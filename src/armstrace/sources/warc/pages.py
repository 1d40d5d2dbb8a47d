"""The pages in web archives: which answers are pages, and their text, character by character as a reader finds it."""

from dataclasses import dataclass

from armstrace.records.errors import UnreadableValue
from armstrace.sources.html.about import codec_named, declared_encoding
from armstrace.sources.text.files import FileText, decode
from armstrace.sources.warc.http import Http, body_of
from armstrace.sources.warc.records import Block, StopsError

MOST_PAGE = 20 << 20
PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml"})
_HEAD = 320 << 10


@dataclass(frozen=True, slots=True)
class Begun:
    """The beginning of a record's block, as far as it was read."""

    data: bytes
    rest: Block

    def whole(self) -> bytes:
        """Give the whole block.

        Raises:
            UnreadableValue: it is longer than any page written to be read.
        """
        rest = self.rest.whole(2 * MOST_PAGE)
        if rest is None:
            raise UnreadableValue(f"A page of more than {2 * MOST_PAGE:,} bytes is not read.")
        return self.data + rest


def begin(block: Block) -> Begun:
    """Read so much of a block that the head of an answer is in it."""
    parts, size = [], 0
    while size < _HEAD and (data := block.read(_HEAD - size)):
        parts.append(data)
        size += len(data)
    return Begun(b"".join(parts), block)


def page_body(begun: Begun, head: Http) -> bytes:
    """Give a page's bytes.

    Raises:
        UnreadableValue: there are too many of them, or they cannot be unpacked.
        StopsError: the file is damaged.
    """
    return body_of(begun.whole(), head, MOST_PAGE)


def page_text(body: bytes, head: Http) -> FileText:
    """Decode a page as a browser does: by its byte-order mark, what its headers say, what it says itself."""
    return decode(body, codec_named(head.charset) or declared_encoding(body))


__all__ = ["MOST_PAGE", "PAGE_TYPES", "Begun", "StopsError", "begin", "page_body", "page_text"]
