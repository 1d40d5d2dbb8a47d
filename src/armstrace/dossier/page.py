"""The page: one HTML file without scripts, that asks no host and opens from a disk."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from armstrace.dossier.article import Mark, article
from armstrace.dossier.chains.page import Lead, chains_context
from armstrace.dossier.date_words import day_words
from armstrace.dossier.finding_view import FindingView, Places, view
from armstrace.dossier.incidents.part import incidents_part
from armstrace.dossier.model import Apart, Dossier, Unchecked, refuse_gaps
from armstrace.dossier.reading_part import reading_part
from armstrace.dossier.reopened import Reopenings, place_words
from armstrace.dossier.shown_text import one_line
from armstrace.dossier.surges.part import surges_part
from armstrace.dossier.templating import environment, policy, style_of
from armstrace.dossier.verdict_words import VERDICTS, VerdictWords
from armstrace.dossier.wording import calculation, listed, scope_words
from armstrace.records.claims import Claim
from armstrace.records.findings import Finding
from armstrace.records.kinds import Edition

SET_ASIDE_SHOWN = 100
EDITIONS_NAMED = 4
WORDS_IN_TABLE = 140

_Item = Finding | Unchecked | Apart


@dataclass(frozen=True, slots=True)
class EditionView:
    """One edition, which may have come in many files; `exhibits` are their numbers on the page."""

    label: str
    facts: tuple[tuple[str, str], ...]
    assumptions: tuple[str, ...]
    exhibits: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One claim in the table of all: its number and place on the page, its words, what was found."""

    number: int
    anchor: str
    words: str
    verdict: VerdictWords
    figure: str


def render(dossier: Dossier, seen: Reopenings | None = None) -> str:
    """Give a dossier as one self-contained HTML page, the same bytes for the same dossier.

    `seen` is what stands at the places it leads to, where they were opened again for it. Findings are numbered in the
    order of their claims in the text, and stand in it unless a person chose another one. The page holds no script and
    no address that a browser would fetch; its content policy forbids both, and allows the one style sheet by its hash.

    Raises:
        IncompleteDossier: a claim, a finding or a row does not lead back to its bytes.
    """
    refuse_gaps(dossier)
    # one count over all kinds, so that the numbers rise with the text
    items: list[_Item] = [*dossier.findings, *dossier.unchecked, *dossier.apart]
    numbered = list(enumerate(sorted(items, key=_place_in_text), 1))
    findings = [(number, item) for number, item in numbered if isinstance(item, Finding)]
    unchecked = [(number, item) for number, item in numbered if isinstance(item, Unchecked)]
    apart = [(number, item) for number, item in numbered if isinstance(item, Apart)]
    exhibits = {exhibit.sha256: number for number, exhibit in enumerate(dossier.exhibits, 1)}
    anchors = {name: f"method-{number}" for number, name in enumerate(sorted(dossier.methods), 1)}
    at = Places(exhibits, anchors, seen or Reopenings())
    views = [view(number, finding, dossier, at) for number, finding in _as_chosen(findings, dossier.order)]
    style = style_of("style", "chain")
    chains = dossier.chains
    page = environment().get_template("page.html").render(
        title=dossier.title,
        dossier=dossier,
        document=dossier.document,
        style=Markup(style),  # noqa: S704  # the package's own file
        policy=policy(style),
        article=article(dossier.document.text, dossier.document.blocks, [_mark(*pair) for pair in numbered]),
        findings=views,
        summary=sorted([*_found(views), *_open(unchecked), *_apart(apart)], key=lambda line: line.number),
        unchecked=unchecked,
        apart=[(number, item, VERDICTS[item.finding.verdict.value]) for number, item in apart],
        tally=_tally(dossier),
        editions=_editions(dossier.editions, exhibits),
        editions_named=EDITIONS_NAMED,
        calculation=calculation(dossier.editions),
        exhibit_numbers=exhibits,
        verdicts=VERDICTS,
        set_aside_shown=SET_ASIDE_SHOWN,
        method_anchors=anchors,
        incidents=incidents_part(dossier.incidents, exhibits),
        surges=surges_part(dossier.surges),
        reading=reading_part(dossier, findings),
        **chains_context(
            chains.chains if chains else (), chains.suggested if chains else (), _leads(dossier, exhibits, numbered)
        ),
    )  # fmt: skip
    return page.rstrip("\n") + "\n"


