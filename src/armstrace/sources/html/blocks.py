"""The blocks of an HTML page in the order they stand in it, hidden ones and those of menus and footers too."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from armstrace.records.errors import SourceChanged
from armstrace.records.passages import Run
from armstrace.sources.html.elements import (
    BLOCKS,
    KINDS,
    OWN_HEADER,
    REGIONS,
    SKIPPED,
    VOID,
    closed_by,
    hiding,
    stops_end_tag,
)
from armstrace.sources.html.text import BlockText
from armstrace.sources.html.tokens import Token

MOST_DEEP, MOST_BLOCKS = 200_000, 200_000
# browsers give up on deeper nesting too (Blink at 512); without a bound, mismatched tags would cost quadratic time
_REACH = 512


@dataclass(frozen=True, slots=True)
class Open:
    """An element that is open, with what it hands down to those inside it."""

    name: str
    kind: str = "paragraph"
    region: str = ""
    own_header: bool = False
    skipped: bool = False
    raised: bool = False
    hidden: str = ""
    hidden_from: int = -1


@dataclass(frozen=True, slots=True)
class HtmlBlock:
    """The text of one block, with runs that lead to code points of the source.

    `region` names the menu, header, footer, aside or form it stands in; `hidden` says what keeps it from being seen
    and `hidden_from` where the hidden element starts (-1 where nothing does).
    """

    kind: str
    text: str
    runs: tuple[Run, ...]
    region: str = ""
    hidden: str = ""
    hidden_from: int = -1

    @property
    def start(self) -> int:
        """Where the block's first character stands in the source."""
        return self.runs[0].original

    @property
    def end(self) -> int:
        """Where the block's last character ends in the source."""
        return self.runs[-1].original + self.runs[-1].width


@dataclass(slots=True)
class _Growing:
    """A block that grows, and the element its first words stand in."""

    text: BlockText = field(default_factory=BlockText)
    holder: Open = field(default_factory=lambda: Open(""))


@dataclass(slots=True)
class _Walk:
    source: str
    stack: list[Open] = field(default_factory=lambda: [Open("")])
    names: Counter[str] = field(default_factory=Counter)
    # hidden words grow apart, so that a hidden <span> does not break the sentence around it
    seen: _Growing = field(default_factory=_Growing)
    hidden: _Growing = field(default_factory=_Growing)
    found: list[HtmlBlock] = field(default_factory=list)


def html_blocks(source: str, tokens: Iterable[Token]) -> list[HtmlBlock]:
    """Give every block of a page that has text, in order; scripts, styles, templates and pictures have none.

    Raises:
        SourceChanged: the page is nested deeper, or has more blocks, than anything written to be read.
    """
    walk = _Walk(source)
    for token in tokens:
        if token.kind == "start":
            _start(walk, token)
        elif token.kind == "end":
            _end(walk, token)
        else:
            _text(walk, token)
    _flush(walk, walk.seen)
    _flush(walk, walk.hidden)
    return walk.found


def _start(walk: _Walk, token: Token) -> None:
    name = token.name
    for targets, limits in closed_by(name):
        if any(walk.names[target] for target in targets):
            _close(walk, targets, limits)
    opened = _opened(walk.stack[-1], token)
    if name in BLOCKS and not opened.skipped:
        _flush(walk, walk.hidden if opened.hidden else walk.seen)
    if name == "br":
        _break(walk, token)
    elif name == "q":
        _mark(walk, opened, "“", token)
    if name not in VOID and not token.closed:
        walk.stack.append(opened)
        walk.names[name] += 1
        if len(walk.stack) > MOST_DEEP:
            raise _too_much(f"nests elements more than {MOST_DEEP:,} deep")


def _end(walk: _Walk, token: Token) -> None:
    name = token.name
    if name in BLOCKS and not walk.stack[-1].skipped:
        _flush(walk, _growing(walk, walk.stack[-1]))
    if name == "br":
        _break(walk, token)
    elif walk.names[name]:
        if name == "q":
            _mark(walk, walk.stack[-1], "”", token)
        _close(walk, frozenset({name}), stops_end_tag(name))


def _text(walk: _Walk, token: Token) -> None:
    inside = walk.stack[-1]
    if inside.skipped:
        return
    growing = _growing(walk, inside)
    if inside.hidden and growing.text and growing.holder.hidden_from != inside.hidden_from:
        _flush(walk, growing)
    if not growing.text:
        # white space between two blocks belongs to neither
        if not walk.source[token.start : token.end].strip(" \t\n\f\r"):
            return
        growing.holder = inside
    if inside.kind == "code" and token.kind == "text":
        growing.text.add_preformatted(walk.source, token.start, token.end)
    else:
        raw = token.kind == "raw"
        growing.text.add(walk.source, token.start, token.end, raised=inside.raised, raw=raw)


def _opened(parent: Open, token: Token) -> Open:
    name = token.name
    kind = KINDS.get(name, "paragraph" if name == "p" and parent.kind == "table_cell" else parent.kind)
    if name == "blockquote" and "tweet" in token.attributes.get("class", ""):
        kind = "tweet"
    region = parent.region
    if not region and name in REGIONS and not (name in {"header", "footer"} and parent.own_header):
        region = name
    hidden = parent.hidden or hiding(name, token.attributes)
    return Open(
        name=name,
        kind=kind,
        region=region,
        own_header=parent.own_header or name in OWN_HEADER,
        skipped=parent.skipped or name in SKIPPED,
        raised=parent.raised or name == "sup",
        hidden=hidden,
        hidden_from=parent.hidden_from if parent.hidden else (token.start if hidden else -1),
    )


def _close(walk: _Walk, targets: frozenset[str], limits: frozenset[str]) -> None:
    """Close the innermost open element of `targets` and all inside it, unless one of `limits` stands in between."""
    stack = walk.stack
    for at in range(len(stack) - 1, max(0, len(stack) - 1 - _REACH), -1):
        if stack[at].name in targets:
            if any(element.name in BLOCKS and not element.skipped for element in stack[at:]):
                _flush(walk, _growing(walk, stack[at]))
            walk.names.subtract(element.name for element in stack[at:])
            del stack[at:]
            return
        if stack[at].name in limits:
            return


def _growing(walk: _Walk, inside: Open) -> _Growing:
    return walk.hidden if inside.hidden else walk.seen


def _mark(walk: _Walk, inside: Open, mark: str, token: Token) -> None:
    """Add the quotation mark that browsers show for <q>."""
    growing = _growing(walk, inside)
    if not inside.skipped:
        growing.holder = growing.holder if growing.text else inside
        growing.text.add_for_markup(mark, token.start, token.end)


def _break(walk: _Walk, token: Token) -> None:
    """End a line at one <br>, the block at two."""
    growing = _growing(walk, walk.stack[-1])
    if growing.text.broken:
        _flush(walk, growing)
    elif growing.text and not walk.stack[-1].skipped:
        growing.text.add_for_markup("\n", token.start, token.end)


def _flush(walk: _Walk, growing: _Growing) -> None:
    text, runs = growing.text.finished()
    growing.text = BlockText()
    if text.strip():
        at = growing.holder
        walk.found.append(HtmlBlock(at.kind, text, runs, at.region, at.hidden, at.hidden_from))
        if len(walk.found) > MOST_BLOCKS:
            raise _too_much(f"has more than {MOST_BLOCKS:,} blocks")


def _too_much(what: str) -> SourceChanged:
    return SourceChanged(f"This page {what}: it was not written to be read.", todo="Save the article on its own.")
