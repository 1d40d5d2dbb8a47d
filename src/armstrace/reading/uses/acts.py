"""From a word that tells of a use to what is said: the weapons, the actor, and the stretch that says so."""

import re
from dataclasses import dataclass

from armstrace.reading.article import Article
from armstrace.reading.frames.find import frame_at
from armstrace.reading.frames.frame import Frame
from armstrace.reading.frames.of_tree import noun_span
from armstrace.reading.incidents.named import within
from armstrace.reading.incidents.parties import Party, named_force, parties_in
from armstrace.reading.parse.tree import Tree, Word
from armstrace.reading.text.view import Span
from armstrace.reading.uses.arms import Arm, arms_in, last_arms
from armstrace.reading.uses.triggers import Trigger


@dataclass(frozen=True, slots=True)
class Act:
    """A use as found: its trigger and frame, the stretch that tells of it, its weapons and what acts."""

    trigger: Trigger
    frame: Frame
    span: Span
    arms: tuple[Arm, ...]
    actors: tuple[Party, ...]
    undergone: Span | None


_MEANS = ("with", "using", "by", "via", "through")
_LIGHT = frozenset("carry conduct launch fly mount perform execute resume continue begin start step intensify unleash stage open make commit effectuate undertake direct order".split())  # noqa: SIM905 # a list of words is easier to check as a sentence
_ACCUSING = frozenset({"accuse", "blame", "suspect", "condemn", "criticise", "criticize", "denounce", "convict", "charge"})
_FORCES = re.compile(
    r"\b(?:forces|troops|army|military|air force|navy|artillery|soldiers|units?|brigades?|regiments?|rebels?|militants?|insurgents?|fighters|militias?|jets|warplanes|"
    r"aircraft|gunners|side|government|regime|it|they|he|coalition|separatists|formations)\b",
    re.IGNORECASE,
)
_STRUCK = re.compile(
    r"\b(?:towns?|cit(?:y|ies)|villages?|hospitals?|clinics?|schools?|markets?|bus(?:es)?|homes?|houses?|buildings?|areas?|districts?|camps?|bases?|positions?|station|airports?|airfields?|ports?|"
    r"bridges?|convoys?|facilit(?:y|ies)|infrastructure|factor(?:y|ies)|depots?|warehouses?|church(?:es)?|mosques?|cathedral|plants?|pipelines?|fields?|refiner(?:y|ies)|"
    r"neighbou?rhoods?|quarters?|settlements?|shelters?|apartment|blocks?|suburbs?|outskirts|lines?|posts?|targets?|civilians?|villagers|residents|ambulances?|vehicles?|ships?|tankers?|vessels?|centres?|centers?|weddings?|funerals?|kindergartens?|dams?)\b",
    re.IGNORECASE,
)
_NO_STRIKE = re.compile(r"\b(?:hunger|general|labou?r|railway|postal|pilots'|teachers'|workers'|doctors'|transport|wildcat|heart|panic|cyber|verbal|personal|terror(?:ist)?|terrorism|knife|arson) $", re.IGNORECASE)
_REFERRED = re.compile(r"\b(?:the|this|that|these|those|both|such) (?:same |latest |second |first |two |three )?$", re.IGNORECASE)
_FROM_LAND = re.compile(r"\bfrom (?:the |inside |within )*(?:territory of |direction of |soil of |side of |positions in |bases in )?(?:the )?$", re.IGNORECASE)
_FIRED_AT = re.compile(r"\s+(?:at|on|upon|into|towards?|against)\b")
_COMES_UNDER = re.compile(r"\s+(?:\w+ )?under (?:\w+ ){0,2}?(?:fire|shelling|bombardment|attack)\b")
_LAND_MARK = re.compile(r"(?:in|over|above|across|near|around|on|at|onto|into|from|outside|overhead)\b", re.IGNORECASE)


def act_at(article: Article, trigger: Trigger) -> Act | None:
    """Take a trigger for an act where it has what its kind needs, else None."""
    frame = frame_at(article, trigger.start)
    if frame is None:
        return None
    if trigger.kind == "seen":
        frame = frame_at(article, trigger.end - 1) or frame
    return _of_noun(article, trigger, frame) if trigger.is_noun else _of_verb(article, trigger, frame)


def _of_verb(article: Article, trigger: Trigger, frame: Frame) -> Act | None:
    arms, undergone = _means(article, trigger, frame)
    if not arms and not _suffices(article, trigger, frame):
        return None
    span, accused = _stretch(article, trigger, frame)
    actors = accused or _actors(article, trigger, frame, arms)
    return Act(trigger, frame, span, tuple(arms), tuple(actors), undergone)


