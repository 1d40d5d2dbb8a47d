"""What a person asks to be exported: kinds of record, documents or other exhibits, single keys."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from armstrace.desk.intake import Case
from armstrace.desk.results import kept_finding, kept_of
from armstrace.evidence.names import visible
from armstrace.records.errors import CaseError
from armstrace.records.events import Event
from armstrace.records.judgements import KIND as CLAIM
from armstrace.records.kinds import Incident
from armstrace.tables.schema import KINDS

FINDING = "finding"
EXPORTED = (*KINDS, FINDING, Event.KIND)
"""Every kind that a row of an export can be of."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is asked for: whole kinds, whole exhibits (SHA-256), single keys by kind; `named` what a person named.

    An incident that a document tells of goes by the key of its claim.
    """

    words: tuple[str, ...]
    whole: frozenset[str] = frozenset()
    exhibits: frozenset[str] = frozenset()
    keys: Mapping[str, frozenset[str]] = field(default_factory=dict)
    named: frozenset[str] = frozenset()

    def asks_for(self, kind: str) -> bool:
        """Whether any row of a kind may be asked for."""
        return kind in self.whole or kind in self.keys or bool(self.exhibits)

    def wants(self, kind: str, exhibit: str) -> frozenset[str] | None:
        """Give the keys wanted of a kind and exhibit, None for all of them."""
        if kind in self.whole or exhibit in self.exhibits:
            return None
        own = self.keys.get(kind, frozenset())
        return own | self.keys.get(CLAIM, frozenset()) if kind == Incident.KIND else own


def choose(case: Case, words: Iterable[str], default: Iterable[str]) -> Chosen:
    """Find what the words of a command name; none name the kinds in `default`.

    Of a document that was checked, its findings and the rows they rest on; of any other exhibit all its rows; of a
    finding or event also what it rests on.

    Raises:
        CaseError: nothing goes by such a name.
    """
    said = tuple(words)
    if not said:
        return Chosen(said, whole=frozenset(default))
    whole, exhibits, keys = set[str](), set[str](), list[str]()
    for word in said:
        if word in EXPORTED:
            whole.add(word)
        elif word.partition(":")[0] in {*EXPORTED, CLAIM} and ":" in word:
            keys += [word, *_rests_on(case, word)]
        else:
            exhibit = _exhibit(case, word)
            found = kept_of(case, exhibit)
            keys += [key for each in found["findings"] for key in _of_finding(each)] if found else []
            exhibits |= set() if found else {exhibit.sha256}
    sorted_out: dict[str, set[str]] = {}
    for key in keys:
        sorted_out.setdefault(key.partition(":")[0], set()).add(key)
    by_kind = {kind: frozenset(of_kind) for kind, of_kind in sorted_out.items()}
    return Chosen(said, frozenset(whole), frozenset(exhibits), by_kind, frozenset(whole | set(by_kind)))


def _exhibit(case: Case, word: str) -> Any:
    try:
        return case.exhibit(word)
    except CaseError as error:
        raise CaseError(
            f"{visible(word)!r} is no kind of record, no key and no exhibit of this case.",
            where=error.what,
            todo=f"Kinds are {', '.join(EXPORTED)}.",
        ) from error


def _of_finding(finding: Mapping[str, Any]) -> list[str]:
    return [str(finding["key"]), *map(str, finding["records"])]


def _rests_on(case: Case, key: str) -> list[str]:
    """Give the keys that a finding or an event rests on, none for a record.

    Raises:
        CaseError: the case has nothing of this key.
    """
    kind = key.partition(":")[0]
    if kind == FINDING:
        found = kept_finding(case, key)
        if found is not None:
            return _of_finding(found)
    elif kind == Event.KIND:
        from armstrace.desk.incidents.kept_events import kept_events  # noqa: PLC0415  # groups incidents, if need be

        kept = kept_events(case)
        events = kept.named(key) if kept else ()
        if len(events) == 1:
            return list(events[0].inputs)
    elif kind == CLAIM or case.tables.row(key) is not None:
        return []
    raise CaseError("Nothing of this case has that key.", where=visible(key)[:80], todo="Keys are written out whole.")
