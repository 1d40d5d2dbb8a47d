"""What a text says that a treaty bans or asks, and states that stay out of an agreement the text does not name."""

import re
from collections.abc import Iterator, Sequence

from armstrace.gazetteer.mentions import find_states
from armstrace.gazetteer.treaties import find_treaties
from armstrace.reading.article import Article, Sentence
from armstrace.reading.frames.find import frame_at
from armstrace.reading.frames.frame import Frame
from armstrace.reading.parties import party_name
from armstrace.reading.text.keyed import Keyed
from armstrace.reading.text.view import Span
from armstrace.records.claims import TreatyClaim

_RULES = (
    r"(?:bans?|banned|prohibits?|prohibited|forbids?|forbidden|outlaws?|outlawed|restricts?|restricted|regulates?|regulated|requires?|required|obliges?|obliged|allows?|permits?|"
    r"limits?|limited|protects?|bars?|barred)"
)
_PACT = r"(?:convention|treaty|treaties|protocol|agreement|accord|international law|humanitarian law|international agreements?)"
_NAMED = Keyed(re.compile(_PACT, re.IGNORECASE), 8)
_ACTIVE = re.compile(rf"\b{_RULES}\b", re.IGNORECASE)
_UNNAMED = re.compile(
    r"\b(?:an?|the|this|that|any|no) (?:\w+ ){0,2}(?:convention|treaty|protocol|agreement)s?\b", re.IGNORECASE
)
_WHICH = re.compile(r"(?: (?:of|in|from) \d{4})?(?: \([^)]{1,20}\))?, which ")
_STAYED_OUT = re.compile(
    r"\b(?P<neither>[Nn]either|[Nn]one of)\b[^.;]{0,80}\b(?:had |has |have )?(?:ever )?(?P<verb>signed|ratified|joined|acceded to)\b"
    r"|\b(?:had |has |have |did )(?:not|n't|never) (?:yet |ever )?(?P<verb2>sign|signed|ratif(?:y|ied)|join|joined|acceded? to)\b"
)


def find_treaty_content(article: Article, taken: list[TreatyClaim]) -> list[TreatyClaim]:
    """Find what treaties are said to ban or ask, and states said to stay out of an agreement without a name.

    Nothing is found where `taken`, the claims about named treaties, already stands.
    """
    found: list[TreatyClaim] = []
    for sentence in article.sentences:
        # the whole text is searched once, and few sentences speak of a treaty
        if not _NAMED.may_match(article.seen, sentence.span.start, sentence.span.end) or not re.search(
            _PACT, article.seen[sentence.span.start : sentence.span.end], re.IGNORECASE
        ):
            continue
        found += _rules(article, sentence)
        if not any(sentence.span.start <= claim.start < sentence.span.end for claim in taken):
            found += _outside(article, sentence)
    return found


def _rules(article: Article, sentence: Sentence) -> Iterator[TreatyClaim]:
    base = sentence.span.start
    treaties = list(find_treaties(article.seen[base : sentence.span.end]))
    for match in _ACTIVE.finditer(article.seen, base, sentence.span.end):
        if any(base + t.start <= match.start() < base + t.end for t in treaties):
            # "the Mine Ban Treaty" rules nothing by its name
            continue
        frame = frame_at(article, match.start())
        if frame is None or (not frame.verbal and article.tree is not None and not frame.phrases):
            continue
        spans = [Span(base + t.start, base + t.end) for t in treaties]
        place = _pact_of(article, frame, spans) or _pact_before(article, match.start(), spans)
        if place is None:
            continue
        named = [t for t in treaties if place.start <= base + t.start < place.end]
        unnamed = _UNNAMED.search(article.seen, place.start, place.end)
        if not named and not unnamed and not re.search(_PACT, article.words(place), re.IGNORECASE):
            continue
        treaty = named[0] if named else None
        span = _with_object(frame)
        yield TreatyClaim(
            start=span.start,
            end=span.end,
            text=article.words(span),
            state=None,
            treaty=article.text[base + treaty.start : base + treaty.end] if treaty else article.words(place),
            treaty_id=treaty.treaty_id if treaty else None,
            claimed_status="treaty_content",
            polarity="negative" if frame.negated else "positive",
            sentence=(base, sentence.span.end),
        )
        return


def _pact_of(article: Article, frame: Frame, treaties: Sequence[Span]) -> Span | None:
    """Give the phrase of the treaty that rules: the subject, or what stands behind "by" or "under"."""
    for place in (frame.subject, frame.phrase("by", "under", "in")):
        # the parse may hang "which bans" on the last word of a treaty's name
        whole = next((t for t in treaties if place and t.start <= place.start < t.end), None)
        if whole is not None:
            return whole
        if place is not None and re.search(_PACT, article.words(place), re.IGNORECASE):
            return place
    return None


def _pact_before(article: Article, verb: int, treaties: Sequence[Span]) -> Span | None:
    """Give the treaty that ", which" leads on from, where the parse hangs it on a year between them."""
    for treaty in treaties:
        if treaty.end < verb and _WHICH.fullmatch(article.seen, treaty.end, verb):
            return treaty
    return None


def _with_object(frame: Frame) -> Span:
    """Give the clause with what is banned, where that stands outside of it ("munitions prohibited by ...")."""
    if frame.passive and frame.object is not None and frame.object.end <= frame.span.start:
        return Span(frame.object.start, frame.span.end)
    return frame.span


def _outside(article: Article, sentence: Sentence) -> Iterator[TreatyClaim]:
    match = _STAYED_OUT.search(article.seen, sentence.span.start, sentence.span.end)
    pact = _UNNAMED.search(article.seen, sentence.span.start, sentence.span.end) if match else None
    if match is None or pact is None:
        return
    start = match.start() if match["neither"] else sentence.span.start
    states = [m for m in find_states(article.seen[start : match.end()]) if m.kind in {"name", "official", "press"}]
    verb = match["verb"] or match["verb2"]
    for state in states:
        low, high = min(pact.start(), start + state.start), max(pact.end(), match.end())
        yield TreatyClaim(
            start=low,
            end=high,
            text=article.text[low:high],
            state=party_name(state.code),
            treaty=article.text[pact.start() : pact.end()],
            treaty_id=None,
            claimed_status="not_signatory" if verb.startswith("sign") else "not_party",
            polarity="negative",
            sentence=(sentence.span.start, sentence.span.end),
        )
