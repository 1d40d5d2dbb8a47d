"""Correcting how a claim was read: what a person says instead, held against the text before it is signed."""

import re
from collections.abc import Mapping

from armstrace.desk.documents.document import ReadDocument
from armstrace.desk.intake import Case
from armstrace.desk.judgements.claims import judge
from armstrace.evidence.names import visible
from armstrace.gazetteer.states import code_of, states
from armstrace.records.claims import Claim
from armstrace.records.corrections import Correction, corrected
from armstrace.records.errors import CaseError, UnreadableValue
from armstrace.records.judgements import Judged

_PARTIES = frozenset({"subject", "object", "partner", "state", "supplier", "recipient", "actor", "origin"})
_LONGEST = 2_000


def correct(case: Case, mine: ReadDocument, claim: Judged, correction: Correction, why: str) -> bool:
    """Sign a correction of a claim; give False where the same person has signed the same already."""
    return judge(case, mine.document.exhibit.sha256, claim, "correct", why, correction)


def correction_of(
    mine: ReadDocument, claim: Judged, slots: Mapping[str, str], words: str = "", start: int | None = None
) -> Correction:
    """Make a correction of slots given by name, and of the words that the claim is (at `start`, else the nearest such).

    What an earlier correction said goes on where nothing else is said now. States are taken by code or name.

    Raises:
        CaseError: nothing is corrected, the words stand nowhere in the text, or a value is not what it must be.
    """
    before = claim.judgement.correction if claim.machine and claim.judgement else None
    told = {**(before.slots if before else {}), **{name: _party(name, said) for name, said in slots.items()}}
    text, now = mine.document.text, claim.claim
    first, end = _span(text, now, words, start) if words else (now.start, now.end)
    made = Correction(first, end, text[first:end], told)
    try:
        after = corrected(claim.as_read, made)
    except UnreadableValue as error:
        raise CaseError(error.what, where=claim.key, todo=error.todo) from error
    if after == claim.claim:
        raise CaseError(
            "That is how it stands already: nothing is corrected.",
            where=claim.key,
            todo="Give a slot another value or other words, or accept it as it is.",
        )
    return made


def _party(name: str, said: str) -> str:
    """Read states by name as codes, several joined with "+"; other names stay as they are given."""
    if name not in _PARTIES:
        return said
    parts = [part.strip() for part in said.split("+")]
    return "+".join(part if part in states() else code_of(part) or part for part in parts)


def _span(text: str, claim: Claim, words: str, start: int | None) -> tuple[int, int]:
    """Find the words at `start`, else nearest to where the claim stands."""
    wanted = words.strip()
    if not wanted or len(wanted) > _LONGEST:
        raise CaseError(f"A claim has 1 to {_LONGEST:,} characters.", where="the words", todo="Give its words.")
    flexible = re.compile(r"\s+".join(map(re.escape, wanted.split())))
    if start is None:
        places = [(found.start(), found.end()) for found in flexible.finditer(text)]
    else:
        there = flexible.match(text, start)
        places = [(there.start(), there.end())] if there else []
    if not places:
        where = "stands nowhere in the document" if start is None else f"does not stand at character {start}"
        raise CaseError(
            f"{visible(wanted[:80])!r} {where}.",
            where="the words",
            todo="Copy them as they stand in the text.",
        )
    return min(places, key=lambda place: abs(place[0] - claim.start))
