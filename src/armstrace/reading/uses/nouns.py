"""Acts told by a noun: "the use of mines by rebels", "carried out air strikes", "remnants of rockets were found"."""

import re

from armstrace.reading.article import Article
from armstrace.reading.frames.find import frame_at
from armstrace.reading.frames.frame import Frame
from armstrace.reading.incidents.parties import Party, parties_in
from armstrace.reading.parse.tree import Tree
from armstrace.reading.text.view import Span
from armstrace.reading.uses.act import Act
from armstrace.reading.uses.arms import Arm, arms_in, last_arms
from armstrace.reading.uses.means import by_means, described_by, owners
from armstrace.reading.uses.triggers import Trigger

_LIGHT = frozenset(
    [
        "carry",
        "conduct",
        "launch",
        "fly",
        "mount",
        "perform",
        "execute",
        "resume",
        "continue",
        "begin",
        "start",
        "step",
        "intensify",
        "unleash",
        "stage",
        "open",
        "make",
        "commit",
        "effectuate",
        "undertake",
        "direct",
        "order",
    ]
)  # a list of words is easier to check as a sentence


_NO_STRIKE = re.compile(
    r"\b(?:hunger|general|labou?r|railway|postal|pilots'|teachers'|workers'|doctors'|transport|wildcat|heart|panic|cyber|verbal|personal|terror(?:ist)?|terrorism|knife|arson) $",
    re.IGNORECASE,
)


_REFERRED = re.compile(
    r"\b(?:the|this|that|these|those|both|such) (?:same |latest |second |first |two |three )?$", re.IGNORECASE
)


_STOPS = re.compile(r",? (?:due to|because of|owing to|despite|while|after|as well as)\b|;")


_GOES_ON = re.compile(r" (?:in|on|at|near|against|over|across|around)\b")


_OWN = re.compile(r"\b([Tt]heir|[Ii]ts|[Hh]is|[Hh]er|[Oo]ur) (?:[\w-]+ ){0,2}$")
# a longer phrase is a clause without a parse
_LONG = 80


def of_noun(article: Article, trigger: Trigger, frame: Frame) -> Act | None:
    """Take a noun for an act where it names a weapon, an actor or what was struck."""
    tree = article.tree
    index = tree.at(trigger.end - 1) if tree else None
    if index is not None and tree is not None and tree.words[index].pos not in {"VERB", "AUX"}:
        frame = frame_at(article, trigger.end - 1) or frame
    if (
        re.match(
            r" (?:helicopters?|aircraft|planes?|jets?|drones?|submarines?|vehicles?|dogs?|group|force|fighters?)\b",
            article.seen[trigger.end : trigger.end + 14],
        )
        and trigger.kind == "attack"
    ):
        return None
    arms = _arms_of_noun(article, trigger, frame)
    span = _with_where(article, frame)
    actors = _noun_actors(article, trigger, frame, arms)
    light = _light(article, tree, index) if tree is not None and index is not None else None
    if not arms and trigger.kind == "attack":
        referred = _REFERRED.search(article.seen, max(0, trigger.start - 30), trigger.start)
        struck = article.seen[trigger.start : trigger.end].lower().startswith("str") and not _NO_STRIKE.search(
            article.seen, max(0, trigger.start - 20), trigger.start
        )
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
        arms = arms or by_means(article, verb)
    return Act(trigger, frame, span, tuple(arms), tuple(actors), frame.object or frame.phrase("on", "against", "at"))


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
    own = [
        arm
        for arm in arms_in(article, Span(trigger.start, trigger.end))
        if trigger.kind == "raid" and arm.start == trigger.start
    ]
    if trigger.kind in {"use", "relic"}:
        return arms_in(article, frame.phrases.get("of")) or compound
    behind = re.match(r" (?:with|by|from|using|involving|of) ", article.seen[trigger.end : trigger.end + 12])
    phrase = next(
        (
            frame.phrases[name]
            for name in ("with", "by", "from", "using", "involve", "of")
            if arms_in(article, frame.phrases.get(name))
        ),
        None,
    )
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
    found = found or described_by(article, trigger.start) or _possessor(article, trigger)
    if found:
        return found
    subject = frame.subject
    if subject is not None and subject != by and article.tree is not None and subject.end - subject.start < _LONG:
        found = parties_in(article, subject)
    apart = [arm for arm in arms if arm.end <= trigger.start or arm.start >= trigger.end]
    return found or owners(article, apart) or _purposing(article, trigger)


def _purposing(article: Article, trigger: Trigger) -> list[Party]:
    """Give who used something "for the bombardment" of a place."""
    tree = article.tree
    index = tree.at(trigger.end - 1) if tree else None
    if tree is None or index is None:
        return []
    prep = tree.head(index)
    verb = tree.head(prep.index)
    if (
        tree.words[index].dep != "pobj"
        or prep.lemma not in {"for", "during", "in"}
        or verb.lemma not in {"use", "employ", "deploy"}
    ):
        return []
    frame = frame_at(article, verb.start)
    return parties_in(article, frame.subject) if frame else []


def _possessor(article: Article, trigger: Trigger) -> list[Party]:
    """Take "its use", "their heavy shelling" for that of who acted last."""
    sentence = article.sentence_at(trigger.start)
    first = max(sentence.span.start if sentence else 0, trigger.start - 40)
    match = _OWN.search(article.seen, first, trigger.start)
    return parties_in(article, Span(match.start(1), match.end(1))) if match else []


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
    if not re.search(
        r"\b(?:f[io]u?nd|find(?:s|ing)?|discover\w*|lay|lie[sd]?|lying|document\w*|recover\w*|identif\w+|scatter\w*|examin\w*|photograph\w*|show\w*|collect\w*|saw|seen|shows?)\b",
        article.seen[clause.start : clause.end],
    ):
        return None
    return Act(trigger, frame, clause, tuple(arms), (), None)
