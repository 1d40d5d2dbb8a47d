"""Finding the uses of weapons that an article tells of."""

import re
from dataclasses import replace

from armstrace.reading.article import Article
from armstrace.reading.hedges import hedge_of
from armstrace.reading.incidents.moment import moment_of
from armstrace.reading.incidents.named import within
from armstrace.reading.incidents.parties import Party, last_acting
from armstrace.reading.incidents.where import place_of
from armstrace.reading.text.view import Span
from armstrace.reading.uses.act import Act
from armstrace.reading.uses.acts import act_at
from armstrace.reading.uses.arms import Arm
from armstrace.reading.uses.follow import followed
from armstrace.reading.uses.merge import merged
from armstrace.reading.uses.standing import DENIED, NONE, standing
from armstrace.reading.uses.triggers import find_triggers
from armstrace.records.claims import WeaponUseClaim
from armstrace.records.values import When

_OCCASIONS = re.compile(
    r"\b(?:(?:in|on) (?:at least )?(?:one|a single|two|three|four|several|multiple|many|numerous|repeated|various|some|most|\d+) (?:separate )?(?:instances?|occasions?|cases?|times)|"
    r"(?:at least )?(?:once|twice|repeatedly|multiple times|many times|several times|\w+ times)|on a regular basis|regularly)\b",
    re.IGNORECASE,
)
_RULED = re.compile(
    r"\b(?:is|are|remains?|was|were) (?:\w+ly )?(?:regulated|banned|prohibited|illegal|unlawful|forbidden|restricted|outlawed|a (?:war )?crime|a violation)\b"
)
_FLYING = re.compile(r"\b(?:aircraft|warplanes?|jets?|air force|planes?|helicopters?|bombers?)\b", re.IGNORECASE)
_DOUBT = re.compile(
    r"\b(apparently|allegedly|reportedly|purportedly|supposedly|possibly|probably|presumably|whether|(?:accus|alleg)\w+|evidence to suggest)\b(?: that)?(?: [\w'-]+){0,2} $",
    re.IGNORECASE,
)
_EVIDENCE = re.compile(
    r"\b(?:there (?:is|was|are) )?(?:(?:also|some|strong|credible|growing) ){0,2}(?<!no )evidence (?:to suggest|suggest\w*|indicat\w*)",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r", (?:(?:the |some )?\w+ )?(allege[ds]?|claim(?:s|ed)?|believe[ds]?|suspect(?:s|ed)?),", re.IGNORECASE
)
_HARM = re.compile(r"\b(?:kill|wound|injur|maim|destroy|damag|claim|hit|burn|forc|le(?:ft|vel))\w*", re.IGNORECASE)
_SETTING = re.compile(r"(?:On [^,]{3,25} )?(?:[Ii]n|[Nn]ear|[Aa]t|[Oo]ver|[Aa]round) [^,]{3,50}, ")
_ATTRIBUTED = re.compile(r"\breported (?:on \w+ )?by\b", re.IGNORECASE)
_STOPS = re.compile(r",? (?:due to|because of|owing to|despite|according to)\b|;")
_RULE = re.compile(
    r"\b(?:is|are|remains?|violates?|constitutes?|amounts? to|would|can|may|must|should|breach(?:es)?|causes?)\b"
)


def find_uses(article: Article) -> list[WeaponUseClaim]:
    """Find the uses of weapons that an article tells of, one for each weapon and actor of a clause.

    `source` is left to those who know the statements.
    """
    found: list[tuple[WeaponUseClaim, int | None]] = []
    for trigger in find_triggers(article):
        act = act_at(article, trigger)
        if act is None:
            continue
        told = standing(article, act.frame, Span(trigger.start, trigger.end))
        if told == NONE or _is_rule(article, act) or _is_bare(article, act):
            continue
        stop = _STOPS.search(article.seen, trigger.end, act.span.end)
        if stop:
            act = replace(act, span=Span(act.span.start, stop.start()))
        found += _claims(article, act, denied=told == DENIED)
    return followed(article, merged(found))


def _claims(article: Article, act: Act, *, denied: bool) -> list[tuple[WeaponUseClaim, int | None]]:
    actors = act.actors or ((_denier(article, act),) if denied else (None,))
    sentence = article.sentence_at(act.trigger.start)
    found = []
    for arm in act.arms or (None,):
        for actor in actors:
            claim = WeaponUseClaim(
                start=act.span.start,
                end=act.span.end,
                text=article.words(act.span),
                weapon=arm.name if arm else None,
                weapon_class=_class(article, act, arm),
                actor=actor.name if actor else None,
                place=_place(article, act),
                target=_target(article, act),
                date=_date(article, act),
                hedge=_hedge(article, act),
                denied=denied,
                origin=arm.origin if arm else None,
                occasions=_occasions(article, act),
                sentence=(sentence.span.start, sentence.span.end) if sentence else None,
            )
            found.append((claim, arm.start if arm else None))
    return found


