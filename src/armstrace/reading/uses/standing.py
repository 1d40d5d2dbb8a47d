"""How a use stands in its text: told, denied, or only thought of, forbidden or feared (then it is no use)."""

import re

from armstrace.reading.article import Article
from armstrace.reading.frames.frame import Frame
from armstrace.reading.parse.tree import Tree, Word
from armstrace.reading.text.view import Span

TOLD, DENIED, NONE = "told", "denied", "none"

_DENY = frozenset("deny reject dismiss refute disclaim repudiate rebut disavow contradict disprove denial".split())  # noqa: SIM905 # a list of words is easier to check as a sentence
_NOT_REAL = frozenset(
    "ban prohibit outlaw forbid regulate restrict limit stop cease halt prevent renounce threaten threat threatening want wish plan intend intention vow pledge promise "  # noqa: SIM905 # a list of words is easier to check as a sentence
    "prepare ready able capable capability capacity ability allow permit authorise authorize enable hope fear risk warn abandon refrain avoid discourage "
    "train training exercise drill test teach learn simulate rehearse consider propose option possibility prohibition ban moratorium "
    "convention treaty protocol right doctrine policy urge demand oppose opposition need design intercept thwart foil deter avert require".split()
)
_TELLING_INFINITIVE = frozenset(
    "have appear seem claim begin start continue say believe report know allege think manage suspect purport understand resume proceed go help dare use".split()  # noqa: SIM905 # a list of words is easier to check as a sentence
)
_UNREAL_MODALS = frozenset({"will", "would", "can", "shall", "should", "must", "'ll", "ought"})
_UNREAL_BEFORE = re.compile(
    r"\b(?:threat(?:en\w*)?|bans?|banned|banning|prohibit\w*|outlaw\w*|forbid\w*|forbade|plan(?:s|ned|ning)?|intend\w*|vow\w*|(?:stop|cease|halt|prevent|want|wish|promis|pledg|refrain|warn|prepar|capab|abilit|risk)\w*|"
    r"able to|ready to|if|unless|whether to|in order to|call(?:s|ed|ing)? (?:on|for)|urg(?:es?|ed|ing)|exercises?|drills?|tests?|tested|regulated?)\b[^;:.]{0,60}$",
    re.IGNORECASE,
)
_DENIED_BEFORE = re.compile(
    r"\b(?:den(?:y|ies|ied|ying|ials?)|reject\w*|dismiss\w*|refut\w*|disclaim\w*|no evidence)\b[^;:]{0,90}$",
    re.IGNORECASE,
)
_WILL = re.compile(r"\b(?:will|would|can|shall|should|must|cannot)\b(?! have)[^,;:.]{0,20}$", re.IGNORECASE)
_NOT = re.compile(r"\b(?:not|never|no|neither|nor|nobody|none)\b|n't\b", re.IGNORECASE)
_EMBEDDED = re.compile(r"\b(?:where|when|how|who|why|what|which \w+)\b(?: [\w'-]+){1,5} $", re.IGNORECASE)
_UNSAID = re.compile(r"\b(?:not|n't|never|unclear|unknown|asked?|wonder\w*|no (?:one|idea))\b", re.IGNORECASE)
_NEITHER = re.compile(
    r"\bneither confirm\w* nor den|not (?:confirm|deny)|refus\w* to (?:confirm|deny|comment)|(?:could not|cannot) rule out",
    re.IGNORECASE,
)
_NO_EVIDENCE = re.compile(
    r"\b(?:no|absence of|without(?: any)?|lack of) (?:\w+ )?(?:evidence|proof|indications?|signs?|reports?)\b[^;:.]{0,60}$",
    re.IGNORECASE,
)
_NOT_TRUE = re.compile(r"^\W*(?:@\w+ )?(?:not true|false|fake|untrue|a lie|lies)\b", re.IGNORECASE)
_EXERCISE = re.compile(
    r"\b(?:exercises?|drills?|manoeuvres|maneuvers|test[- ](?:fir|launch)\w*|tests? of|parades?|live[- ]fire|training (?:ground|range|session)|simulat\w+|war ?games?|test range|museum|films?|video games?)\b",
    re.IGNORECASE,
)
_FIGURATIVE = re.compile(
    r"\bunder (?:\w+ )?(?:fire|attack) (?:for|over|from (?:critics|the opposition|lawmakers|MPs|the press|the media|rights groups|both))",
    re.IGNORECASE,
)


