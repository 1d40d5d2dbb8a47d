"""What an HTML page says of itself: its title, author, day of publication and encoding."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import unescape

from armstrace.records.errors import UnreadableValue
from armstrace.records.values import When
from armstrace.sources.html.tokens import Token

_DAY_NAMES = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.date",
    "citation_publication_date",
    "pubdate",
    "publishdate",
    "publish_date",
    "parsely-pub-date",
    "sailthru.date",
)
_AUTHOR_NAMES = ("author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "citation_author")
_TITLE_NAMES = ("og:title", "dc.title", "citation_title", "twitter:title")
_LINKED_DAY = re.compile(r'"datePublished"\s*:\s*"([^"\\]{4,40})"')
_ISO_DAY = re.compile(r"\d{4}(?:[-/]\d{2}(?:[-/]\d{2})?)?(?![\d/-])")
_META = re.compile(rb"<meta\s[^>]{0,400}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_PROLOGUE = re.compile(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE)
_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
_ENCODING_PEEK = 4096

# the names that pages use, and the codec that browsers decode them with (https://encoding.spec.whatwg.org/#names-and-labels)
_CODECS = {
    **dict.fromkeys(("utf-8", "utf8", "unicode-1-1-utf-8", "utf-16", "utf-16le", "utf-16be"), "utf-8"),
    **dict.fromkeys(("iso-8859-1", "iso8859-1", "latin1", "l1", "ascii", "us-ascii", "windows-1252"), "cp1252"),
    **{f"windows-{number}": f"cp{number}" for number in range(1250, 1259)},
    **{f"cp{number}": f"cp{number}" for number in range(1250, 1259)},
    **{f"iso-8859-{part}": f"iso8859-{part}" for part in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)},
    **dict.fromkeys(("iso-8859-9", "latin5", "windows-1254"), "cp1254"),
    **dict.fromkeys(("iso-8859-11", "tis-620", "windows-874"), "cp874"),
    **{name: name for name in ("koi8-r", "koi8-u", "gb18030", "euc-jp", "iso-2022-jp")},
    **dict.fromkeys(("gb2312", "gbk", "x-gbk"), "gb18030"),
    **dict.fromkeys(("big5", "big5-hkscs"), "big5hkscs"),
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis", "windows-31j"), "cp932"),
    **dict.fromkeys(("euc-kr", "ks_c_5601-1987", "windows-949"), "cp949"),
    "macintosh": "mac_roman",
}


def declared_encoding(data: bytes) -> str:
    """Give the codec that a page names in its XML declaration or a <meta>, "" if it names none that browsers know.

    >>> declared_encoding(b'<meta charset="iso-8859-1">'), declared_encoding(b'<meta charset="utf-7">')
    ('cp1252', '')
    """
    head = data[:_ENCODING_PEEK]
    found = _PROLOGUE.match(head) or _META.search(_COMMENT.sub(b"", head))
    return codec_named(found[1].decode("ascii")) if found else ""


def codec_named(name: str) -> str:
    """Give the codec that browsers know under a name, "" for none."""
    return _CODECS.get(name.lower(), "")


@dataclass(slots=True)
class PageFacts:
    """Collects what a page says of itself while its tokens go by."""

    source: str
    title: str = ""
    meta: dict[str, str] = field(default_factory=dict)
    time: str = ""
    linked_day: str = ""
    _inside: str = ""

    def watched(self, tokens: Iterable[Token]) -> Iterator[Token]:
        """Pass tokens on, taking notes."""
        for token in tokens:
            if token.kind == "start":
                self._inside = token.name
                self._note(token)
            elif token.kind == "end":
                self._inside = ""
            elif self._inside == "title":
                self.title = self.title or " ".join(unescape(self.source[token.start : token.end]).split())
            elif self._inside == "script" and not self.linked_day:
                found = _LINKED_DAY.search(self.source, token.start, token.end)
                self.linked_day = found[1] if found else ""
            yield token

    def _note(self, token: Token) -> None:
        if token.name == "meta":
            name = token.attributes.get("property") or token.attributes.get("name") or token.attributes.get("itemprop")
            content = " ".join(token.attributes.get("content", "").split())
            if name and content:
                self.meta.setdefault(name.lower(), content)
        elif token.name == "time" and not self.time:
            self.time = token.attributes.get("datetime", "")

    @property
    def author(self) -> str:
        """The author that a <meta> names; addresses of profile pages are no names."""
        named = (self.meta.get(name, "") for name in _AUTHOR_NAMES)
        return next((author for author in named if author and "://" not in author), "")

    @property
    def headline(self) -> str:
        """The title meant for sharing, which carries no site name as a rule, else the <title>."""
        return next((self.meta[name] for name in _TITLE_NAMES if name in self.meta), self.title)

    @property
    def published(self) -> When | None:
        """The first day of publication among <meta>, linked data and <time>, at the precision it is given in."""
        for printed in (*(self.meta.get(name, "") for name in _DAY_NAMES), self.linked_day, self.time):
            day = page_day(printed)
            if day:
                return day
        return None


def page_day(printed: str) -> When | None:
    """Read a day as pages give it: ISO with or without a time, with slashes, or in words; None for anything else."""
    found = _ISO_DAY.match(printed)
    try:
        if found:
            day = When.read(found[0].replace("/", "-"))
            return When(day.earliest, day.latest, printed=printed)
        return When.read(printed) if printed else None
    except UnreadableValue:
        return None