def _denier(article: Article, act: Act) -> Party | None:
    """Take who denies a use for whose use it would be, where the denial names nobody."""
    return last_acting(article, act.trigger.start)


def _place(article: Article, act: Act) -> str | None:
    named: list[Arm | Party] = [*act.arms, *act.actors]
    objects = [] if act.trigger.kind in {"wield", "use"} else [act.undergone]
    inside = place_of(article, act.span, named, objects)
    if inside:
        return inside
    whole = act.span.holds(act.frame.span)
    return (None if act.trigger.is_noun or whole else place_of(article, act.frame.span, named, objects)) or _opening(
        article, act
    )


def _opening(article: Article, act: Act) -> str | None:
    """Give the place that opens the sentence of a clause: "On 3 May in Gori, monitors saw that ..."."""
    sentence = article.sentence_at(act.trigger.start)
    if sentence is None or sentence.span.start >= act.span.start:
        return None
    match = _SETTING.match(article.seen, sentence.span.start, min(act.span.start, sentence.span.start + 90))
    return place_of(article, Span(sentence.span.start, match.end())) if match else None


def _target(article: Article, act: Act) -> str | None:
    if act.undergone is None:
        return None
    # "used shells on 4 October": a day, or the weapon itself, is nothing that was hit
    if within(article.times, act.undergone):
        return None
    if within(article.weapons, act.undergone):
        return None
    words = article.words(act.undergone)
    places = within(article.places, act.undergone)
    return None if any(place.printed == words for place in places) or len(words) > 120 else words


def _date(article: Article, act: Act) -> When | None:
    moment = moment_of(article, act.span, act.frame.head)
    if moment is not None:
        return moment.when
    block = article.block_at(act.trigger.start)
    return When.day(block.day) if block is not None and block.day is not None else None


def _class(article: Article, act: Act, arm: Arm | None) -> str:
    """Give the class of the weapon, else that of the word, else aircraft for what aircraft or an air force did."""
    if arm is not None and arm.weapon_class != "unknown":
        return arm.weapon_class
    if act.trigger.weapon_class != "unknown":
        return act.trigger.weapon_class
    words = article.seen[act.trigger.start : act.trigger.end].lower()
    subject = article.words(act.frame.subject) if act.frame.subject else ""
    flown = words.startswith("drop") if arm else _FLYING.search(subject)
    return "aircraft" if flown else "unknown"


def _hedge(article: Article, act: Act) -> str | None:
    if act.trigger.kind == "seen":
        words = article.text[act.trigger.start : act.trigger.end]
        return words if words.startswith(("ha", "was", "were")) else None
    evidence = _EVIDENCE.search(article.seen, max(0, act.span.start - 60), act.trigger.start)
    if evidence:
        return article.text[evidence.start() : evidence.end()]
    hedge = hedge_of(article, act.frame)
    sentence = article.sentence_at(act.trigger.start)
    attributed = sentence is not None and _ATTRIBUTED.search(article.seen, sentence.span.start, sentence.span.end)
    if hedge is not None and hedge.lower() != "so-called" and not (attributed and "report" in hedge):
        return hedge
    near = _DOUBT.search(article.seen, max(0, act.span.start - 50), act.span.start)
    aside = _ASIDE.search(article.seen, act.span.start, act.span.end)
    found = near or aside
    return article.text[found.start(1) : found.end(1)] if found else None


def _occasions(article: Article, act: Act) -> str | None:
    sentence = article.sentence_at(act.trigger.start)
    start = max(sentence.span.start if sentence else act.span.start, act.span.start - 60)
    match = _OCCASIONS.search(article.seen, start, act.span.end)
    return article.text[match.start() : match.end()] if match else None


def _is_rule(article: Article, act: Act) -> bool:
    """Tell "the use of such weapons is forbidden" from a use: nobody, nowhere, and in general."""
    if act.trigger.kind != "use" or act.actors or _place(article, act) or _date(article, act):
        return False
    behind = Span(act.trigger.end, min(len(article.seen), max(act.span.end, act.trigger.end) + 40))
    ruled = _RULED.search(article.seen, behind.start, behind.end)
    return bool(ruled or _RULE.match(article.seen[act.span.end : act.span.end + 30].lstrip()))


def _is_bare(article: Article, act: Act) -> bool:
    """Tell a noun that only goes back to what was told before: "as the shelling went on"."""
    told = any(arm.end <= act.trigger.start or arm.start >= act.trigger.end for arm in act.arms)
    if not act.trigger.is_noun or told or act.actors:
        return False
    if _place(article, act) or act.undergone is not None or moment_of(article, act.span, act.frame.head):
        return False
    return not _HARM.match(article.seen[act.span.end : act.span.end + 30].lstrip())
