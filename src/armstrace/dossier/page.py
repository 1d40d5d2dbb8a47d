"""The page: one HTML file without scripts, that asks no host and opens from a disk."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from armstrace.dossier.article import Mark, article
from armstrace.dossier.date_words import day_words
from armstrace.dossier.finding_view import view
from armstrace.dossier.model import Dossier, Unchecked, refuse_gaps
from armstrace.dossier.templating import environment, policy, style_of
from armstrace.dossier.verdict_words import VERDICTS, VerdictWords
from armstrace.dossier.wording import calculation, listed, scope_words
from armstrace.records.findings import Finding
from armstrace.records.kinds import Edition

SET_ASIDE_SHOWN = 100
EDITIONS_NAMED = 4


@dataclass(frozen=True, slots=True)
class EditionView:
    """One edition, which may have come in many files; `exhibits` are their numbers on the page."""

    label: str
    facts: tuple[tuple[str, str], ...]
    assumptions: tuple[str, ...]
    exhibits: tuple[int, ...]


def render(dossier: Dossier) -> str:
    """Give a dossier as one self-contained HTML page, the same bytes for the same dossier.

    Findings stand in the order of their claims in the text. The page holds no script and no address that a browser
    would fetch; its content policy forbids both, and allows the one style sheet by its hash.

    Raises:
        IncompleteDossier: a claim, a finding or a row does not lead back to its bytes.
    """
    refuse_gaps(dossier)
    # one count over both kinds, so that the numbers rise with the text
    items: list[Finding | Unchecked] = [*dossier.findings, *dossier.unchecked]
    numbered = list(enumerate(sorted(items, key=_place_in_text), 1))
    findings = [(number, item) for number, item in numbered if isinstance(item, Finding)]
    unchecked = [(number, item) for number, item in numbered if isinstance(item, Unchecked)]
    exhibits = {exhibit.sha256: number for number, exhibit in enumerate(dossier.exhibits, 1)}
    style = style_of("style")
    page = environment().get_template("page.html").render(
        title=dossier.title,
        dossier=dossier,
        document=dossier.document,
        style=Markup(style),  # noqa: S704  # the package's own file
        policy=policy(style),
        article=article(dossier.document.text, dossier.document.blocks, [_mark(*pair) for pair in numbered]),
        findings=[view(number, finding, dossier, exhibits) for number, finding in findings],
        unchecked=unchecked,
        tally=_tally(dossier),
        editions=_editions(dossier.editions, exhibits),
        editions_named=EDITIONS_NAMED,
        calculation=calculation(dossier.editions),
        exhibit_numbers=exhibits,
        verdicts=VERDICTS,
        set_aside_shown=SET_ASIDE_SHOWN,
    )  # fmt: skip
    return page.rstrip("\n") + "\n"


def _place_in_text(item: Finding | Unchecked) -> tuple[int, int]:
    return item.claim.start, item.claim.end


def _mark(number: int, item: Finding | Unchecked) -> Mark:
    kind, state = ("finding", item.verdict.value) if isinstance(item, Finding) else ("unchecked", "unchecked")
    return Mark(item.claim.start, item.claim.end, number, f"{kind}-{number}", state, item.claim.text)


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
