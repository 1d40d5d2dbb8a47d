"""Which blocks of a page are its text, and which are menus, teasers and footers."""

import logging
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from armstrace.sources.html.blocks import HtmlBlock
from armstrace.sources.text.blocks import is_signature

# trafilatura takes some 0.2 s for a megabyte; larger pages are told by their regions alone
MOST_CHARACTERS = 2_000_000
_BESIDE_LETTERS = re.compile(r"[\W_]+")
_LONG, _CHUNK = 30, 24


@dataclass(frozen=True, slots=True)
class MainText:
    """What trafilatura takes for a page's text: `flow` all of it, `elements` each paragraph, both squeezed."""

    flow: str
    elements: frozenset[str]
    author: str
    day: str


def squeezed(text: str) -> str:
    """Give letters and digits alone, compatibility forms folded, so that two ways of extracting a text compare.

    >>> squeezed("In 2016³, “Israel”  said")
    'In20163Israelsaid'
    """
    return _BESIDE_LETTERS.sub("", unicodedata.normalize("NFKC", text))


def main_text(source: str) -> MainText | None:
    """Let trafilatura find the main text; None where it finds none or the page is too large for it.

    Method: trafilatura (A. Barbaresi, ACL 2021), `bare_extraction` without comments.
    """
    if len(source) > MOST_CHARACTERS:
        return None
    # half a second to import, and only an HTML page needs it
    trafilatura = import_module("trafilatura")
    for name in ("trafilatura", "htmldate", "justext", "courlan"):
        logging.getLogger(name).addHandler(logging.NullHandler())  # else what it says of a page goes to stderr
    found: Any = trafilatura.bare_extraction(
        source,
        include_comments=False,
        with_metadata=True,
        # a bound in the far future: the default is today, and the same bytes must give the same rows tomorrow
        date_extraction_params={"extensive_search": False, "original_date": True, "max_date": "2199-12-31"},
    )
    if found is None or found.body is None:
        return None
    elements = [squeezed("".join(element.itertext())) for element in found.body.iter() if isinstance(element.tag, str)]
    return MainText(elements[0], frozenset(elements), found.author or "", found.date or "")


def chosen(blocks: Sequence[HtmlBlock], main: MainText | None, title: str) -> list[bool]:
    """Say of each block whether it belongs to the page's text.

    A block does if trafilatura took it, or most of it; so does the nearest heading above if it gives the page's
    title, a caption between two such blocks, and the line that signs a tweet among them. Where trafilatura found
    nothing, or what it found is not in the blocks, every block outside menus, headers, footers, asides and forms does.
    """
    taken = _taken(blocks, main) if main else [False] * len(blocks)
    size = sum(len(squeezed(block.text)) for block, mine in zip(blocks, taken, strict=True) if mine)
    if main is None or size * 2 < len(main.flow) or not size:
        return [not block.region for block in blocks]
    first = taken.index(True)
    last = len(taken) - 1 - taken[::-1].index(True)
    for number in range(first + 1, last):
        taken[number] = taken[number] or (blocks[number].kind == "caption" and not blocks[number].region)
    for number in range(first + 1, len(blocks)):
        taken[number] = taken[number] or (taken[number - 1] and is_signature(blocks[number].text))
    head = next((number for number in range(first, -1, -1) if blocks[number].kind == "heading"), first)
    taken[head] = taken[head] or (len(blocks[head].text) >= 10 and squeezed(blocks[head].text) in squeezed(title))
    return taken


def _taken(blocks: Sequence[HtmlBlock], main: MainText) -> list[bool]:
    found, after = [], 0
    for block in blocks:
        words = squeezed(block.text)
        at = main.flow.find(words, after) if len(words) >= _LONG else -1
        if at >= 0:
            after = at + len(words)
        found.append(at >= 0 or (bool(words) and words in main.elements) or _mostly(words, main.flow))
    return found


def _mostly(words: str, flow: str) -> bool:
    """Whether at least half of a long block is in the flow: trafilatura leaves bits of a paragraph out."""
    chunks = [words[at : at + _CHUNK] for at in range(0, len(words) - _CHUNK + 1, _CHUNK)][:50]
    return len(words) >= 2 * _CHUNK and sum(chunk in flow for chunk in chunks) * 2 >= len(chunks)
