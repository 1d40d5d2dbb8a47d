"""Finding what a text says of embargoes on arms: who imposed them, on whom, when, and whether they stand.

An embargo is read only where it is said on whom it is; one that is wished for, threatened or supposed is no claim.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from armstrace.reading.article import Article, Sentence
from armstrace.reading.dates import times_in
from armstrace.reading.denials import denial_of
from armstrace.reading.frames.find import frame_at
from armstrace.reading.hedges import hedge_of
from armstrace.reading.incidents.named import LONGEST_SENTENCE
from armstrace.reading.law.embargo_phrases import Phrase, phrases_in
from armstrace.reading.law.embargo_verbs import Said, said_of
from armstrace.reading.law.embargo_words import ANY, MANDATORY, PARTIAL, TOTAL, VOLUNTARY
from armstrace.reading.text.view import Span
from armstrace.reading.times.mention import TimeMention
from armstrace.records.claims import EmbargoClaim
from armstrace.records.values import When

_CLAUSE = re.compile(
    r";|:|\u2014|, (?:but|while|whereas|although|though|yet|so|despite|even)\b| (?:although|though|while|whereas|despite|because|even as)\b|, (?:and|or) (?=\w+ (?:\w+ )?(?:was|is|has|had|were|are)\b)",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"\b(?:until|till|through|up to|til|to)(?: (?:late|early|mid|the end of|about))? $", re.IGNORECASE)
_SINCE = re.compile(r"\bsince (?:the |early |late |about |at least )*$", re.IGNORECASE)
_BETWEEN = re.compile(r" ?(?:and|to|until|through|till|-) ?$")
_OPENING = re.compile(r"\bthere (?:\w+ ){1,4}$|\b(?:neither|none of|nor|not)\b(?: [\w.]+){0,4} $", re.IGNORECASE)
_OPENS = 50
_FAR = 700


@dataclass(frozen=True, slots=True)
class _Found:
    """An embargo with what is said of it."""

    sentence: Sentence
    phrase: Phrase
    said: Said


def find_embargoes(article: Article) -> list[EmbargoClaim]:
    """Find the claims on embargoes on arms, in the order of the text, none twice in a sentence."""
    if not ANY.search(article.seen):
        return []
    found: dict[tuple[object, ...], EmbargoClaim] = {}
    known: _Found | None = None
    for sentence in article.sentences:
        span = sentence.span
        if span.end - span.start > LONGEST_SENTENCE or not ANY.search(article.seen, span.start, span.end):
            continue
        if article.seen[span.start : span.end].rstrip(" \"')").endswith("?"):
            continue
        for each in _in_sentence(article, sentence, known):
            known = each
            for claim in _claims(article, each):
                key = (claim.sentence, claim.target, claim.imposed_by, claim.claimed_status)
                found.setdefault(key, claim)
    return list(found.values())


def _in_sentence(article: Article, sentence: Sentence, known: _Found | None) -> Iterator[_Found]:
    for phrase in phrases_in(article, sentence):
        named = _of_the_same(phrase, known) if phrase.targets else _meant_again(phrase, known)
        if named is None or (phrase.verb and not _by_a_body(named)):
            continue
        if denial_of(article.seen, sentence.span, Span(named.head, named.end)):
            continue
        for said in said_of(article.seen, _clause(article, sentence, named), named):
            if named.unsaid and said.status == "ended" and set(named.bodies) - {"EU", "OSCE"}:
                # one on all trade holds for arms too, and may be lifted for the rest alone
                continue
            if phrase.targets or said.status in {"ended", "suspended"} or _dated(article, sentence, named, said):
                known = _Found(sentence, named, said)
                yield known


def _by_a_body(phrase: Phrase) -> bool:
    return any(len(body) != 3 or body == "EU" for body in phrase.bodies)


def _of_the_same(phrase: Phrase, known: _Found | None) -> Phrase:
    """Take "the embargo on Libya" for the one on Libya that was named shortly before, with who imposed it."""
    if known is None or phrase.bodies or phrase.article not in {"the", "this", "that"} or phrase.arms:
        return phrase
    same = {each.name for each in phrase.targets} == {each.name for each in known.phrase.targets}
    near = phrase.start - known.phrase.end <= _FAR
    return replace(phrase, bodies=known.phrase.bodies) if same and near else phrase


def _meant_again(phrase: Phrase, known: _Found | None) -> Phrase | None:
    """Take "the embargo" for the one named shortly before."""
    if known is None or phrase.article not in {"the", "this", "that"} or phrase.start - known.phrase.end > _FAR:
        return None
    if phrase.bodies and known.phrase.bodies and phrase.bodies != known.phrase.bodies:
        return None
    # what was named before stands outside the words of this claim
    targets = tuple(replace(each, start=phrase.start, end=phrase.end) for each in known.phrase.targets)
    return replace(phrase, targets=targets, bodies=phrase.bodies or known.phrase.bodies)


def _dated(article: Article, sentence: Sentence, phrase: Phrase, said: Said) -> bool:
    return bool(_times(article, sentence, phrase, said))


def _clause(article: Article, sentence: Sentence, phrase: Phrase) -> tuple[int, int]:
    """Give the clause around an embargo and whom it is on."""
    seen = article.seen
    first = min([phrase.start, *(each.start for each in phrase.targets)])
    last = max([phrase.end, *(each.end for each in phrase.targets)])
    start = sentence.span.start
    for mark in _CLAUSE.finditer(seen, start, first):
        # "despite" is part of what it says of the embargo
        start = mark.start() if "despite" in mark.group().lower() else mark.end()
    stop = _CLAUSE.search(seen, last, sentence.span.end)
    return start, stop.start() if stop else sentence.span.end


def _times(article: Article, sentence: Sentence, phrase: Phrase, said: Said) -> list[TimeMention]:
    """Give the times of the clause, else the only one of the sentence, the nearest to what is said first."""
    start, stop = _clause(article, sentence, phrase)
    every = [time for time in times_in(article, sentence.span) if time.kind == "date"]
    own = [time for time in every if start <= time.start < stop and not _is_name(time, phrase)]
    alone = len(every) == 1 and said.status == "in_force"
    # "was under an embargo; a part of it was suspended in 1995"
    apart = alone and ";" in article.seen[min(stop, every[0].start) : every[0].start]
    chosen = own or (every if alone and not apart else [])
    middle = said.end
    return sorted(
        chosen, key=lambda time: (time.start - middle) if time.start >= middle else 2 * (middle - time.end) + 5
    )


def _is_name(time: TimeMention, phrase: Phrase) -> bool:
    """Tell the year of "resolution 1970 (2011)", and a year within the noun phrase, from a date of the clause."""
    return phrase.start <= time.start < phrase.head and time.start > phrase.start + 40


def _claims(article: Article, found: _Found) -> Iterator[EmbargoClaim]:
    sentence, phrase, said = found.sentence, found.phrase, found.said
    date, as_of, last, status = _when(article, found)
    beside = as_of is not None and last > said.end and "," in article.seen[said.end : last]
    if beside:
        # "Ethiopia, under a UN embargo, bought drones in 2020": that year is of the purchase
        as_of, last = None, 0
    frame = frame_at(article, phrase.head)
    spoken = article.seen[phrase.start : phrase.end]
    edges = [phrase.start, *(each.start for each in phrase.targets)]
    if phrase.bodies_at is not None:
        edges.append(phrase.bodies_at.start)
    before = min(edges)
    opening = _OPENING.search(article.seen, max(sentence.span.start, before - _OPENS), before)
    if opening is not None:
        # what denies it belongs to the words that are quoted
        edges.append(opening.start())
    end = max([phrase.end, last, said.end, *(each.end for each in phrase.targets)])
    for target in phrase.targets:
        for body in phrase.bodies or (None,):
            yield EmbargoClaim(
                start=min(edges),
                end=min(end, sentence.span.end),
                text=article.text[min(edges) : min(end, sentence.span.end)],
                target=target.name,
                state=target.state,
                claimed_status=status,
                imposed_by=body,
                force="request" if said.asked else _force(spoken),
                reach=_reach(spoken, whole=target.whole),
                date=date,
                as_of=as_of,
                past=(said.past or beside) and date is None and as_of is None,
                hedge=hedge_of(article, frame) if frame else None,
                sentence=(sentence.span.start, sentence.span.end),
            )


def _force(spoken: str) -> str | None:
    if VOLUNTARY.search(spoken):
        return "request"
    return "mandatory" if MANDATORY.search(spoken) else None


def _reach(spoken: str, *, whole: bool) -> str | None:
    if PARTIAL.search(spoken):
        return "part"
    return "whole" if whole or TOTAL.search(spoken) else None


def _when(article: Article, found: _Found) -> tuple[When | None, When | None, int, str]:
    """Give the day of the act, the time spoken of, where its words end, and the status that the times leave."""
    said, published = found.said, article.published
    times = _times(article, found.sentence, found.phrase, said)
    if not times:
        return None, None, 0, said.status
    seen = article.seen
    since = next((time for time in times if _is_since(seen, time)), None)
    if since is None and said.status == "in_force":
        # "its 1989 embargo" is of that year
        since = next((time for time in times if found.phrase.start <= time.start < found.phrase.head), None)
    if since is not None and said.status in {"in_force", "imposed"}:
        return _decade(since.when) or since.when, None, since.end, "in_force"
    if since is not None and said.status == "absent":
        # none "since 2001" says that none stands now; the year itself may have seen its end
        return None, None, since.end, "absent"
    best = times[0]
    ends = _UNTIL.search(seen, max(0, best.start - 24), best.start)
    if said.status in {"in_force", "absent"}:
        when = best.when
        if ends and when and when.latest and when.latest < published and said.status == "in_force":
            return when, None, best.end, "ended"
        if when and when.earliest and when.earliest > published:
            when = None
        return None, when, best.end if when else 0, said.status
    return best.when, None, best.end, said.status


def _decade(when: When | None) -> When | None:
    """Give the years that "since the 1990s" may mean; nothing where one year is named."""
    named = _IN_DECADE.search(when.printed) if when else None
    if named is None:
        return None
    first, later = _PART_OF_TEN[(named["part"] or "").lower()]
    year = int(named["year"])
    return When.years_of(year + first, year + later)


_IN_DECADE = re.compile(r"(?:(?P<part>early|mid|late)[ -])?(?P<year>(?:19|20)\d0)['\u2019]?s\b", re.IGNORECASE)
_PART_OF_TEN = {"": (0, 9), "early": (0, 4), "mid": (3, 7), "late": (5, 9)}


def _is_since(seen: str, time: TimeMention) -> bool:
    when = time.when
    if when is None or when.earliest is None:
        return False
    return when.latest is None or bool(_SINCE.search(seen, max(0, time.start - 20), time.start))
