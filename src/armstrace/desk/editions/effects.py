"""What a newer edition does to the findings that a case keeps: each document is checked with either edition alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from armstrace.desk.documents.article import check_json, check_read
from armstrace.desk.documents.document import load_text, read_document
from armstrace.desk.editions.named import EditionNamed
from armstrace.desk.editions.reasons import Told, by_name, verdict_of, why
from armstrace.desk.editions.then import only
from armstrace.desk.incidents.gather import incidents_of
from armstrace.desk.intake import Case
from armstrace.desk.results import kept_of


@dataclass(frozen=True, slots=True)
class Effect:
    """One kept finding: its verdict under the older edition without the newer, and the other way round; "" for none."""

    key: str
    document: str
    claim: str
    old: Told | None
    new: Told | None
    why: tuple[str, ...]

    @property
    def differs(self) -> bool:
        """Whether verdict or figure are others."""
        return _answer(self.old) != _answer(self.new)


def effects_of(case: Case, old: EditionNamed, new: EditionNamed) -> tuple[Effect, ...]:
    """Check every document whose findings the case keeps with the older edition alone and with the newer alone."""
    everything = frozenset(each.sha256 for each in case.exhibits())
    found: list[Effect] = []
    for exhibit in case.exhibits():
        kept = kept_of(case, exhibit)
        if kept is None:
            continue
        mine = read_document(case, load_text(case, exhibit, None))
        answers = []
        for left_out in (new.keys - old.keys, old.keys - new.keys):
            with only(case, everything - left_out) as part:
                # handed over, as events that the case keeps are of all its incidents
                checked = check_read(part, mine, partial(incidents_of, part))
                answers.append(by_name(check_json(checked)["findings"]))
        for name, each in by_name(kept["findings"]).items():
            before, after = (answer.get(name) for answer in answers)
            found.append(
                Effect(each["key"], exhibit.received_name, each["claim"]["text"], before, after, why(before, after))
            )
    return tuple(found)


def effects_json(effects: Sequence[Effect]) -> list[dict[str, Any]]:
    """Give the effects for a program; a verdict is null where nothing answered."""
    return [
        {
            "key": each.key,
            "document": each.document,
            "claim": each.claim,
            "old": {"verdict": verdict_of(each.old) or None, "figure": each.old["figure"] if each.old else None},
            "new": {"verdict": verdict_of(each.new) or None, "figure": each.new["figure"] if each.new else None},
            "differs": each.differs,
            "why": list(each.why),
        }
        for each in effects
    ]


def _answer(finding: Told | None) -> tuple[str, Any]:
    return (verdict_of(finding), finding["figure"] if finding else None)
