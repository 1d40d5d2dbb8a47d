"""Acts told by a verb."""

import re

from armstrace.reading.article import Article
from armstrace.reading.frames.frame import Frame
from armstrace.reading.frames.of_tree import noun_span
from armstrace.reading.incidents.named import within
from armstrace.reading.incidents.parties import Party, named_force, parties_in
from armstrace.reading.text.view import Span
from armstrace.reading.uses.accused import stretch
from armstrace.reading.uses.act import Act
from armstrace.reading.uses.arms import Arm, arms_in, last_arms
from armstrace.reading.uses.means import by_means, headed, owners
from armstrace.reading.uses.triggers import Trigger

_FORCES = re.compile(
    r"\b(?:forces|troops|army|military|air force|navy|artillery|soldiers|units?|brigades?|regiments?|rebels?|militants?|insurgents?|fighters|militias?|jets|warplanes|"
    r"aircraft|gunners|side|government|regime|it|they|he|coalition|separatists|formations)\b",
    re.IGNORECASE,
)


_FORCE_BEFORE = re.compile(
    r"\b((?:[\w-]+ )?(?:forces|troops|army|air force|aircraft|jets|warplanes|rebels|militants|fighters)) (?:(?:have|has|had|also|then|later|reportedly) ){0,2}$"
)
_STRUCK = re.compile(
    r"\b(?:towns?|cit(?:y|ies)|villages?|hospitals?|clinics?|schools?|markets?|bus(?:es)?|homes?|houses?|buildings?|areas?|districts?|camps?|bases?|positions?|station|airports?|airfields?|ports?|"
    r"bridges?|convoys?|facilit(?:y|ies)|infrastructure|factor(?:y|ies)|depots?|warehouses?|church(?:es)?|mosques?|cathedral|plants?|pipelines?|fields?|refiner(?:y|ies)|"
    r"neighbou?rhoods?|quarters?|settlements?|shelters?|apartment|blocks?|suburbs?|outskirts|lines?|posts?|targets?|civilians?|villagers|residents|ambulances?|vehicles?|ships?|tankers?|vessels?|centres?|centers?|weddings?|funerals?|kindergartens?|dams?)\b",
    re.IGNORECASE,
)


_FROM_LAND = re.compile(
    r"\bfrom (?:the |inside |within )*(?:territory of |direction of |soil of |side of |positions in |bases in )?(?:the )?$",
    re.IGNORECASE,
)


_COMES_DOWN = re.compile(r"(?:land|crash|f[ae]ll|burn|slam|explo)", re.IGNORECASE)


_COMES_UNDER = re.compile(r"\s+(?:\w+ )?under (?:\w+ ){0,2}?(?:fire|shelling|bombardment|attack)\b")


_LAND_MARK = re.compile(r"(?:in|over|above|across|near|around|on|at|onto|into|from|outside|overhead)\b", re.IGNORECASE)


def of_verb(article: Article, trigger: Trigger, frame: Frame) -> Act | None:
    """Take a verb for an act where it has a weapon, or tells of a use by itself."""
    arms, undergone = _means(article, trigger, frame)
    if not arms and not _suffices(article, trigger, frame):
        return None
    span, accused = stretch(article, frame)
    actors = accused or _actors(article, trigger, frame, arms)
    return Act(trigger, frame, span, tuple(arms), tuple(actors), undergone)


def _means(article: Article, trigger: Trigger, frame: Frame) -> tuple[list[Arm], Span | None]:
    """Give the weapons of a verb, and the phrase of what the weapon was turned on."""
    behind = by_means(article, frame)
    if trigger.kind == "wield":
        arms = headed(article, frame.object) or behind
        if not arms and frame.object is None and not frame.passive:
            arms = headed(article, frame.subject)
        arms = arms or _meant(article, trigger, frame)
        return [arm for arm in arms if not (trigger.end > arm.start and arm.end > trigger.start)], frame.phrase(
            "at", "on", "against", "into", "onto", "over"
        )
    if trigger.kind == "seen":
        shown = frame.object if frame.passive else frame.subject
        tail = article.seen[trigger.end : trigger.end + 60]
        lies = article.seen[trigger.start : trigger.end].startswith(("lie", "lay", "lying"))
        there = lies or _LAND_MARK.match(tail.lstrip())
        return (headed(article, shown), None) if there else ([], None)
    if trigger.kind == "assault":
        return behind or ([] if frame.passive else headed(article, frame.subject)), frame.object
    subject = frame.subject
    if article.seen[trigger.start : trigger.end].lower().endswith(" on"):
        return arms_in(article, frame.phrases.get("on")), subject
    arms = behind or headed(article, subject)
    if not behind and _is_shared(article, frame, arms):
        return [], None
    if _COMES_DOWN.match(article.seen, trigger.start):
        arms = [arm for arm in arms if arm.weapon_class != "aircraft"]
    return arms, frame.object or frame.phrase("on", "into", "at", "in")


