"""Taking printed sentences apart again: into templates of the file of wordings, printed words, names and numbers."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from functools import lru_cache
from typing import Any

from armstrace.chain.as_json import said_of
from armstrace.chain.explanations import known
from armstrace.chain.model import Chain, Evidence, Rung
from armstrace.chain.wording import RULES, RUNGS, TEMPLATES, explanation_words, reply_words
from armstrace.events.tellers import REGISTERS
from armstrace.gazetteer.identities.tables import identities
from armstrace.gazetteer.states import states
from armstrace.records.kinds import RECORD_TYPES
from armstrace.records.values import Count, When
from armstrace.records.verdicts import Verdict

_NUMBER = re.compile(r"[\d.,()<>=?-]+|\d{4}-\d{2}-\d{2}")
_SLOT = re.compile(r"\{\w+\}")
_JOINTS = (", ", " and ", " or ", "; ", ": ", " ")


def printed(chain: Chain) -> Iterator[str]:
    """Give every string that is printed of a chain."""
    for state in chain.rungs:
        yield from RUNGS[state.rung]
        yield from said_of(state)
        yield from reply_words(state.replies)
        for placed in state.placements:
            yield from (placed.words, placed.bearing, placed.hedge, placed.signed, *placed.told_by, *placed.origins)
            yield RULES.get(placed.rule, "")
        for contest in state.status.contested:
            yield from (contest.who, contest.words)
        for each in state.explanations:
            yield from (each.words, each.because, explanation_words(each.words, each.state, each.because))
        for beside in state.beside:
            yield from (beside.words, beside.reason)
    for beside in chain.unplaced:
        yield from (beside.words, beside.reason)


def atoms_of(evidence: Evidence) -> frozenset[str]:
    """Give every string that a record, a judgement or the gazetteer brings along."""
    found = set(_strings([getattr(evidence, field.name) for field in fields(evidence) if field.name != "of_type"]))
    found |= {each.signed for each in evidence.judgements}
    found |= {state.name for state in states().values()} | set(states()) | set(REGISTERS.values())
    found |= {each.name for each in identities().values()} | {each.words for each in Verdict}
    found |= {kind.KIND for kind in RECORD_TYPES}
    found |= {rung.value for rung in Rung} | {entry.words for rung in Rung for entry in known()[rung]}
    found |= {entry.name for rung in Rung for entry in known()[rung]}
    found |= set(RULES.values()) | {part for rung in RUNGS.values() for part in rung}
    found |= {str(name) for each in evidence.remnants for name, *_ in json.loads(each.candidates or "[]")}
    found |= {" ".join(each.split()) for each in found} | {each.replace("_", " ") for each in found}
    found |= {part.strip() for each in found for part in each.split(";")}
    return frozenset(found | {each.rstrip(".") for each in found} - {""})


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, When):
        yield from (value.printed, value.edtf)
    elif isinstance(value, Count):
        yield value.printed
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _strings(getattr(value, field.name))
    elif isinstance(value, dict):
        yield from _strings([*value, *value.values()])
    elif isinstance(value, Iterable):
        for each in value:
            yield from _strings(each)


class Reader:
    """Says whether a printed string is made of nothing but what may be printed."""

    def __init__(self, atoms: frozenset[str], more: Iterable[str] = ()) -> None:
        self._atoms = atoms
        self._templates = [_pattern(each) for each in (*TEMPLATES.values(), *more) if not _SLOT.fullmatch(each)]
        self.explained = lru_cache(maxsize=None)(self._explained)

    def _explained(self, text: str, depth: int = 6) -> bool:
        text = text.strip()
        if not text or text in self._atoms or text.rstrip(".") in self._atoms or _NUMBER.fullmatch(text):
            return True
        if not depth:
            return False
        return self._by_template(text, depth) or self._by_parts(text, depth)

    def _by_template(self, text: str, depth: int) -> bool:
        for pattern in self._templates:
            found = pattern.fullmatch(text)
            if found and all(self.explained(part, depth - 1) for part in found.groups()):
                return True
        return False

    def _by_parts(self, text: str, depth: int) -> bool:
        """Take a list, or sentences after one another, apart at every joint."""
        for joint in _JOINTS:
            at = text.find(joint)
            while at > 0:
                first, rest = text[:at], text[at + len(joint) :]
                ends = joint != " " or first.endswith((".", "!", "?"))
                if ends and self.explained(first, depth - 1) and self.explained(rest, depth):
                    return True
                at = text.find(joint, at + 1)
        return False


def _pattern(template: str) -> re.Pattern[str]:
    """Make a pattern of a template."""
    parts = [re.escape(part) for part in _SLOT.split(template)]
    whole = "(.+?)".join(parts[:-1]) + ("(.+)" if len(parts) > 1 else "") + parts[-1].removesuffix(re.escape("."))
    return re.compile(rf"{whole}\.?")
