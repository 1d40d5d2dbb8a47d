"""What a use takes over from the one told before it: "the attack", "the market", "the same suburb"."""

import re
from dataclasses import replace

from armstrace.reading.article import Article
from armstrace.reading.incidents.where import last_town, refers_back
from armstrace.reading.text.view import Span
from armstrace.records.claims import WeaponUseClaim

_GOES_BACK = re.compile(
    r"\b(?:the|this|that|these|those|such|both) (?:same |latest |indiscriminate |heavy )?(?:attacks?|strikes?|air ?strikes?|shellings?|bombardments?|bombings?|incidents?|raids?|rockets?|missiles?|shells?)\b",
    re.IGNORECASE,
)
_THE_NOUN = re.compile(r"\b(?:the|any) (?:[a-z-]+ )?([a-z]{4,})\b")
_LOOK_BACK = 700


def followed(article: Article, claims: list[WeaponUseClaim]) -> list[WeaponUseClaim]:
    """Give claims in order with the slots that they take over from a use told shortly before."""
    done: list[WeaponUseClaim] = []
    for claim in claims:
        earlier = [other for other in done[-3:] if claim.start - other.start < _LOOK_BACK and other.start < claim.start]
        done.append(_after(article, claim, earlier))
    return done


def _after(article: Article, claim: WeaponUseClaim, earlier: list[WeaponUseClaim]) -> WeaponUseClaim:
    words = article.seen[claim.start : claim.end]
    last = earlier[-1] if earlier else None
    if claim.place is None and refers_back(article, Span(claim.start, claim.end)):
        told = next((other.place for other in reversed(earlier) if other.place), None)
        claim = replace(claim, place=told or last_town(article, Span(claim.start, claim.end)))
    if last is None or not _is_same_scene(article, claim, last, words):
        return claim
    return replace(
        claim,
        actor=claim.actor or last.actor,
        place=claim.place or last.place,
        date=claim.date or last.date,
        weapon_class=last.weapon_class
        if claim.weapon is None and claim.weapon_class == "unknown"
        else claim.weapon_class,
    )


def _is_same_scene(article: Article, claim: WeaponUseClaim, last: WeaponUseClaim, words: str) -> bool:
    if claim.actor and last.actor and claim.actor != last.actor:
        return False
    if _GOES_BACK.search(words):
        return True
    block = article.block_at(claim.start)
    if block is not None and block.kind == "tweet":
        return last.start >= block.start
    named = {match[1] for match in _THE_NOUN.finditer(words)}
    before = set(re.findall(r"[a-z]{4,}", article.seen[last.start : last.end]))
    return claim.target is not None and bool(named & before & set(re.findall(r"[a-z]{4,}", claim.target)))
