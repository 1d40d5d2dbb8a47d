"""Finding acts of law: petitions, rulings, interim measures, criminal cases, arrests, statutes."""

import re

from armstrace.reading.article import Article, Sentence
from armstrace.reading.dates import date_in
from armstrace.reading.frames.find import frame_at
from armstrace.reading.frames.frame import Frame
from armstrace.reading.hedges import hedge_of
from armstrace.reading.law.acts import ACTS, CONTEXT, GROUNDS, LAW_WORDS, PETITION, Act
from armstrace.reading.law.courts import Bench, chambers_in, courts_in
from armstrace.reading.parties import actor_name
from armstrace.reading.text.keyed import Keyed
from armstrace.reading.text.view import Span
from armstrace.records.claims import LegalClaim

# how far back "the court" looks for its name
_BACK = 1200
_BY = re.compile(r"\b(?:by|from|of) ")
_ANY = Keyed(
    re.compile(
        r"court|tribunal|judge|ICJ|ICC|ECHR|ECtHR|CJEU|petition|lawsuit|suit\b|sue|legal|criminal|investigat|inquir|probe|arrest|detain|custody|indict|charged|"
        r"prosecut|convict|sentenc|verdict|appeal|complaint|application|measures|\blaw|\bbill|\bact\b|amendment|legislation|section \d|judg|review|acquit|annul|fined|jury|Council of State|Constitutional Council|injunction|\bmotion\b|voted down",
        re.IGNORECASE,
    )
)


def find_legal_acts(article: Article) -> list[LegalClaim]:
    """Find the acts of law that a text reports, plans or hopes for; one for each clause."""
    found: list[LegalClaim] = []
    for sentence in article.sentences:
        if _ANY.search(article.seen, sentence.span.start, sentence.span.end):
            found += _in_sentence(article, sentence)
    return found


def _in_sentence(article: Article, sentence: Sentence) -> list[LegalClaim]:
    kept: list[LegalClaim] = []
    for act in ACTS:
        for match in act.words.finditer(article.seen, sentence.span.start, sentence.span.end):
            claim = _claim(article, sentence, act, match)
            if claim and not any(claim.start < other.end and other.start < claim.end for other in kept):
                kept.append(claim)
    return sorted(kept, key=lambda claim: claim.start)


def _claim(article: Article, sentence: Sentence, act: Act, match: re.Match[str]) -> LegalClaim | None:
    # a hope or call stands above the clause that names the act
    frame = frame_at(article, match.end() - 1 if act.outcome == "hoped" else match.start())
    if frame is None or (frame.negated and act.outcome not in {"planned", "hoped"}):
        return None
    span = frame.span if act.outcome == "hoped" else _reach(frame, match)
    courts = courts_in(article.seen, span)
    chambers = chambers_in(article.seen, span)
    if not _has_what_it_needs(article, act, frame, courts, chambers):
        return None
    if act.needs == "chamber" and not chambers:
        chambers = chambers_in(article.seen, sentence.span)
    court = _named(article, courts[0]) if courts else _court_before(article, sentence, match.start())
    return LegalClaim(
        start=span.start,
        end=span.end,
        text=article.words(span),
        kind=act.kind,
        actor=_actor(article, act, frame, courts, chambers, span),
        court=court if act.kind not in {"legislation", "hoped_legislation", "arrest"} else None,
        outcome=act.outcome,
        date=date_in(article, span),
        grounds=_grounds(article, sentence, span) if act.kind == "court_ruling" else None,
        hedge=hedge_of(article, frame),
        sentence=(sentence.span.start, sentence.span.end),
    )


def _reach(frame: Frame, match: re.Match[str]) -> Span:
    """Give the clause, stretched over the words that told the act."""
    return Span(min(frame.span.start, match.start()), max(frame.span.end, match.end()))


def _has_what_it_needs(article: Article, act: Act, frame: Frame, courts: list[Bench], chambers: list[Bench]) -> bool:
    if act.needs == "court":
        # the court itself acts: "the court rejected", "was rejected by the court"
        acting = frame.subject
        return acting is not None and any(acting.start <= court.start < acting.end for court in courts)
    if act.needs == "chamber":
        return bool(chambers) or bool(re.search(r"\b(?:Act|Section|Amendment|law|bill)\b", article.words(frame.span)))
    if act.needs == "context":
        return bool(CONTEXT.search(article.seen, max(0, frame.span.start - 300), frame.span.end))
    if act.needs == "law":
        return bool(courts or LAW_WORDS.search(article.seen, frame.span.start, frame.span.end))
    return True


def _actor(
    article: Article, act: Act, frame: Frame, courts: list[Bench], chambers: list[Bench], span: Span
) -> str | None:
    """Name who acts: of a ruling on a petition whoever filed it, of a statute the chamber, else the subject."""
    if act.kind in {"legislation", "hoped_legislation"} and chambers:
        return chambers[0].name
    if act.kind == "court_ruling":
        petitioner = _petitioner(article, span)
        return petitioner or (courts[0].name if courts else None)
    if frame.subject is not None:
        return actor_name(article, frame.subject)
    return courts[0].name if courts and act.kind != "interim_measures" else None


def _petitioner(article: Article, span: Span) -> str | None:
    paper = PETITION.search(article.seen, span.start, span.end)
    by = _BY.search(article.seen, paper.end(), min(paper.end() + 4, span.end)) if paper else None
    if by is None:
        return None
    end = re.compile(r"[,;]| to | that | against | for | which | who |$").search(article.seen, by.end(), span.end)
    return actor_name(article, Span(by.end(), end.start() if end else span.end))


def _named(article: Article, court: Bench) -> str:
    """Give "the court" and "the judges" the name of the court named last before."""
    the = article.seen[max(0, court.start - 4) : court.start].lower() == "the "
    if not the or court.name[:1].isupper():
        return court.name
    earlier = courts_in(article.seen, Span(max(0, court.start - _BACK), court.start))
    return next((bench.name for bench in reversed(earlier) if bench.name[:1].isupper()), court.name)


def _court_before(article: Article, sentence: Sentence, offset: int) -> str | None:
    """Name the court that "the court" in the sentence, or the sentence itself, leaves out: the last one named."""
    named = [bench for bench in courts_in(article.seen, sentence.span) if bench.name[:1].isupper()]
    return named[0].name if named and named[0].start != offset else None


def _grounds(article: Article, sentence: Sentence, span: Span) -> str | None:
    match = GROUNDS.search(article.seen, span.start, sentence.span.end)
    return article.text[match.start() : sentence.span.end].rstrip(" .\"'\u201d") if match else None
