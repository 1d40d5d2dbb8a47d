"""The page's tree as the template sets it: a few kinds of blocks and runs of text, as plain JSON values."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from armstrace.dossier.pdf.drawable import breakable, drawable
from armstrace.dossier.pdf.page_tree import Element
from armstrace.dossier.pdf.sheet_tables import MOST_COLUMNS, Cell, laid_out
from armstrace.dossier.pdf.tall_drawings import sheets_of

Node = dict[str, Any] | str
LONGEST_CELL = 600
"""Of a longer cell so many characters are set: thousands of cells without bound would fill the memory."""
_HEADINGS = {"h2": 1, "h3": 2, "h4": 3, "h5": 4}
_GROUPS = {"article", "blockquote", "details", "div", "figure", "footer", "header", "main", "section"}
_PARAGRAPHS = {"p", "figcaption", "summary"}
_NOT_SET = {"nav", "script", "style", "title"}
_HIDDEN = {"notes", "on-screen", "skip", "sprite", "sr"}
_LADDER = 12
_SPACES = re.compile(r"[ \t\r\n\f]+")
_SVG_FONT = "Libertinus Serif"
_SYSTEM_FONTS = re.compile(r'font-family="[^"]*"')
_INK = "#1e1c19"


class Sheet:
    """Sets elements; `targets` are the names that links may lead to, each given to the first element that has it."""

    def __init__(self, root: Element, *, cautious: bool = False) -> None:
        """Note which names are on the page: a link that leads nowhere would stop typst."""
        self._cautious = cautious
        self._targets = set(_names(root))
        self._given: set[str] = set()

    def blocks(self, children: Iterable[Element | str]) -> list[Node]:
        """Set what is in a group: its blocks, and runs of text between them as paragraphs."""
        made: list[Node] = []
        run: list[Element | str] = []
        for child in [*children, None]:
            if child is not None and (isinstance(child, str) or not _is_block(child)):
                run.append(child)
                continue
            if words := self.inline(run):
                made.append({"t": "p", "k": words})
            run = []
            if child is not None:
                made += self._block(child)
        return made

    def inline(self, children: Iterable[Element | str], *, exact: bool = False) -> list[Node]:
        """Set a run of text; white space is one blank as in a browser, or kept where it is `exact`."""
        nodes = _joined(self._runs(children, exact=exact))
        return nodes if exact else _trimmed(nodes)

    def text(self, words: str, *, whole: bool = False) -> str:
        """Give text that can be drawn; a `whole` one is kept on one line where it fits."""
        drawn = drawable(words, cautious=self._cautious)
        return drawn if whole else breakable(drawn)

    def _block(self, element: Element) -> list[Node]:  # noqa: PLR0911  # one answer for each kind of block
        if element.tag in _NOT_SET or element.classes & _HIDDEN:
            return []
        named = self._named(element)
        if (level := _HEADINGS.get(element.tag)) and element.words:
            return [{"t": "h", "l": level, "k": self.inline(element.children), **named}]
        if element.tag in {*_PARAGRAPHS, *_HEADINGS}:
            if "verdict" in element.classes and (icon := element.first("svg", "icon")) is not None:
                named["s"] = icon.drawing.partition("#icon-")[2].partition('"')[0]
            exact = {"block", "code"} <= element.classes
            words = self.inline(element.children, exact=exact)
            kind = element.tag if element.tag in {"figcaption", "summary"} else ""
            return [{"t": "p", "k": words, **named, **({"c": kind} if kind else {})}] if words else []
        if element.tag in {"ul", "ol"}:
            items = [{"k": self.blocks(each.children), **self._named(each)} for each in _items(element)]
            return [{"t": element.tag, "items": items, **named}] if items else []
        if element.tag == "dl":
            return [{"t": "dl", "rows": self._pairs(element), **named}]
        if element.tag == "table":
            ladder = "ladder" in element.classes
            most = _LADDER if ladder else MOST_COLUMNS
            table = laid_out(self._rows(element, "thead"), self._rows(element, "tbody"), most)
            if ladder and table["t"] == "table":
                table["cols"] = [2.6, *(1.0 for _ in table["cols"][1:])]
            return [{**table, **named}]
        if element.tag == "pre":
            sums = "sums" in element.classes
            return [{"t": "pre", "k": self.text(_exact(element).strip("\n"), whole=sums), **named}]
        if element.tag == "svg":
            return self._drawing(element)
        return [{"t": "group", "k": self.blocks(element.children), **named}]

    def _runs(self, children: Iterable[Element | str], *, exact: bool) -> list[Node]:
        made: list[Node] = []
        for child in children:
            if isinstance(child, str):
                made.append(self.text(child if exact else _SPACES.sub(" ", child)))
            elif child.tag not in _NOT_SET and not child.classes & _HIDDEN:
                made += self._run(child, exact=exact)
        return made

    def _run(self, element: Element, *, exact: bool) -> list[Node]:
        if element.tag == "br":
            return ["\n"]
        if element.tag == "svg":
            named = re.search(r'#icon-(\w+)"', element.drawing)
            return [{"t": "icon", "c": named[1]}] if named else [{"t": "mark", "svg": self._svg(element)}]
        if element.tag == "bdi" and not element.words:
            return []
        kids = _joined(self._runs(element.children, exact=exact))
        node: dict[str, Any] = {"t": element.tag, "k": kids, **self._named(element)}
        target = element.attributes.get("href", "").removeprefix("#")
        if element.tag in {"a", "page"}:
            if target in self._targets:
                node["h"] = target
            elif element.tag == "page":
                return []
        plain = element.tag in {"a", "bdi", "div", "span"} and len(node) == 2
        return kids if plain else [node]

    def _named(self, element: Element) -> dict[str, Any]:
        given: dict[str, Any] = {}
        if kinds := element.attributes.get("class", ""):
            given["c"] = kinds
        if element.id and element.id not in self._given:
            self._given.add(element.id)
            given["id"] = element.id
        return given

    def _pairs(self, element: Element) -> list[list[Any]]:
        pairs = zip(element.find("dt"), element.find("dd"), strict=False)
        return [[self.inline(name.children), self.blocks(value.children)] for name, value in pairs]

    def _rows(self, table: Element, part: str) -> list[list[Cell]]:
        return [
            [self._cell(each) for each in row.children if isinstance(each, Element) and each.tag in {"td", "th"}]
            for group in table.find(part)
            for row in group.find("tr")
        ]

    def _cell(self, cell: Element) -> Cell:
        origin, words = "origin" in cell.classes, cell.words
        nodes: list[Node] = []
        if len(words) > LONGEST_CELL:
            more = f"⟨{len(words) - LONGEST_CELL:,} more characters: in the exhibit⟩"
            nodes = [self.text(words[:LONGEST_CELL]) + more]
        elif not origin:
            blocks = any(isinstance(each, Element) and _is_block(each) for each in cell.children)
            nodes = self.blocks(cell.children) if blocks else self.inline(cell.children)
        link = cell.first("a") if origin else None
        target = link.attributes.get("href", "").removeprefix("#") if link is not None else ""
        return Cell(
            nodes,
            words,
            self.text(words[:LONGEST_CELL]) if origin else "",
            head=cell.tag == "th",
            number="num" in cell.classes,
            origin=origin,
            target=target if target in self._targets else "",
            across=int(cell.attributes.get("colspan", "1")),
        )

    def _drawing(self, element: Element) -> list[Node]:
        label = element.attributes.get("aria-label", "drawing")
        alt = drawable(label, cautious=self._cautious)
        wide, high = (float(element.attributes.get(side, "300")) for side in ("width", "height"))
        parts = sheets_of(self._svg(element), wide, high)
        names = [alt, *(f"{alt}, continued" for _ in parts[1:])]
        return [
            {"t": "svg", "svg": svg, "alt": name, "w": wide, "h": part}
            for (svg, part), name in zip(parts, names, strict=True)
        ]

    def _svg(self, element: Element) -> str:
        # the drawing's own text goes through the same sieve; its markup is plain ASCII and stays
        svg = drawable(element.drawing, cautious=self._cautious).replace("currentColor", _INK)
        if " xmlns=" not in svg[: svg.index(">")]:
            svg = svg.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
        return _SYSTEM_FONTS.sub(f'font-family="{_SVG_FONT}"', svg)


def _items(element: Element) -> list[Element]:
    return [each for each in element.children if isinstance(each, Element) and each.tag == "li"]


def _names(element: Element) -> Iterable[str]:
    if element.id:
        yield element.id
    for child in element.children:
        if not isinstance(child, str) and child.tag not in _NOT_SET and not child.classes & _HIDDEN:
            yield from _names(child)


def _is_block(element: Element) -> bool:
    if element.tag == "svg":
        return not element.classes & {"icon", "mark-icon"}
    if element.tag in _HEADINGS or element.tag in _PARAGRAPHS or element.tag in _GROUPS or element.tag in _NOT_SET:
        return True
    return element.tag in {"dl", "h1", "ol", "pre", "table", "ul"}


def _exact(element: Element) -> str:
    return "".join(child if isinstance(child, str) else _exact(child) for child in element.children)


def _joined(nodes: Sequence[Node]) -> list[Node]:
    made: list[Node] = []
    for node in nodes:
        if isinstance(node, str) and made and isinstance(made[-1], str):
            made[-1] += node
        elif node != "":
            made.append(node)
    return made


def _trimmed(nodes: list[Node]) -> list[Node]:
    if nodes and isinstance(nodes[0], str):
        nodes[0] = nodes[0].lstrip(" ")
    if nodes and isinstance(nodes[-1], str):
        nodes[-1] = nodes[-1].rstrip(" ")
    return [node for node in nodes if node != ""]
