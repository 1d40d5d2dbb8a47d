"""The page as a tree of elements, so that the PDF is set from the sentences that the page prints and from no others."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

_DRAWING = re.compile(r"<svg\b|</svg>")
# the templates spell tags in small letters and attributes in double quotes
_TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)((?:[^<>"]|"[^"]*")*)>')
_ATTRIBUTE = re.compile(r'([^\s=/"]+)(?:="([^"]*)")?')
_VOID = frozenset({"br", "col", "hr", "img", "input", "link", "meta", "wbr"})


@dataclass(slots=True)
class Element:
    """One element of the page: `drawing` is the SVG as it stands in the page where the tag is "svg"."""

    tag: str
    attributes: dict[str, str]
    children: "list[Element | str]" = field(default_factory=list)
    drawing: str = ""

    @property
    def classes(self) -> frozenset[str]:
        """The classes that the templates gave it."""
        return frozenset(self.attributes.get("class", "").split())

    @property
    def id(self) -> str:
        """What links lead to; "" where it has no name."""
        return self.attributes.get("id", "")

    @property
    def words(self) -> str:
        """Its text on one line."""
        return " ".join(_text(self).split())

    def find(self, tag: str, *classes: str) -> "Iterator[Element]":
        """Give the elements below it, in the order of the page, that are this tag and have these classes."""
        # a stack of what is still to be looked at: tables have ten thousands of cells
        waiting = [self]
        while waiting:
            element = waiting.pop()
            if element.tag == tag and element is not self and element.classes.issuperset(classes):
                yield element
            waiting += [child for child in reversed(element.children) if not isinstance(child, str)]

    def first(self, tag: str, *classes: str) -> "Element | None":
        """Give the first of those, None where there is none."""
        return next(self.find(tag, *classes), None)


def _text(element: Element) -> str:
    if len(element.children) == 1 and isinstance(element.children[0], str):
        return element.children[0]
    return "".join([child if isinstance(child, str) else _text(child) for child in element.children])


class _Reader:
    """Builds the tree; the templates close every element they open, so no rule of HTML's repairs is needed."""

    def __init__(self) -> None:
        self.root = Element("page", {})
        self._open = [self.root]

    def feed(self, piece: str) -> None:
        """Take the tags and texts of a piece of the page."""
        after = 0
        for found in _TAG.finditer(piece):
            self._text(piece[after : found.start()])
            after = found.end()
            if found[1]:
                self._end(found[2])
            else:
                self._start(found[2], found[3])
        self._text(piece[after:])

    def _text(self, words: str) -> None:
        if words:
            self._open[-1].children.append(unescape(words))

    def _start(self, tag: str, attributes: str) -> None:
        given = {name: unescape(value) for name, value in _ATTRIBUTE.findall(attributes)} if attributes else {}
        made = Element(tag, given)
        self._open[-1].children.append(made)
        if tag not in _VOID:
            self._open.append(made)

    def _end(self, tag: str) -> None:
        if self._open[-1].tag == tag:
            self._open.pop()
        elif any(each.tag == tag for each in self._open[1:]):
            while self._open.pop().tag != tag:
                pass

    def drawn(self, svg: str) -> None:
        """Put a drawing where the page has it, untouched."""
        head = svg[: svg.index(">") + 1]
        attributes = dict(re.findall(r'([a-zA-Z-]+)="([^"]*)"', head))
        self._open[-1].children.append(Element("svg", attributes, drawing=svg))


def page_tree(page: str) -> Element:
    """Read a page that armstrace wrote; every text of others is escaped in it, so a tag in it is the template's own."""
    reader = _Reader()
    for piece in _pieces(page[page.index("<body") :]):
        if piece.startswith("<svg"):
            reader.drawn(piece)
        else:
            reader.feed(piece)
    return reader.root


def _pieces(page: str) -> Iterator[str]:
    """Cut a page into its drawings, each whole with those within it, and what stands between them."""
    begins, depth = 0, 0
    for found in _DRAWING.finditer(page):
        if found[0] == "</svg>":
            depth -= 1
            if not depth:
                yield page[begins : found.end()]
                begins = found.end()
            continue
        if not depth:
            yield page[begins : found.start()]
            begins = found.start()
        depth += 1
    yield page[begins:]