def _found(views: Sequence[FindingView]) -> Iterator[Line]:
    for each in views:
        words = one_line(each.finding.claim.text, WORDS_IN_TABLE)
        yield Line(each.number, f"finding-{each.number}", words, each.verdict, each.figure)


def _open(unchecked: Sequence[tuple[int, Unchecked]]) -> Iterator[Line]:
    for number, item in unchecked:
        words = one_line(item.claim.text, WORDS_IN_TABLE)
        yield Line(number, f"unchecked-{number}", words, VERDICTS["unchecked"], "")


def _apart(apart: Sequence[tuple[int, Apart]]) -> Iterator[Line]:
    for number, item in apart:
        words = one_line(item.finding.claim.text, WORDS_IN_TABLE)
        yield Line(number, f"apart-{number}", words, VERDICTS[item.finding.verdict.value], "left out of this page")


def _as_chosen(findings: list[tuple[int, Finding]], order: Sequence[str]) -> list[tuple[int, Finding]]:
    """Lay findings in the order that was chosen; those it does not name follow in that of the text."""
    places = {key: place for place, key in enumerate(order)}
    return sorted(findings, key=lambda each: places.get(each[1].key, len(places)))


def _leads(dossier: Dossier, exhibits: Mapping[str, int], numbered: Sequence[tuple[int, _Item]]) -> dict[str, Lead]:
    """Say of each key that a chain may rest on what on the page it is: a claim's finding, or a place in an exhibit."""
    rows = {
        key: Lead(f"exhibit-{exhibits[row.exhibit]}", f"Exhibit {exhibits[row.exhibit]}", f", {place_words(row.place)}")
        for key, row in dossier.rows.items()
        if row.exhibit in exhibits
    }
    for number, item in numbered:
        if not isinstance(item, Unchecked):
            key = item.finding.key if isinstance(item, Apart) else item.key
            rows[key] = Lead(_anchor(number, item), f"Claim {number}")
    return rows


def _claim(item: _Item) -> Claim:
    return item.finding.claim if isinstance(item, Apart) else item.claim


def _place_in_text(item: _Item) -> tuple[int, int]:
    return _claim(item).start, _claim(item).end


def _anchor(number: int, item: _Item) -> str:
    kind = {Finding: "finding", Apart: "apart"}.get(type(item), "unchecked")
    return f"{kind}-{number}"


def _mark(number: int, item: _Item) -> Mark:
    claim = _claim(item)
    finding = item.finding if isinstance(item, Apart) else item
    state = finding.verdict.value if isinstance(finding, Finding) else "unchecked"
    return Mark(claim.start, claim.end, number, _anchor(number, item), state, claim.text)


def _tally(dossier: Dossier) -> list[tuple[VerdictWords, int]]:
    counts = Counter(finding.verdict.value for finding in dossier.findings)
    counts["unchecked"] = len(dossier.unchecked)
    return [(words, counts[state]) for state, words in VERDICTS.items()]


def _editions(editions: Sequence[Edition], numbers: Mapping[str, int]) -> list[EditionView]:
    by_label: dict[str, list[Edition]] = {}
    for edition in editions:
        by_label.setdefault(edition.label, []).append(edition)
    return [_edition(label, group, numbers) for label, group in by_label.items()]


def _edition(label: str, group: Sequence[Edition], numbers: Mapping[str, int]) -> EditionView:
    facts = {
        "register": (edition.register for edition in group),
        "generated": (day_words(edition.generated) for edition in group if edition.generated),
        "covers": (day_words(edition.covers) for edition in group if edition.covers),
        "asked for": filter(None, (scope_words(edition) for edition in group)),
        "treaty": (edition.treaty for edition in group if edition.treaty),
        "as of": (day_words(edition.as_of) for edition in group if edition.as_of),
    }
    once = {name: tuple(dict.fromkeys(values)) for name, values in facts.items()}
    return EditionView(
        label,
        tuple((name, _few(values)) for name, values in once.items() if values),
        tuple(dict.fromkeys(edition.assumptions for edition in group if edition.assumptions)),
        tuple(dict.fromkeys(numbers[edition.exhibit] for edition in group if edition.exhibit in numbers)),
    )


def _few(values: Sequence[str]) -> str:
    rest = len(values) - EDITIONS_NAMED
    return listed(values) if rest <= 0 else f"{', '.join(values[:EDITIONS_NAMED])} and {rest} more"