def standing(article: Article, frame: Frame, head: Span) -> str:
    """Tell whether the act at a head is told, denied, or not said to have happened."""
    sentence = article.sentence_at(head.start)
    span = sentence.span if sentence else frame.span
    if article.seen[span.start : span.end].rstrip(" \"'").endswith("?"):
        return NONE
    if _EXERCISE.search(article.seen, frame.span.start, frame.span.end) or _FIGURATIVE.search(
        article.seen, head.start, span.end
    ):
        return NONE
    prefix = Span(max(span.start, article.seen.rfind(";", span.start, head.start) + 1), head.start)
    if _NEITHER.search(article.seen, prefix.start, prefix.end):
        return NONE
    embedded = _EMBEDDED.search(article.seen, max(span.start, head.start - 60), head.start)
    if embedded and _UNSAID.search(article.seen, prefix.start, embedded.start()):
        return NONE
    if frame.modal in _UNREAL_MODALS or _merely_may(article, frame, head):
        return NONE
    tree = article.tree
    index = tree.at(head.start) if tree else None
    found = (
        _by_order(article, prefix)
        if tree is None or index is None
        else _by_tree(article, tree, tree.words[index], prefix)
    )
    if found == TOLD and (_negated(article, frame, head) or _NOT_TRUE.match(article.seen[span.start : head.start])):
        return DENIED
    return found


def _merely_may(article: Article, frame: Frame, head: Span) -> bool:
    """Tell "may fire" (nothing happened) from "may have fired" and "could be seen"."""
    if not frame.verbal or frame.modal not in {"may", "might", "could"}:
        return False
    start = max(frame.span.start, head.start - 40)
    between = article.seen[start : head.end].lower()
    return not re.search(rf"\b{frame.modal} (?:\w+ )?(?:have|be seen|be heard)", between)


def _negated(article: Article, frame: Frame, head: Span) -> bool:
    if frame.negated and not _NOT.search(article.seen, max(frame.span.start, head.start - 60), head.end + 4):
        return False
    if not frame.negated:
        return (
            bool(frame.object) and article.seen[frame.object.start : frame.object.start + 3].lower() == "no "
            if frame.object
            else False
        )
    return "not only" not in article.seen[max(0, head.start - 40) : head.start].lower()


def _by_order(article: Article, prefix: Span) -> str:
    if _DENIED_BEFORE.search(article.seen, prefix.start, prefix.end) or _NO_EVIDENCE.search(
        article.seen, prefix.start, prefix.end
    ):
        return DENIED
    if _WILL.search(article.seen, prefix.start, prefix.end):
        return NONE
    last = max(
        article.seen.rfind(" that ", prefix.start, prefix.end),
        article.seen.rfind(", ", prefix.start, prefix.end),
        prefix.start,
    )
    return NONE if _UNREAL_BEFORE.search(article.seen, last, prefix.end) else TOLD


def _by_tree(article: Article, tree: Tree, word: Word, prefix: Span) -> str:
    if _thought_of(tree, word):
        return NONE
    denied = bool(_NO_EVIDENCE.search(article.seen, prefix.start, prefix.end))
    below = word
    for steps, above in enumerate(tree.ancestors(word.index)):
        if steps > 7:
            break
        beside = below.dep == "conj" and (above.pos in {"VERB", "AUX"}) and below.tag in {"VBD", "VBZ", "VBP", "VBN"}
        if beside or ";" in article.seen[min(above.start, word.start) : max(above.start, word.start)]:
            below = above
            continue
        if above.lemma in _DENY and _is_content(below):
            denied = True
        elif (
            (below.dep == "advcl" and any(c.lemma in {"if", "unless"} for c in tree.children(below.index, "mark")))
            or (above.lemma in _NOT_REAL and _is_content(below) and not _said_between(tree, word, above))
            or (
                above.pos in {"VERB", "AUX"}
                and any(c.tag == "MD" and c.text.lower() in _UNREAL_MODALS for c in tree.children(above.index, "aux"))
                and below.dep in {"dobj", "xcomp", "prep", "nsubjpass"}
            )
        ):
            return NONE
        below = above
    return DENIED if denied else TOLD


def _is_content(word: Word) -> bool:
    """Tell whether a word hangs below its head as what the head is about, not as a clause or phrase beside it."""
    return word.dep in {
        "dobj",
        "ccomp",
        "xcomp",
        "pcomp",
        "prep",
        "acl",
        "pobj",
        "nsubjpass",
        "compound",
        "conj",
        "amod",
    }


def _said_between(tree: Tree, word: Word, above: Word) -> bool:
    """Tell "warned that rockets had been fired" from "warned of firing rockets"."""
    at = word
    for _ in range(8):
        if at.index in {above.index, at.head}:
            return False
        if at.dep == "ccomp" and above.lemma in {"warn", "fear", "propose", "consider"}:
            return True
        if at.dep == "relcl":
            return True
        at = tree.head(at.index)
    return False


def _thought_of(tree: Tree, word: Word) -> bool:
    """Tell an infinitive that is only a purpose: "weapons to fire", "agreed to use"."""
    aux = tree.children(word.index, "aux")
    if not any(child.tag == "TO" for child in aux) or any(child.lemma in {"have", "be"} for child in aux):
        return False
    governor = tree.head(word.index)
    passive = any(child.dep == "auxpass" for child in tree.children(word.index))
    telling = governor.lemma in _TELLING_INFINITIVE or (passive and governor.lemma == "come")
    return not telling
