"""Footnotes: from a finding to the exhibit, the place in it, and the words that stand there."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from armstrace.dossier.model import Dossier
from armstrace.dossier.pdf.page_tree import Element
from armstrace.dossier.shown_text import one_line
from armstrace.dossier.wording import counted
from armstrace.records.errors import UnreadableValue
from armstrace.records.findings import Finding
from armstrace.records.place import Place

ROWS_NOTED = 3
_WORDS = 220
_PLACE = 160
_PREFIX = 12


@dataclass(frozen=True, slots=True)
class Reopened:
    """What stands at one place of one exhibit, which was opened again to see it; `withheld` by its source's terms."""

    exhibit: str
    place: str
    words: str = ""
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class Reopenings:
    """The places a dossier leads to, opened again: of claims by (start, end) in the text, of rows by their keys."""

    claims: Mapping[tuple[int, int], tuple[Reopened, ...]] = field(default_factory=dict)
    rows: Mapping[str, Reopened] = field(default_factory=dict)


def with_notes(page: Element, dossier: Dossier, seen: Reopenings) -> None:
    """Put a footnote to the words of each finding and one to its figure, and to each exhibit who cites it."""
    numbers = {exhibit.sha256: number for number, exhibit in enumerate(dossier.exhibits, 1)}
    findings = {finding.key: finding for finding in dossier.findings}
    for article in page.find("article", "finding"):
        finding = findings[_key_in(article)]
        if (heading := article.first("h3")) is not None and (said := _claim_note(finding, dossier, seen, numbers)):
            heading.children.append(_note(said))
        figure = article.first("p", "figure") or article.first("p", "reason")
        if figure is not None and (said := _rows_note(finding, dossier, seen, numbers)):
            figure.children.append(_note(said))
    _cite(page)


def place_words(place: str) -> str:
    """Say where a place is, as a person looks it up.

    >>> place_words("row=12;column=TIV delivery values"), place_words("page=3;chars=120-180")
    ('row 12, column “TIV delivery values”', 'page 3, characters 120–180')
    """
    try:
        where = Place.read(place)
    except UnreadableValue:
        return place
    parts = [
        f"file “{where.member}” inside it" if where.member is not None else "",
        f"sheet “{where.sheet}”" if where.sheet is not None else "",
        f"page {where.page}" if where.page is not None else "",
        f"row {where.row}" if where.row is not None else "",
        f"column “{where.column}”" if where.column is not None else "",
        f"characters {where.chars[0]}–{where.chars[1]}" if where.chars is not None else "",
        f"entry {where.point}" if where.point is not None else "",
    ]
    return ", ".join(filter(None, parts)) or "the whole file"


def _key_in(article: Element) -> str:
    trace = article.first("p", "trace")
    return [code.words for code in trace.find("code")][-1] if trace is not None else ""


def _claim_note(
    finding: Finding, dossier: Dossier, seen: Reopenings, numbers: Mapping[str, int]
) -> list[Element | str]:
    claim = finding.claim
    places = seen.claims.get((claim.start, claim.end), ())
    if not places:
        # without the exhibit at hand the place in the text that was checked is all there is
        places = (Reopened(dossier.document.sha256, f"chars={claim.start}-{claim.end}"),)
    return _listed(places, numbers)


def _rows_note(finding: Finding, dossier: Dossier, seen: Reopenings, numbers: Mapping[str, int]) -> list[Element | str]:
    shown = [(key, dossier.rows[key]) for key in finding.records if key in dossier.rows]
    if not shown:
        return []
    shown.sort(key=lambda pair: -(pair[1].size or 0.0))
    rows = [seen.rows.get(key, Reopened(row.exhibit, row.place)) for key, row in shown[:ROWS_NOTED]]
    many = len(finding.records) > len(rows)
    lead = f"Rests on {counted(len(finding.records), 'row')}" + (", the largest of them: " if many else ": ")
    return [lead, *_listed(rows, numbers)]


def _listed(places: Iterable[Reopened], numbers: Mapping[str, int]) -> list[Element | str]:
    made: list[Element | str] = []
    for each in places:
        number = numbers.get(each.exhibit)
        name = f"Exhibit {number}" if number else "Exhibit"
        link = Element("a", {"href": f"#exhibit-{number}"}, [name])
        prefix = Element("code", {}, [each.exhibit[:_PREFIX]])
        made += [
            " " if made else "",
            link,
            " (",
            prefix,
            f"), {one_line(place_words(each.place), _PLACE)}{_printed(each)}",
        ]
    return made


def _printed(each: Reopened) -> str:
    if each.withheld:
        return "; its words stay with the case, as the source’s terms ask."
    return f": “{one_line(each.words, _WORDS)}”." if each.words.strip() else "."


def _note(children: list[Element | str]) -> Element:
    return Element("note", {}, children)


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
