"""Checking documents again: the verdict on the day of publication, the one that was kept, today's, and why they differ.

On the day of publication only what existed then is looked at, as far as it tells its day: editions by when they were
generated, incidents by when they were reported, other documents by when they were published. What does not tell its
day is left out first and added in a second pass, which is told apart.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from armstrace.desk.documents.article import check_json, check_read
from armstrace.desk.documents.document import ReadDocument, Text, load_text, read_document
from armstrace.desk.dossiers.used_rows import exhibits_of
from armstrace.desk.editions.reasons import Name, Told, by_name, verdict_of, why
from armstrace.desk.editions.then import Then, existed, incidents_then, only, reported
from armstrace.desk.incidents.gather import incidents_of
from armstrace.desk.intake import Case
from armstrace.desk.results import kept_of
from armstrace.records.exhibits import Exhibit


@dataclass(frozen=True, slots=True)
class Rechecked:
    """One claim with its verdicts: "" where nothing answered it. `key` is that of today's finding, else the kept one.

    `on_day` rests on what surely existed on the day of publication, `undated` on that and on what does not tell its
    day. `why_kept` says why today's verdict is not the kept one, `why_day` why it is not that of the day.
    """

    key: str
    claim: Told
    check: str
    on_day: str
    undated: str
    kept: str
    today: str
    figures: Mapping[str, Any]
    why_kept: tuple[str, ...]
    why_day: tuple[str, ...]

    @property
    def differs(self) -> bool:
        """Whether the verdict kept or that of the day of publication is not today's."""
        return not self.on_day == self.kept == self.today or bool(self.why_kept)


@dataclass(frozen=True, slots=True)
class RecheckedDocument:
    """A document checked again: its claims in the order of the text, and the exhibits that existed on its day."""

    document: Text
    was_kept: bool
    then: Then
    names: Mapping[str, str]
    lines: tuple[Rechecked, ...]


@dataclass(frozen=True, slots=True)
class _Passes:
    """The findings of every pass, by what they answer."""

    on_day: Mapping[Name, Told]
    undated: Mapping[Name, Told]
    kept: Mapping[Name, Told]
    today: Mapping[Name, Told]


def recheck(case: Case, exhibit: Exhibit) -> RecheckedDocument:
    """Check a document of a case as on its day of publication and as of today, and hold both against what was kept.

    Raises:
        CaseError: it is no document, or its day is not known.
    """
    mine = read_document(case, load_text(case, exhibit, None))
    document, kept = mine.document, kept_of(case, exhibit)
    then = existed(case, document.published)
    passes = _Passes(
        on_day=_then(case, mine, then, undated=False),
        undated=_then(case, mine, then, undated=True),
        kept=by_name(kept["findings"] if kept else ()),
        today=by_name(check_json(check_read(case, mine))["findings"]),
    )
    names = {each.sha256: each.received_name for each in case.exhibits()}
    order = sorted(
        {*passes.on_day, *passes.undated, *passes.kept, *passes.today}, key=lambda name: _place(passes, name)
    )
    lines = tuple(_line(case, passes, name, then) for name in order)
    return RecheckedDocument(document, kept is not None, then, names, lines)


def _then(case: Case, mine: ReadDocument, then: Then, *, undated: bool) -> Mapping[Name, Told]:
    """Check a document with what existed on a day; with `undated` also with what does not tell its day."""
    exhibits = then.sure | then.undated if undated else then.sure
    with only(case, exhibits | {mine.document.exhibit.sha256}) as part:
        checked = check_read(part, mine, incidents_then(part, then, undated=undated))
        return by_name(check_json(checked)["findings"])


def _place(passes: _Passes, name: Name) -> tuple[int, int, Name]:
    claim = next(each[name]["claim"] for each in _all(passes) if name in each)
    return int(claim["start"]), int(claim["end"]), name


def _all(passes: _Passes) -> Sequence[Mapping[Name, Told]]:
    return (passes.today, passes.kept, passes.undated, passes.on_day)


def _line(case: Case, passes: _Passes, name: Name, then: Then) -> Rechecked:
    on_day, undated, kept, today = (
        each.get(name) for each in (passes.on_day, passes.undated, passes.kept, passes.today)
    )
    found = next(each for each in (today, kept, undated, on_day) if each is not None)
    told = {"on_day": on_day, "undated": undated, "kept": kept, "today": today}
    return Rechecked(
        key=str(found["key"]),
        claim=found["claim"],
        check=name[0],
        on_day=verdict_of(on_day),
        undated=verdict_of(undated),
        kept=verdict_of(kept),
        today=verdict_of(today),
        figures={which: each["figure"] for which, each in told.items() if each is not None},
        why_kept=why(kept, today) if passes.kept else (),
        why_day=tuple(_since(case, today, then)) if verdict_of(on_day) != verdict_of(today) else (),
    )


def _since(case: Case, today: Told | None, then: Then) -> Iterator[str]:
    """Say what today's finding rests on that was not there on the day of publication, or does not tell its day."""
    if today is None:
        yield "Nothing at hand answers this claim today."
        return
    labels = {str(each["edition"]) for each in today["readings"]}
    used = exhibits_of(case, today["records"])
    rows = case.tables.ask("SELECT DISTINCT exhibit, label FROM edition ORDER BY label, exhibit")
    for kind, words in (("later", "is later than that day"), ("undated", "does not tell its day")):
        of_kind: frozenset[str] = getattr(then, kind)
        named = {label for sha256, label in rows if sha256 in of_kind and (label in labels or sha256 in used)}
        unlabelled = (used & of_kind) - {sha256 for sha256, _ in rows}
        for each in sorted(named | {case.exhibit(sha256).received_name for sha256 in unlabelled}):
            yield f"It rests on {each}, which {words}."
    yield from _reported_later(case, today, then)


def _reported_later(case: Case, today: Told, then: Then) -> Iterator[str]:
    keys = set(today["records"])
    told = [each for each in incidents_of(case) if each.key in keys] if keys else []
    later = sum(not reported(each, then, undated=True) for each in told)
    unsaid = sum(not reported(each, then, undated=False) for each in told) - later
    if later:
        yield f"Of the incidents it rests on {later} were reported later."
    if unsaid:
        yield f"Of the incidents it rests on {unsaid} do not say when they were reported."


def recheck_json(found: RecheckedDocument) -> dict[str, Any]:
    """Give a document checked again for a program; a verdict is null where nothing answered the claim."""
    document, then = found.document, found.then
    return {
        "document": {
            "name": document.exhibit.received_name,
            "sha256": document.exhibit.sha256,
            "published": document.published.isoformat(),
            "kept": found.was_kept,
        },
        "existed": {
            which: [{"sha256": sha256, "name": found.names[sha256]} for sha256 in sorted(getattr(then, which))]
            for which in ("sure", "undated", "later")
        },
        "claims": [
            {
                "key": each.key,
                "claim": each.claim,
                "check": each.check,
                "on_day": each.on_day or None,
                "with_undated": each.undated or None,
                "kept": each.kept or None,
                "today": each.today or None,
                "figures": dict(each.figures),
                "differs": each.differs,
                "why_not_as_kept": list(each.why_kept),
                "why_not_as_on_the_day": list(each.why_day),
            }
            for each in found.lines
        ],
    }
