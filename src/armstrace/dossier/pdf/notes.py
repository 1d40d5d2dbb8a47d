"""Footnotes: from a finding to the exhibit, the place in it, and the words that stand there."""

from collections.abc import Iterable, Iterator

from armstrace.dossier.pdf.page_tree import Element
from armstrace.dossier.shown_text import one_line


def with_notes(page: Element) -> None:
    """Make the notes under each finding footnotes to its words and to its figure, and say of each exhibit who cites it.

    The page has them in one place, where no sheet of paper ends.
    """
    for article in page.find("article", "finding"):
        notes = article.first("div", "notes")
        if notes is None:
            continue
        figure = article.first("p", "figure") or article.first("p", "reason")
        for name, carrier in (("of-claim", article.first("h3")), ("of-rows", figure)):
            if carrier is not None and (said := notes.first("p", name)) is not None:
                carrier.children.append(Element("note", {}, said.children))
        notes.children.clear()
    _cite(page)


def _cite(page: Element) -> None:
    """Say of each exhibit which claims lead to it, and on which page they are."""
    cited: dict[str, list[str]] = {}
    for tag, kind, name in (("article", "finding", "finding"), ("li", "unchecked", "unchecked")):
        for item in page.find(tag, kind):
            if item.id.startswith(name):
                for target in dict.fromkeys(link.attributes.get("href", "")[1:] for link in item.find("a")):
                    if target.startswith("exhibit-"):
                        cited.setdefault(target, []).append(item.id)
    for exhibits in page.find("ol", "exhibits"):
        for item in exhibits.find("li"):
            facts = item.first("dl")
            if facts is not None and (by := cited.get(item.id)):
                facts.children.append(Element("div", {}, [_term("cited by"), Element("dd", {}, [*_citations(by)])]))


def _citations(names: Iterable[str]) -> Iterator[Element]:
    for name in names:
        link = Element("a", {"href": f"#{name}"}, [f"claim {name.rpartition('-')[2]}"])
        # of one width, so that no line breaks elsewhere once the page numbers are known
        yield Element("span", {"class": "cited"}, [link, " (", _page(name), ")"])


def _term(words: str) -> Element:
    return Element("dt", {}, [words])


def _page(name: str) -> Element:
    return Element("page", {"href": f"#{name}"})


def summary(page: Element) -> Element | None:
    """Give all claims on one table: their words, what was found, and the page; None where there are none."""
    rows = [_summed(article, "h3") for article in page.find("article", "finding")]
    rows += [_summed(item, "p") for item in page.find("li", "unchecked") if item.id]
    if not rows:
        return None
    rows.sort(key=lambda pair: pair[0])
    names = ("Claim", "Words", "What the record says", "Figure", "Page")
    head = Element("thead", {}, [Element("tr", {}, [Element("th", {}, [name]) for name in names])])
    return Element("table", {}, [head, Element("tbody", {}, [row for _, row in rows])])


def _summed(item: Element, words_in: str) -> tuple[int, Element]:
    number = int(item.id.rpartition("-")[2])
    verdict, figure = item.first("p", "verdict"), item.first("p", "figure")
    said = item.first(words_in, *(("words",) if words_in == "p" else ()))
    found = verdict.first("strong") if verdict is not None else None
    value = figure.first("strong") if figure is not None else None
    icon = verdict.first("svg") if verdict is not None else None
    shown: list[Element | str] = [icon, " "] if icon is not None else []
    cells: list[list[Element | str]] = [
        [Element("a", {"href": f"#{item.id}"}, [str(number)])],
        [one_line(said.words, 140) if said is not None else ""],
        [*shown, found.words if found is not None else ""],
        [value.words if value is not None else "–"],
        [_page(item.id)],
    ]
    return number, Element("tr", {}, [Element("td", {}, cell) for cell in cells])
