"""Standings of states that a sentence only points at: "Neither country is a party to the treaty"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from armstrace.gazetteer.mentions import find_states
from armstrace.gazetteer.treaties import find_treaties
from armstrace.reading.article import Article, Sentence
from armstrace.reading.parties import party_name
from armstrace.reading.text.keyed import Keyed
from armstrace.reading.text.view import Span
from armstrace.records.claims import TreatyClaim

_OF = r"(?: of (?:them|the two|the (?:\w+ )?(?:countries|states|sides|parties)))"
_STANDING = Keyed(
    re.compile(
        rf"\b(?P<who>neither(?: country| state| side| party| government|{_OF})|both (?:countries|states|sides|parties|governments)|both{_OF}|the two (?:countries|states|sides))\b"
        r"(?P<between>[^.;]{0,40}?)\b(?P<how>part(?:y|ies) to|bound by|signator(?:y|ies) (?:to|of)|signed|ratified|joined|acceded to|members? of) ",
        re.IGNORECASE,
    )
)
_NOT = re.compile(r"\b(?:not|never|nor|yet to)\b|n't\b", re.IGNORECASE)
_REACH = 1500
# what somebody else did: "unlike its neighbour, which has signed it"
_UNLIKE = re.compile(r"\bunlike (?:its|their|the) [\w -]{3,40}, (?:which|who) ", re.IGNORECASE)
_SIGNED_NEITHER = re.compile(r"\b(?:signed|ratified|joined|acceded to|party to|bound by) neither\b", re.IGNORECASE)
_FORMER = re.compile(r"\b(?:signed|ratified|joined|acceded to|party to|bound by) the former\b", re.IGNORECASE)
_STATUS = {"party": "party", "parties": "party", "signator": "signatory", "signed": "signatory", "member": "member"}


def with_pointed_standings(article: Article, read: Sequence[TreatyClaim]) -> list[TreatyClaim]:
    """Add the standings towards a named treaty whose two states stand in earlier sentences, to those already `read`.

    "Neither country" and "both sides" are the two states named last before them; what was read there of one state
    that the context offered gives way.
    """
    pointed = _pointed(article)
    spans = {(claim.start, claim.end) for claim in pointed}
    kept = [_former(article, _neither(claim)) for claim in read if not _UNLIKE.search(claim.text)]
    kept = [claim for claim in kept if not any(claim.start < end and start < claim.end for start, end in spans)]
    return [*kept, *pointed]


def _neither(claim: TreatyClaim) -> TreatyClaim:
    """Read "has signed neither A nor B", whose verb is no denial by itself."""
    if claim.polarity != "positive" or not _SIGNED_NEITHER.search(claim.text):
        return claim
    return replace(claim, claimed_status=f"not_{claim.claimed_status}", polarity="negative", action=None, date=None)


def _former(article: Article, claim: TreatyClaim) -> TreatyClaim:
    """Give "the former" the first of the two treaties named last before it."""
    if not _FORMER.search(claim.text):
        return claim
    start = max(0, claim.start - _REACH)
    named = find_treaties(article.seen[start : claim.start])
    return replace(claim, treaty_id=named[-2].treaty_id) if len(named) > 1 else claim


def _pointed(article: Article) -> list[TreatyClaim]:
    found: list[TreatyClaim] = []
    for sentence in article.sentences:
        base = sentence.span.start
        for match in _STANDING.finditer(article.seen, base, sentence.span.end):
            treaty = next(iter(find_treaties(article.seen[match.end() : sentence.span.end])), None)
            if treaty is None or treaty.start > 30:
                continue
            span = Span(match.start(), match.end() + treaty.end)
            found += _claims(article, sentence, match, span, treaty.treaty_id)
    return found


def _claims(
    article: Article, sentence: Sentence, match: re.Match[str], span: Span, treaty_id: str
) -> Iterator[TreatyClaim]:
    who = match["who"].lower()
    negative = who.startswith("neither") or bool(_NOT.search(match["between"]))
    how = next((status for words, status in _STATUS.items() if match["how"].lower().startswith(words)), "party")
    for code in _last_two_states(article, match.start()):
        yield TreatyClaim(
            start=span.start,
            end=span.end,
            text=article.words(span),
            state=party_name(code),
            treaty=article.text[match.end() : span.end],
            treaty_id=treaty_id,
            claimed_status=f"not_{how}" if negative and how != "member" else how,
            polarity="negative" if negative else "positive",
            sentence=(sentence.span.start, sentence.span.end),
        )


def _last_two_states(article: Article, offset: int) -> list[str]:
    """Give the two states named last before an offset, none where fewer are named."""
    start = max(0, offset - _REACH)
    named = [mention.code for mention in find_states(article.seen[start:offset])]
    nearest = list(dict.fromkeys(reversed(named)))[:2]
    return nearest[::-1] if len(nearest) == 2 else []
