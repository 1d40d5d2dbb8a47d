"""States said to have a weapon of a name: "Azerbaijan possesses Smerch launchers", "Turkey is armed with TB2 drones".

Only what the sentence states of today or then: plans, wishes and exercises are no holdings, and neither is a weapon
that somebody "has fired". Classes of weapon ("has drones") are left out: no register could tell.
"""

import re
from collections.abc import Iterator

from armstrace.gazetteer.mentions import Mention
from armstrace.gazetteer.weapons import WeaponName
from armstrace.reading.article import Article
from armstrace.reading.frames.find import frame_at
from armstrace.reading.frames.frame import Frame
from armstrace.reading.hedges import hedge_of
from armstrace.reading.scene import Scene
from armstrace.reading.text.view import Span
from armstrace.records.claims import HoldingClaim

_HOLDS = re.compile(
    r"\b(?:has|have|had|holds?|held|possess(?:es|ed)?|owns?|owned|operates?|operated|fields|fielded|armed|equipped)\b"
)
_WITH = frozenset({"armed", "equipped"})
_MOST_WORDS_BEFORE = re.compile(r"(?:[\w'.,-]+ ){0,7}$")
_ACTS = re.compile(
    r"\b(?:fir(?:ed|ing)|us(?:ed|ing)|launch\w*|bought|buy|order\w*|receiv\w*|lost|destroy\w*|suppl\w*|deliver\w*|sold|sell"
    r"|exercises?|talks|plans?|no need|request\w*|contract\w*|deal|agreement)\b",
    re.IGNORECASE,
)
_LONGEST_SUBJECT = 70


def find_holdings(article: Article) -> list[HoldingClaim]:
    """Find the claims that a state has a weapon, in the order of the text, none twice in a sentence."""
    named = [each for each in article.weapons if not each.generic]
    if not named:
        return []
    scene = Scene(article)
    found: dict[tuple[object, ...], HoldingClaim] = {}
    for match in _HOLDS.finditer(article.seen):
        sentence = article.sentence_at(match.start())
        here = [w for w in named if sentence and match.end() < w.start < sentence.span.end]
        frame = frame_at(article, match.start()) if here else None
        if frame is None or sentence is None or not _is_head(frame, match):
            continue
        holder = frame.object if match.group() in _WITH and frame.passive else frame.subject
        for state in _states(article, holder):
            for weapon in _held(article, match, frame, here):
                claim = _claim(scene, frame, (state, weapon), Span(sentence.span.start, sentence.span.end))
                found.setdefault((claim.sentence, claim.state, claim.weapon), claim)
    return list(found.values())


def _is_head(frame: Frame, match: "re.Match[str]") -> bool:
    """Tell "has Smerch" from "has fired Smerch", whose verb is another; what may or would be is no holding."""
    return frame.verbal and frame.modal is None and frame.head.start == match.start()


def _states(article: Article, subject: Span | None) -> Iterator[Mention]:
    """Give the states that the subject names, alone or joined by "and"; who "was armed with" undergoes it."""
    if subject is None or subject.end - subject.start > _LONGEST_SUBJECT:
        return
    for mention in article.states_seen:
        if subject.start <= mention.start and mention.end <= subject.end:
            yield mention


def _held(article: Article, match: "re.Match[str]", frame: Frame, named: list[WeaponName]) -> Iterator[WeaponName]:
    """Give the weapons that are held: the object's, or what stands behind "with"."""
    part = frame.phrase("with") if match.group() in _WITH else frame.object
    if part is None or part.start < match.end() - 1:
        return
    for weapon in named:
        between = article.seen[match.end() : weapon.start].strip()
        near = _MOST_WORDS_BEFORE.fullmatch(f"{between} " if between else "") and not _ACTS.search(between)
        if near and part.start <= weapon.start < part.end:
            yield weapon


def _claim(scene: Scene, frame: Frame, told: tuple[Mention, WeaponName], sentence: Span) -> HoldingClaim:
    article = scene.article
    state, weapon = told
    start, end = min(state.start, frame.head.start), weapon.end
    whole = article.sentence_at(frame.head.start)
    return HoldingClaim(
        start=start,
        end=end,
        text=article.text[start:end],
        state=state.code,
        weapon=weapon.printed,
        weapon_class=weapon.weapon_class,
        as_of=scene.period(whole, frame.head, frame) if whole else None,
        hedge=hedge_of(article, frame),
        negated=frame.negated,
        sentence=(sentence.start, sentence.end),
    )
