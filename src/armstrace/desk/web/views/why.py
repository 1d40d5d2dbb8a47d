"""From a record, finding, surge or event back to the bytes it rests on."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from armstrace.desk.intake import Case
from armstrace.desk.results import kept_finding
from armstrace.desk.search.entries import CLAIM, FINDING, UNKNOWN
from armstrace.desk.search.kept import exhibits_of
from armstrace.desk.web.asking import told
from armstrace.desk.web.desk import Desk
from armstrace.desk.web.problems import NotThere
from armstrace.desk.web.views.leading import of_document, of_exhibit, of_key, of_words
from armstrace.desk.why.steps import BELOW, BESIDE
from armstrace.desk.why.ways import trace
from armstrace.records.errors import CaseError
from armstrace.tables.schema import KINDS

_EXHIBIT, _RECORD = "exhibit ", "record "
_NOT_SHOWN = {"what", "file", BELOW, BESIDE}


@dataclass(frozen=True, slots=True)
class WhyStep:
    """One step on the way: what it is, how deep below the first, its values, rows side by side, and its own page."""

    what: str
    depth: int
    values: Mapping[str, str]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    leads_to: str


@dataclass(frozen=True, slots=True)
class Why:
    """A key and the steps from it to the bytes.

    `words` leads to its words in a document, `document` to that document with it opened; "" where it has none.
    """

    key: str
    kind: str
    steps: tuple[WhyStep, ...]
    words: str
    document: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyAsked:
    """Which record, finding, surge or event, by its key."""

    key: str = told(longest=100)


def why(desk: Desk, asked: WhyAsked) -> Why:
    """Walk a record, finding, surge or event back to the bytes."""
    return desk.cached(("why", asked.key), lambda: _why(desk, asked.key))


def _why(desk: Desk, key: str) -> Why:
    kind = key.partition(":")[0]
    missing = NotThere("Nothing in this case has that key.", where=key[:100], todo="Search for its words.")
    # a claim is shown in its document
    if ":" not in key or kind == CLAIM:
        raise missing
    if desk.who.hidden and (desk.who.hidden | {UNKNOWN}) & _behind(desk.case, key):
        raise missing
    try:
        steps = trace(desk.case, key)
    except CaseError as error:
        raise missing from error
    words, document = _words(desk.case, key, kind)
    return Why(key, kind, tuple(_flat(steps)), words, document)


def _behind(case: Case, key: str) -> set[str]:
    """Name the exhibits that something rests on; UNKNOWN is among them where one cannot be named."""
    if key.partition(":")[0] in KINDS:
        row = case.tables.row(key)
        return {str(row["exhibit"])} if row else {UNKNOWN}
    found = kept_finding(case, key)
    if found is None:
        return {UNKNOWN}
    known = exhibits_of(case.tables, found["records"])
    return {str(found["document"]["sha256"]), *(known.get(each, UNKNOWN) for each in found["records"])}


def _words(case: Case, key: str, kind: str) -> tuple[str, str]:
    found = kept_finding(case, key) if kind == FINDING else None
    if found is None:
        return "", ""
    sha256, claim = str(found["document"]["sha256"]), found["claim"]
    return of_words(sha256, int(claim["start"]), int(claim["end"]), key), of_document(sha256, key)


def _flat(steps: Iterable[Mapping[str, Any]], depth: int = 0) -> Iterator[WhyStep]:
    """Give steps one behind the other, each with how deep it lies."""
    for step in steps:
        beside: Sequence[Mapping[str, Any]] = step.get(BESIDE, ())
        columns = tuple(name for name in (beside[0] if beside else ()) if any(row[name] for row in beside))
        what = str(step["what"])
        yield WhyStep(
            what=what,
            depth=depth,
            values={name: _plain(value) for name, value in step.items() if name not in _NOT_SHOWN and _told(value)},
            columns=columns,
            rows=tuple(tuple(_plain(row[name]) for name in columns) for row in beside),
            leads_to=_leads_to(what),
        )
        yield from _flat(step.get(BELOW, ()), depth + 1)


def _told(value: Any) -> bool:
    return value not in (None, "", [])


def _plain(value: Any) -> str:
    return "\n".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _leads_to(what: str) -> str:
    if what.startswith(_EXHIBIT):
        return of_exhibit(what.removeprefix(_EXHIBIT))
    return of_key(what.removeprefix(_RECORD)) if what.startswith(_RECORD) else ""
