"""Finding the statements of an article: who said what, to whom, when and through which medium."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from armstrace.reading.article import Article
from armstrace.reading.law.courts import courts_in
from armstrace.reading.names.bodies import BodyName
from armstrace.reading.names.coref import Names
from armstrace.reading.names.word_lists import word_list
from armstrace.reading.statements.according import by_colon, by_headline, by_phrases
from armstrace.reading.statements.attribution import Attribution
from armstrace.reading.statements.hearers import hearer
from armstrace.reading.statements.nouns import by_nouns
from armstrace.reading.statements.orphans import orphans, with_next_paragraphs
from armstrace.reading.statements.patterns import by_patterns
from armstrace.reading.statements.quotes import Quotes, find_quotes
from armstrace.reading.statements.tweets import by_tweets
from armstrace.reading.statements.verbs import by_verbs
from armstrace.reading.statements.when import Around, date_of, find_dates
from armstrace.reading.text.view import Span
from armstrace.reading.times.mention import TimeMention
from armstrace.records.claims import StatementClaim
from armstrace.records.values import When

# "Ruritanian and Sylvanian officials": two speakers with one noun
_SHARED = re.compile(
    r"(?:[Tt]he |[Bb]oth )?(?P<first>[A-Z][\w-]{2,30}) and (?P<second>[A-Z][\w-]{2,30}) (?P<noun>(?:[a-z]{3,12} )?(?:authorities|officials|forces|sources|media|governments|ministries|troops|leaders|diplomats|commanders))"
)
_ORDERS = re.compile(r"order(?:s|ed|ing)?", re.IGNORECASE)
_BETWEEN = re.compile(r",? and |, ")
_QUESTIONS = ("whether", "if", "what", "why", "how", "who", "when", "where", "which")


def find_attributions(article: Article, *, wide: bool = False) -> list[Attribution]:
    """Find who is said to have said what, as spans; `wide` takes in attitudes, plans and what is only possible."""
    return _attributions(article, find_quotes(article), wide)


def _attributions(article: Article, quotes: Quotes, wide: bool) -> list[Attribution]:
    found: list[Attribution] = []
    if article.tree:
        found += by_verbs(article, article.tree, quotes, wide)
        found += by_nouns(article.tree, wide)
    else:
        found += by_patterns(article, quotes)
    found += by_phrases(article, article.tree, quotes)
    if wide:
        found += by_headline(article)
    taken = {part.start for each in found for part in each.content}
    found += (each for each in by_colon(article, quotes) if each.content[0].start not in taken)
    return sorted(with_next_paragraphs(found, quotes), key=lambda each: (each.start, each.end))


def find_statements(article: Article, known: Sequence[BodyName] = ()) -> list[StatementClaim]:
    """Find the statements of an article in the order they stand in it; `known` are organisations found elsewhere.

    Where the article has no parse, only direct quotations beside speaker and cue, tweets, "according to" and plain
    "X said that" are found.
    """
    quotes = find_quotes(article)
    names = Names.of(article, known)
    found = _attributions(article, quotes, wide=False)
    found += orphans(article, quotes, found, names.people)
    found += by_tweets(article)
    dates = find_dates(article)
    claims: list[StatementClaim] = []
    for each in sorted(found, key=lambda each: (each.start, each.end)):
        if (
            each.cue
            and each.speaker
            and _ORDERS.fullmatch(article.words(each.cue))
            and courts_in(article.seen, each.speaker)
        ):
            # an order of a court is an act of law, no statement
            continue
        new = _claims(article, each, names, dates)
        claims += [_carried(article, claim, claims[-1]) if claims else claim for claim in new]
    return sorted(claims, key=lambda claim: (claim.start, claim.end))


def _claims(
    article: Article, each: Attribution, names: Names, dates: Sequence[TimeMention]
) -> Iterator[StatementClaim]:
    """Give one claim for each speaker of an attribution, with the dates dealt out where there are as many."""
    sentence = article.sentence_at((each.cue or each.speaker or each.content[0]).start)
    within = sentence.span if sentence else Span(each.start, each.end)
    speakers = _speakers(article, each, names)
    said = _said(article, each, within, dates)
    heard = hearer(article, within, each.content, each.cue, told=each.kind in {"tell", "ask"})
    for number, (span, name) in enumerate(speakers):
        if name and span and each.kind != "tweet":
            names.heard(each.start, name, span)
        yield StatementClaim(
            start=each.start,
            end=each.end,
            text=article.text[each.start : each.end],
            content=tuple((part.start, part.end) for part in each.content),
            speaker=name,
            speaker_span=(each.speaker.start, each.speaker.end) if each.speaker else None,
            cue=article.words(each.cue) if each.cue else None,
            cue_span=(each.cue.start, each.cue.end) if each.cue else None,
            quote_kind=_kind(article, each),
            date=said[number] if len(said) == len(speakers) else said[0] if said else None,
            addressee=heard.addressee if heard.addressee != name else None,
            medium=heard.medium,
            sentence=_sentences(article, each, within),
        )


def _sentences(article: Article, each: Attribution, within: Span) -> tuple[int, int]:
    """Give the stretch from the first to the last sentence that a saying touches."""
    first, last = article.sentence_at(each.start), article.sentence_at(each.end - 1)
    start = first.span.start if first else each.start
    end = last.span.end if last else each.end
    return min(start, within.start), max(end, within.end)


def _carried(article: Article, claim: StatementClaim, before: StatementClaim) -> StatementClaim:
    """Let day, hearer and medium of a saying go on where the next sentence goes on: "..., he concluded"."""
    words = article.seen[claim.speaker_span[0] : claim.speaker_span[1]].lower() if claim.speaker_span else ""
    near = claim.start - before.end < 250 and article.seen.count(". ", before.end, claim.start) <= 1
    same = claim.speaker is not None and claim.speaker == before.speaker and words in {"", "he", "she", "they", "it"}
    if (
        not (near and same and claim.cue)
        or claim.date
        or article.block_at(claim.start) != article.block_at(before.start)
    ):
        return claim
    if claim.addressee or claim.medium:
        return replace(claim, date=before.date)
    return replace(claim, date=before.date, addressee=before.addressee, medium=before.medium)


def _speakers(article: Article, each: Attribution, names: Names) -> list[tuple[Span | None, str | None]]:
    if each.kind == "tweet" and each.speaker:
        block = article.block_at(each.speaker.start)
        return [(each.speaker, (block.author or block.handle) if block else None)]
    span = each.named or each.speaker
    if span is None:
        return [(None, None)]
    if shared := _SHARED.fullmatch(article.seen, span.start, span.end):
        return [(span, f"{shared[one]} {shared['noun']}") for one in ("first", "second")]
    return [(part, names.name_of(part)) for part in _parts(article, span, names)]


def _parts(article: Article, span: Span, names: Names) -> list[Span]:
    """Split "A and B" where both are names, and "two lawyers, A and B" into the two."""
    seen = article.seen
    people = [Span(each.start, each.end) for each in names.people_in(span)]
    if len(people) > 1 and all(_BETWEEN.fullmatch(seen, one.end, two.start) for one, two in pairwise(people)):
        return people
    start = span.start + (5 if seen[span.start : span.start + 5].lower() == "both " else 0)
    at = seen.find(" and ", start, span.end)
    if at < 0:
        return [span]
    left, right = Span(start, at), Span(at + 5, span.end)
    kinds = {_kind_of_name(article, part, names) for part in (left, right)}
    return [left, right] if len(kinds) == 1 and "" not in kinds else [span]


def _kind_of_name(article: Article, span: Span, names: Names) -> str:
    """Tell a person or body by its name from an institution of a named state; "" for neither."""
    words = article.seen[span.start : span.end].split()
    words = words[1:] if words and words[0].lower() == "the" else words
    if not words or not words[0][0].isupper():
        return ""
    if all(word[0].isupper() or word in {"of", "for"} for word in words) or names.people_in(span):
        return "name"
    return "institution" if len(words) > 1 and words[-1].lower() in word_list("institutions") else ""


def _said(article: Article, each: Attribution, sentence: Span, dates: Sequence[TimeMention]) -> list[When]:
    block = article.block_at(each.start)
    if block and block.day:
        return [When.day(block.day)]
    others = (*each.content, *((each.speaker,) if each.speaker else ()))
    at = (each.cue or each.content[0]).start
    return date_of(article, dates, sentence, Around(at, others)) if each.cue else []


def _kind(article: Article, each: Attribution) -> str:
    if each.kind in {"tweet", "quote"}:
        return "tweet" if each.kind == "tweet" else "direct"
    words = [article.seen[part.start : part.end] for part in each.content]
    if all(word[:1] in "\"'" and (word[-1:] in "\"'" or word.count('"') == 1) for word in words):
        return "direct"
    if each.kind == "belief":
        return "belief"
    if each.kind == "ask" and words[0].lower().startswith(_QUESTIONS):
        return "indirect_question"
    return "mixed" if any('"' in word for word in words) else "indirect"