def _means(article: Article, trigger: Trigger, frame: Frame) -> tuple[list[Arm], Span | None]:
    """Give the weapons of a verb, and the phrase of what the weapon was turned on."""
    behind = _by_means(article, frame)
    if trigger.kind == "wield":
        arms = arms_in(article, frame.object) or behind
        if not arms and frame.object is None and not frame.passive:
            arms = _headed(article, frame.subject)
        arms = arms or _meant(article, trigger, frame)
        return [arm for arm in arms if not (trigger.end > arm.start and arm.end > trigger.start)], frame.phrase("at", "on", "against", "into", "onto", "over")
    if trigger.kind == "seen":
        shown = frame.object if frame.passive else frame.subject
        tail = article.seen[trigger.end : trigger.end + 60]
        return (_headed(article, shown), None) if _LAND_MARK.match(tail.lstrip()) else ([], None)
    if trigger.kind == "assault":
        return behind or ([] if frame.passive else _headed(article, frame.subject)), frame.object
    subject = frame.subject
    if article.seen[trigger.start : trigger.end].lower().endswith(" on"):
        return arms_in(article, frame.phrases.get("on")), subject
    return behind or _headed(article, subject), frame.object or frame.phrase("on", "into", "at", "in")


def _meant(article: Article, trigger: Trigger, frame: Frame) -> list[Arm]:
    """Give the weapon behind "fired them", "a drone of the type used by"."""
    object_ = frame.object
    if object_ is None:
        return []
    words = article.seen[object_.start : object_.end].lower()
    if words in {"them", "it", "these", "those", "both"} and article.seen[trigger.start : trigger.end].lower() not in {"use", "using"}:
        return last_arms(article, trigger.start)
    if re.fullmatch(r"(?:the|a|one)?(?: same)? ?(?:type|kind|sort|model|variety)s?", words):
        start = max(0, object_.start - 60)
        of = article.seen[start : object_.start].endswith(" of ")
        return arms_in(article, Span(start, object_.start))[-1:] if of else []
    return []


def _by_means(article: Article, frame: Frame) -> list[Arm]:
    for name in _MEANS:
        arms = arms_in(article, frame.phrases.get(name))
        if arms:
            return arms
    return []


def _headed(article: Article, span: Span | None) -> list[Arm]:
    """Give the weapons that a phrase is about, not those that only describe it ("missile programme")."""
    tree = article.tree
    kept = []
    for arm in arms_in(article, span):
        index = tree.at(arm.end - 1) if tree else None
        if tree is not None and index is not None:
            word = tree.words[index]
            if word.dep in {"compound", "amod", "nmod"} and tree.head(index).start >= arm.end and tree.head(index).pos == "NOUN" and not _AMMUNITION.match(tree.head(index).text):
                continue
            inside = span is not None and tree.head(index).start >= span.start
            if word.dep == "pobj" and inside and not _CARRIER.search(article.seen, span.start if span else 0, arm.start):
                continue
        kept.append(arm)
    return kept


_AMMUNITION = re.compile(r"(?:rockets?|missiles?|munitions?|shells?|rounds?|bombs?|systems?|launchers?|drones?|aircraft|jets?|helicopters?|warheads?|cylinders?|canisters?|mines?)$", re.IGNORECASE)
_CARRIER = re.compile(r"\b(?:salvos?|barrages?|types?|fleets?|number|rain|hail|volleys?|dozens|hundreds|thousands|scores|waves?|remnants?|fragments?|swarms?|pair|kinds?|lot|some|many|most|several|one|two|three|use|round|wreckage) of\b[^,;]*$", re.IGNORECASE)


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


def _stretch(article: Article, trigger: Trigger, frame: Frame) -> tuple[Span, list[Party]]:
    """Give the span of a verb's clause; behind an accusation that of what is held against whom."""
    tree = article.tree
    index = tree.at(frame.head.start) if tree else None
    if tree is None or index is None:
        return _accused_by_order(article, frame)
    word = tree.words[index]
    accuser = _accuser(tree, word)
    if accuser is not None:
        accused = [*tree.children(accuser.index, "dobj", "nsubjpass")]
        if accused:
            whom = noun_span(tree, accused[0])
            accusing = frame_at(article, accuser.start)
            by = parties_in(article, accusing.subject) if accusing and accused[0].dep == "dobj" else []
            start = whom.start if accused[0].dep == "dobj" and whom.start < frame.span.start else frame.span.start
            return Span(start, max(frame.span.end, frame.head.end)), parties_in(
                article, whom, but=frozenset(party.name for party in by)
            )
    noun = tree.head(index)
    if word.dep in {"acl", "relcl"} and noun.start < frame.span.start:
        if noun.dep == "pobj" and tree.head(noun.index).text.lower() == "of":
            noun = tree.head(tree.head(noun.index).index)
        whole = noun_span(tree, noun)
        return Span(min(whole.start, frame.span.start), frame.span.end), []
    if word.dep == "amod" and noun.start > word.start:
        return noun_span(tree, noun), []
    return frame.span, []


