"""Reading a page back as a browser would, with the standard library's parser."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "link", "br", "img", "input", "hr"}
LANDMARKS = {"header", "nav", "main", "footer"}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    parents: tuple[str, ...]
    heard: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.heard)


@dataclass
class Page(HTMLParser):
    """All elements in order, and the text of the article with its hidden characters read back."""

    elements: list[Element] = field(default_factory=list)
    article: str = ""

    def __post_init__(self) -> None:
        HTMLParser.__init__(self, convert_charrefs=True)
        self.open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        assert len(attributes) == len(attrs), f"an attribute of <{tag}> is given twice"
        element = Element(tag, attributes, tuple(parent.tag for parent in self.open))
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        element = self.open.pop()
        if self._in_article() and "data-c" in element.attributes:
            self.article += chr(int(element.attributes["data-c"], 16))

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.heard.append(data)
        apparatus = any(e.attributes.get("class") == "refs" or "data-c" in e.attributes for e in self.open)
        if self._in_article() and not apparatus:
            self.article += data

    def _in_article(self) -> bool:
        return any(element.attributes.get("id") == "article" for element in self.open)

    def having(self, name: str) -> list[Element]:
        return [element for element in self.elements if name in element.attributes]

    def tagged(self, *tags: str) -> list[Element]:
        return [element for element in self.elements if element.tag in tags]

    def classed(self, name: str) -> list[Element]:
        return [element for element in self.elements if name in element.attributes.get("class", "").split()]


def read_page(html: str) -> Page:
    page = Page()
    page.feed(html)
    page.close()
    assert not page.open, f"never closed: {[element.tag for element in page.open]}"
    return page