def _is_shared(article: Article, frame: Frame, arms: list[Arm]) -> bool:
    """Tell "jets bombed a market, killing five": the second verb has its weapon from the first, which tells the use."""
    tree = article.tree
    index = tree.at(frame.head.start) if tree else None
    if tree is None or index is None or tree.words[index].dep not in {"advcl", "conj", "xcomp"}:
        return False
    return bool(arms) and all(arm.end <= frame.span.start for arm in arms)


def _meant(article: Article, trigger: Trigger, frame: Frame) -> list[Arm]:
    """Give the weapon behind "fired them", "a drone of the type used by"."""
    object_ = frame.object
    if object_ is None:
        return _above(article, frame)
    words = article.seen[object_.start : object_.end].lower()
    if words in {"them", "it", "these", "those", "both"} and article.seen[trigger.start : trigger.end].lower() not in {
        "use",
        "using",
    }:
        return last_arms(article, trigger.start)
    if re.fullmatch(r"(?:the|a|one)?(?: same)? ?(?:type|kind|sort|model|variety)s?", words):
        start = max(0, object_.start - 60)
        of = article.seen[start : object_.start].endswith(" of ")
        return arms_in(article, Span(start, object_.start))[-1:] if of else []
    return []


def _above(article: Article, frame: Frame) -> list[Arm]:
    """Take the weapon of "weapons that they were said to be using", and what it is then said to be."""
    tree = article.tree
    index = tree.at(frame.head.start) if tree else None
    if tree is None or index is None:
        return []
    word = tree.words[index]
    for _ in range(3):
        if word.dep != "xcomp":
            break
        word = tree.head(word.index)
    if word.dep != "relcl" or word.index == index:
        return []
    noun = tree.head(word.index)
    copula = tree.head(noun.index)
    named = (
        [arm for child in tree.children(copula.index, "attr") for arm in arms_in(article, noun_span(tree, child))]
        if copula.lemma == "be" and noun.dep == "nsubj"
        else []
    )
    return named or arms_in(article, noun_span(tree, noun))


def _suffices(article: Article, trigger: Trigger, frame: Frame) -> bool:
    """Tell whether a verb without a weapon still tells of a use."""
    words = article.seen[trigger.start : trigger.end].lower()
    if trigger.kind == "assault":
        if words in {"came", "come", "comes", "coming", "been", "was", "were", "is", "are"}:
            return bool(_COMES_UNDER.match(article.seen, trigger.end))
        return True
    if trigger.kind != "hit" or not words.startswith(("hit", "str", "target", "pound", "pummel")):
        return False
    object_ = article.words(frame.object) if frame.object else ""
    place = bool(frame.object and (_STRUCK.search(object_) or within(article.places, frame.object)))
    force = bool(frame.subject and (_FORCES.search(article.words(frame.subject)) or parties_in(article, frame.subject)))
    return place and (force or frame.passive)


def _actors(article: Article, trigger: Trigger, frame: Frame, arms: list[Arm]) -> list[Party]:
    subject = frame.subject
    armed = subject is not None and any(subject.start <= arm.start and arm.end <= subject.end for arm in arms)
    if subject is not None and not armed:
        found = parties_in(article, subject)
        if found:
            return found
        if trigger.kind in {"wield", "assault"} and not frame.passive and named_force(article, subject):
            return named_force(article, subject)
    by = frame.phrases.get("by")
    found = [] if by is None or by == subject else parties_in(article, by)
    return found or _from_land(article, frame) or _right_before(article, trigger) or owners(article, arms)


def _right_before(article: Article, trigger: Trigger) -> list[Party]:
    """Take "coalition jets" right before the verb for its subject where the parse gave it none."""
    first = max(0, trigger.start - 60)
    match = _FORCE_BEFORE.search(article.seen, first, trigger.start)
    return parties_in(article, Span(match.start(1), match.end(1))) if match else []


def _from_land(article: Article, frame: Frame) -> list[Party]:
    """Take "fired from the territory of Armenia" for Armenia's act."""
    sentence = article.sentence_at(frame.head.start)
    end = sentence.span.end if sentence else frame.span.end
    for land in within(article.states, Span(frame.head.end, min(end, frame.span.end))):
        if land.kind not in {"demonym", "adjective"} and _FROM_LAND.search(article.seen, frame.head.end, land.start):
            return [Party(land.start, land.end, land.code)]
    return []
