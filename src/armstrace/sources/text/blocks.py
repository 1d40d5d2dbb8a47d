"""The blocks of a text without markup: paragraphs, headings, captions, list items, quotes, tweets."""

import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from armstrace.sources.text.passages import Part

_LINE_END = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
_CLOSERS = "\"'”’»)]}*_"
_STOPS, _PAUSES = ".!?…", ",:;"
_LIST_MARK = re.compile(r"(?:[-*•‣◦▪–]|\d{1,3}[.)]|\([a-z0-9]{1,3}\))[ \t\u00a0]+\S")
MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_SIGNATURE = (
    rf"[—–―-]{{1,2}}[ \u00a0]*[^()\n—–―]{{1,80}}\(@\w{{1,30}}\)\s*"
    rf"(?:{MONTH} \d{{1,2}}, \d{{4}}|\d{{1,2}} {MONTH} \d{{4}})"
)
_ATTRIBUTION = re.compile(rf"{_SIGNATURE}?\s*\Z")
_SIGNED = re.compile(rf"\s{_SIGNATURE}\s*\Z")
_PHOTO = r"(?:photo|photograph|picture|image)s?"
_CAPTION_START = re.compile(
    rf"(?:{_PHOTO}\s*(?:[:/©(|]|by\b|credit|courtesy|CC\b)|caption\s*:|(?:figure|fig\.|map|table|chart)\s+\d+\s*[.:])",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    rf"\b{_PHOTO}\s*(?:credits?\b|courtesy|by\b|via\b|CC\b|[:/©])|\(\s*{_PHOTO}\b|©|wikimedia commons", re.IGNORECASE
)
_DAY = re.compile(rf"(?:[A-Z][a-z]+,? )?(?:{MONTH} \d{{1,2}},? \d{{4}}|\d{{1,2}} {MONTH} \d{{4}})\Z")
_MOST_TWEET, _MOST_CAPTION, _MOST_HEADING, _MOST_HEADING_WORDS = 320, 400, 100, 14


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line without the white space around it; `indent` is what stood in front, in characters."""

    start: int
    end: int
    indent: int

    @property
    def length(self) -> int:
        """Characters between the white space."""
        return self.end - self.start


def text_parts(text: str) -> Iterator[Part]:
    """Split a text into blocks and say what kind each is, one after the other.

    Press texts come with a paragraph to a line, or wrapped at some width with blank lines between paragraphs: which
    of the two is told from the line lengths and from how many lines break off in mid-sentence (see wrapped). A
    tweet's signature ("— Name (@handle) Month D, YYYY") makes one block with the words in front of it.
    """
    width = _wrapped_at(text)
    groups = _paragraphs(text, width) if width else ((x.start, x.end) for x in text_lines(text) if x.length)
    parts = (Part(start, end, _kind(text[start:end], number)) for number, (start, end) in enumerate(groups))
    return with_tweets(text, _with_headings(text, parts))


def text_lines(text: str) -> Iterator[Line]:
    """Yield every line of a text, blank ones too."""
    start = 0
    for found in _LINE_END.finditer(text):
        yield _line(text, start, found.start())
        start = found.end()
    yield _line(text, start, len(text))


def _line(text: str, start: int, end: int) -> Line:
    raw = text[start:end]
    words = raw.strip()
    indent = len(raw) - len(raw.lstrip()) if words else 0
    return Line(start + indent, start + indent + len(words), indent)


def _wrapped_at(text: str) -> int:
    """Give the width that a text is wrapped at, 0 for one with a paragraph to a line.

    Wrapped means: nine lines in ten keep within a width of 40 to 130 characters, and of the lines that another line
    follows directly at least half break off near the full width and without a stop.
    """
    width = _width(text)
    if not 40 <= width <= 130:
        return 0
    pairs = broken = 0
    for one, two in pairwise(text_lines(text)):
        if one.length and two.length and not _marked(text, two):
            pairs += 1
            broken += one.length * 2 >= width and not ends_sentence(text[one.start : one.end])
    return width if pairs and broken * 2 >= pairs else 0


def _width(text: str) -> int:
    """Give the width that nine lines in ten keep within, 0 for a blank text."""
    lengths = Counter(line.length for line in text_lines(text) if line.length)
    within = max(1, lengths.total() * 9 // 10)
    for length in sorted(lengths):
        within -= lengths[length]
        if within <= 0:
            return length
    return 0


def _marked(text: str, line: Line) -> bool:
    """Whether a line says by itself that a new block begins: a list item, a quoted line, a tweet's signature."""
    words = text[line.start : min(line.end, line.start + 200)]
    return words.startswith(">") or is_list_item(words) or is_signature(words)


