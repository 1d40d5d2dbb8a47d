"""Charges in texts, beside question L: who gives conduct of a side of the chain a legal name. No finding is made."""

import re
from collections.abc import Iterator

from armstrace.chain.model import Rung
from armstrace.chain.rules.rule import Aside, Found, Rule, of_use
from armstrace.chain.scope import Scope
from armstrace.chain.wording import say
from armstrace.events.tellers import teller
from armstrace.gazetteer.mentions import find_states
from armstrace.gazetteer.offices import holders, terms
from armstrace.records.claims import Claim, LegalClaim, StatementClaim

# "Genocide" with a capital names one of the past, which a text may tell of without charging anybody
_CHARGE = re.compile(
    r"\b(?:genocid(?:e|al)|(?i:war crimes?|crimes? against humanity|ethnic(?:ally)? cleans\w+"
    r"|violat\w+ (?:of )?(?:the )?(?:international|humanitarian|laws? of war)\w*|laws of war|unlawful\w*|illegal\w*))\b"
)
_LONGEST = 4_000


def _charges(scope: Scope) -> Iterator[Found]:
    said = {each.key: each.claim for each in scope.evidence.findings}
    for key, claim in {**scope.evidence.claims, **said}.items():
        if isinstance(claim, LegalClaim | StatementClaim) and _CHARGE.search(claim.text[:_LONGEST]):
            words = " ".join(claim.text.split())
            speaker = (claim.speaker if isinstance(claim, StatementClaim) else claim.actor or claim.source) or ""
            if _concerns(scope, claim, speaker):
                yield Aside(key=key, kind="charge", words=words, reason=_who_charges(scope, speaker))


def _concerns(scope: Scope, claim: Claim, speaker: str) -> bool:
    named = {each.code for each in find_states(claim.text[:_LONGEST])}
    return bool(named & scope.parties) or bool(speaker and _states_of(speaker) & scope.parties)


def _who_charges(scope: Scope, speaker: str) -> str:
    if not speaker:
        return say("charge untold")
    return say("charge of a party" if _states_of(speaker) & scope.parties else "charge", who=speaker)


def _states_of(speaker: str) -> frozenset[str]:
    """Give the states that a speaker is a body of, or has held a high office in."""
    known = holders(speaker)
    return frozenset({teller(speaker).party, *(term.state for term in terms() if term.holder in known)} - {""})


RULES = (Rule("charge", Rung.LAW, of_use(_charges)),)