def _accuser(tree: Tree, word: Word) -> Word | None:
    """Give the verb of accusing that a participle hangs on: "accused them of using"."""
    at = word
    for _ in range(4):
        if at.dep not in {"pcomp", "prep", "conj", "xcomp"} or (at.dep == "conj" and at.tag != "VBG"):
            return None
        at = tree.head(at.index)
        if at.lemma in _ACCUSING:
            return at
    return None


_ACCUSED = re.compile(r"\b(?:accus(?:e|es|ed|ing)|blam(?:e|es|ed|ing)|suspect(?:s|ed)?) (?P<whom>[^,;]{1,80}?) (?:of|for) (?:\w+ly )?$", re.IGNORECASE)
_WAS_ACCUSED = re.compile(r"(?P<whom>[^,;]{1,80}?) (?:has been|have been|was|were|is|are|had been) (?:\w+ )?(?:accused|suspected) of $", re.IGNORECASE)


def _accused_by_order(article: Article, frame: Frame) -> tuple[Span, list[Party]]:
    sentence = article.sentence_at(frame.head.start)
    start = max(sentence.span.start if sentence else 0, frame.head.start - 140)
    passive = _WAS_ACCUSED.search(article.seen[start : frame.head.start])
    active = _ACCUSED.search(article.seen[start : frame.head.start])
    found = passive or active
    if found is None:
        return frame.span, []
    whom = Span(start + found.start("whom"), start + found.end("whom"))
    return Span(frame.head.start if passive else whom.start, frame.span.end), parties_in(article, whom)


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
    return found or _from_land(article, frame) or _owners(article, arms)


def _from_land(article: Article, frame: Frame) -> list[Party]:
    """Take "fired from the territory of Armenia" for Armenia's act."""
    sentence = article.sentence_at(frame.head.start)
    end = sentence.span.end if sentence else frame.span.end
    for land in within(article.states, Span(frame.head.end, min(end, frame.span.end))):
        if land.kind not in {"demonym", "adjective"} and _FROM_LAND.search(article.seen, frame.head.end, land.start):
            return [Party(land.start, land.end, land.code)]
    return []


def _owners(article: Article, arms: list[Arm]) -> list[Party]:
    """Take "Russian missiles" for Russia's, and "jets of the coalition" for the coalition's."""
    for arm in arms:
        start = max(0, arm.start - 60)
        before = article.seen[start : arm.start]
        last = re.search(r"[^,;:.()]*$", before)
        described = Span(start + (last.start() if last else 0), arm.start)
        near = re.search(r"(?:[A-Z][\w-]+(?:'s?)? (?:\w+ ){0,3}|[a-z]+ )$", before)
        found = parties_in(article, Span(start + near.start(), described.end)) if near and near.group()[0].isupper() else []
        of = re.match(r" (?:of|from) (?:the )?(?=[^,;:.]{1,60})", article.seen[arm.end : arm.end + 80])
        if not found and of:
            stop = re.search(r"[,;:.()]| (?:had|has|was|were|hit|struck|dropped|fired|fell|landed|killed|in|at|on)\b", article.seen[arm.end + of.end() : arm.end + 90])
            end = arm.end + of.end() + (stop.start() if stop else 50)
            found = parties_in(article, Span(arm.end + of.end(), end))
        if found:
            return found
    return []


def _of_noun(article: Article, trigger: Trigger, frame: Frame) -> Act | None:
    tree = article.tree
    index = tree.at(trigger.end - 1) if tree else None
    if index is not None and tree is not None and tree.words[index].pos not in {"VERB", "AUX"}:
        frame = frame_at(article, trigger.end - 1) or frame
    if re.match(r" (?:helicopters?|aircraft|planes?|jets?|drones?|submarines?|vehicles?|dogs?|group|force|fighters?)\b", article.seen[trigger.end : trigger.end + 14]) and trigger.kind == "attack":
        return None
    arms = _arms_of_noun(article, trigger, frame)
    span = _with_where(article, frame)
    actors = _noun_actors(article, trigger, frame, arms)
    light = _light(article, tree, index) if tree is not None and index is not None else None
    if not arms and trigger.kind in {"attack"}:
        referred = _REFERRED.search(article.seen, max(0, trigger.start - 30), trigger.start)
        struck = article.seen[trigger.start : trigger.end].lower().startswith("str") and not _NO_STRIKE.search(article.seen, max(0, trigger.start - 20), trigger.start)
        on = frame.phrase("on", "against", "at", "in")
        if referred and light is not None:
            arms = last_arms(article, trigger.start)
        elif not (struck and (actors or on) and not referred):
            return None
    elif not arms and trigger.kind in {"use", "relic"}:
        return None
    if trigger.kind == "relic":
        return _relic(article, trigger, frame, arms)
    if light is not None:
        verb = light
        span = Span(min(verb.span.start, span.start), max(verb.span.end, span.end))
        actors = actors or (parties_in(article, verb.subject) if verb.subject else [])
        arms = arms or _by_means(article, verb)
    return Act(trigger, frame, span, tuple(arms), tuple(actors), frame.object or frame.phrase("on", "against", "at"))