def ends_sentence(words: str) -> bool:
    """Whether words end with a stop, quotation marks and brackets after it not counted.

    >>> ends_sentence("“At last.”"), ends_sentence("A matter of ethics")
    (True, False)
    """
    return words.rstrip().rstrip(_CLOSERS).endswith(tuple(_STOPS))


def is_list_item(words: str) -> bool:
    """Whether words begin with a bullet or a number as lists have them."""
    return _LIST_MARK.match(words) is not None


def is_signature(words: str) -> bool:
    """Whether words are the line that signs a tweet.

    >>> is_signature("— Jane Doe (@jdoe) October 1, 2020")
    True
    """
    return _ATTRIBUTION.match(words) is not None


def is_caption(words: str, *, opening: bool = False) -> bool:
    """Whether a block describes a picture; `opening` blocks of a text may name the photographer further on."""
    if len(words) > _MOST_CAPTION:
        return False
    return bool(_CAPTION_START.match(words) or (opening and _CREDIT.search(words)))


def could_be_heading(words: str) -> bool:
    """Whether a block is as short as a heading, begins like one and has no stop at its end."""
    short = len(words) <= _MOST_HEADING and len(words.split()) <= _MOST_HEADING_WORDS and not _LINE_END.search(words)
    first = words[:1]
    opens = (first.isalpha() and not first.islower()) or first.isdigit() or first in "“\"'‘«#"
    ends = ends_sentence(words) or words.endswith(tuple(_PAUSES))
    return short and opens and not ends and any(map(str.isalpha, words)) and not _DAY.match(words)


def _kind(words: str, number: int) -> str:
    if words.startswith(">"):
        return "quote"
    if is_list_item(words):
        return "list_item"
    return "caption" if is_caption(words, opening=number < 2) else "paragraph"


def _paragraphs(text: str, width: int) -> Iterator[tuple[int, int]]:
    """Join the lines of a wrapped text into paragraphs."""
    group: list[Line] = []
    for line in text_lines(text):
        if group and (not line.length or _starts_paragraph(text, group[-1], line, width)):
            yield group[0].start, group[-1].end
            group = []
        if line.length:
            group.append(line)
    if group:
        yield group[0].start, group[-1].end


def _starts_paragraph(text: str, before: Line, line: Line, width: int) -> bool:
    words, last = text[line.start : line.end], text[before.start : before.end]
    if words.startswith(">") and last.startswith(">"):
        return False
    if _marked(text, line) or last.startswith(">") or is_signature(last):
        return True
    indented = line.indent >= before.indent + 2
    return ends_sentence(last) and (indented or (before.length < width * 0.6 and not words[:1].islower()))


def _with_headings(text: str, parts: Iterable[Part]) -> Iterator[Part]:
    """Mark headings: short blocks without a stop that something follows; three in a row are a list or a poem."""
    held: list[Part] = []
    in_a_row = 0
    for part in parts:
        if part.kind == "paragraph" and could_be_heading(text[part.start : part.end]):
            held.append(part)
            in_a_row += 1
            if in_a_row > 2:
                yield from held
                held.clear()
            continue
        yield from (replace(each, kind="heading") for each in held)
        held.clear()
        in_a_row = 0
        yield part
    yield from held


def with_tweets(text: str, parts: Iterable[Part]) -> Iterator[Part]:
    """Join each tweet's signature with the tweet; only as many blocks are held as one may have."""
    found: deque[Part] = deque()
    for part in parts:
        words = text[part.start : part.end]
        if found and found[-1].kind != "tweet" and is_signature(words):
            first = _tweet_start(text, found)
            tweet = Part(found[first].start, part.end, "tweet")
            while len(found) > first:
                found.pop()
            found.append(tweet)
        elif _SIGNED.search(words):
            found.append(replace(part, kind="tweet"))
        else:
            found.append(part)
        while len(found) > 2 and found[-1].end - found[1].start > _MOST_TWEET:
            yield found.popleft()
    yield from found


def _tweet_start(text: str, found: Sequence[Part]) -> int:
    """Find the part a tweet begins with: after the blank line before it if that is near, else the last part alone."""
    last = first = len(found) - 1
    while first > 0 and found[first - 1].kind != "tweet":
        if len(_LINE_END.findall(text, found[first - 1].end, found[first].start)) > 1:
            break
        first -= 1
        if found[last].end - found[first].start > _MOST_TWEET:
            return last
    return first
