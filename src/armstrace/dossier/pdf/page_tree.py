"""The page as a tree of elements, so that the PDF is set from the sentences that the page prints and from no others."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

_DRAWING = re.compile(r"<svg\b|</svg>")
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
        for child in self.children:
            if isinstance(child, str):
                continue
            if child.tag == tag and child.classes >= set(classes):
                yield child
            yield from child.find(tag, *classes)

    def first(self, tag: str, *classes: str) -> "Element | None":
        """Give the first of those, None where there is none."""
        return next(self.find(tag, *classes), None)


def _text(element: Element) -> str:
    return "".join(child if isinstance(child, str) else _text(child) for child in element.children)


class _Reader(HTMLParser):
    """Builds the tree; the templates close every element they open, so no rule of HTML's repairs is needed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("page", {})
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(made)
        if tag not in _VOID:
            self._open.append(made)

    def handle_endtag(self, tag: str) -> None:
        if any(each.tag == tag for each in self._open[1:]):
            while self._open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)

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
            reader.close()
            reader.drawn(piece)
        else:
            reader.feed(piece)
    reader.close()
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