_STOPS = re.compile(r",? (?:due to|because of|owing to|despite|while|after|as well as)\b|;")
_GOES_ON = re.compile(r" (?:in|on|at|near|against|over|across|around)\b")


def _with_where(article: Article, frame: Frame) -> Span:
    """Give a noun's phrase, with what the parse hung on the verb but stands right behind it: "attacks in Gori"."""
    stop = _STOPS.search(article.seen, frame.head.end, frame.span.end)
    end = stop.start() if stop else frame.span.end
    tree = article.tree
    index = tree.at(frame.head.start) if tree else None
    if tree is not None and index is not None and stop is None and tree.words[index].dep == "dobj":
        for child in tree.children(tree.words[index].head, "prep"):
            if child.start == end + 1 and _GOES_ON.match(article.seen, end):
                end = tree.span(child.index).end
    return Span(frame.span.start, end)


def _arms_of_noun(article: Article, trigger: Trigger, frame: Frame) -> list[Arm]:
    near = Span(max(frame.span.start, trigger.start - 40), trigger.start)
    compound = [arm for arm in arms_in(article, near) if trigger.start - arm.end <= 1]
    own = [arm for arm in arms_in(article, Span(trigger.start, trigger.end)) if trigger.kind == "raid" and arm.start == trigger.start]
    if trigger.kind in {"use", "relic"}:
        return arms_in(article, frame.phrases.get("of")) or compound
    behind = re.match(r" (?:with|by|from|using|involving|of) ", article.seen[trigger.end : trigger.end + 12])
    phrase = next((frame.phrases[name] for name in ("with", "by", "from", "using", "involve", "of") if arms_in(article, frame.phrases.get(name))), None)
    return arms_in(article, phrase) if phrase and (behind or phrase.start - trigger.end < 60) else compound or own


def _light(article: Article, tree: Tree, index: int) -> Frame | None:
    """Give the frame of the verb that only carries the noun: "carried out attacks", "launched air strikes"."""
    at = tree.words[index]
    for _ in range(3):
        if at.dep in {"dobj", "nsubjpass"}:
            verb = tree.head(at.index)
            return frame_at(article, verb.start) if verb.lemma in _LIGHT else None
        if at.dep not in {"compound", "conj", "nmod"}:
            return None
        at = tree.head(at.index)
    return None


def _noun_actors(article: Article, trigger: Trigger, frame: Frame, arms: list[Arm]) -> list[Party]:
    by = frame.phrases.get("by")
    found = parties_in(article, by) if by else []
    if found:
        return found
    before = re.search(r"[^,;:.()]{0,60}$", article.seen[frame.span.start : trigger.start])
    if before and before.group().strip():
        start = frame.span.start + before.start()
        words = before.group()
        near = re.search(r"(?:[A-Z][\w.-]+(?:'s?)?|[Tt]heir|[Ii]ts|[Hh]is) (?:[\w-]+ ){0,3}$", words)
        if near:
            found = parties_in(article, Span(start + near.start(), trigger.start))
            if found:
                return found
    subject = frame.subject
    if subject is not None and subject != by and subject.end - subject.start < 80:
        found = parties_in(article, subject)
    return found or _owners(article, arms)


def _relic(article: Article, trigger: Trigger, frame: Frame, arms: list[Arm]) -> Act | None:
    """Take remains of a weapon that were found, or lie somewhere, for its use."""
    tree = article.tree
    index = tree.at(trigger.start) if tree else None
    if tree is None or index is None:
        clause = frame.span
    else:
        verb = next((word for word in tree.ancestors(index) if word.pos in {"VERB", "AUX"}), None)
        found = frame_at(article, verb.start) if verb is not None else None
        clause = found.span if found is not None else frame.span
    if not re.search(r"\b(?:f[io]u?nd|find(?:s|ing)?|discover\w*|lay|lie[sd]?|lying|document\w*|recover\w*|identif\w+|scatter\w*|examin\w*|photograph\w*|show\w*|collect\w*|saw|seen|shows?)\b", article.seen[clause.start : clause.end]):
        return None
    return Act(trigger, frame, clause, tuple(arms), (), None)
