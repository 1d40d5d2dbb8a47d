"""Whose claims they are: a claim inside what somebody says is that speaker's, not the author's."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from armstrace.records.claims import Claim, StatementClaim

# statements within statements, looked through from the inside: a text that nests deeper quotes nobody
_DEEPEST = 50


def attributed(claims: Sequence[Claim]) -> list[Claim]:
    """Give each claim without a source the speaker of the innermost statement that holds it, in the order given.

    A claim that stands in no statement keeps None: the author says it.
    """
    parts = [part for claim in claims if isinstance(claim, StatementClaim) for part in _parts(claim)]
    said = sorted(parts, key=lambda part: (part[0], -part[1]))
    order = sorted(range(len(claims)), key=lambda number: claims[number].start)
    found = list(claims)
    around: list[tuple[int, int, str]] = []
    reached = 0
    for number in order:
        claim = claims[number]
        while reached < len(said) and said[reached][0] <= claim.start:
            around.append(said[reached])
            reached += 1
        while around and around[-1][1] <= claim.start:
            around.pop()
        if isinstance(claim, StatementClaim) or claim.source is not None:
            continue
        speaker = next((part[2] for part in around[: -_DEEPEST - 1 : -1] if claim.end <= part[1]), None)
        found[number] = replace(claim, source=speaker) if speaker else claim
    return found


def _parts(claim: StatementClaim) -> Iterator[tuple[int, int, str]]:
    """Give the parts of a content with its speaker, and all of it where a cue interrupts it."""
    if not claim.speaker:
        return
    for start, end in claim.content:
        yield start, end, claim.speaker
    if len(claim.content) > 1:
        yield claim.content[0][0], claim.content[-1][1], claim.speaker
