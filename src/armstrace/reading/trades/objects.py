"""Whom "it" and "them" behind a verb of supplying mean: who was told last as an object, such as whom an embargo is on."""

import re
from collections.abc import Sequence

from armstrace.reading.article import Sentence
from armstrace.reading.parse.tree import Tree
from armstrace.reading.scene import Scene
from armstrace.reading.text.view import Span
from armstrace.reading.trades.heads import find_heads
from armstrace.reading.trades.named import GROUP, Named, Side, all_named

_OBJECT = re.compile(r"(?:it|them)", re.IGNORECASE)
_MEASURE = r"embargo(?:es)?|sanctions?|bans?|restrictions?|moratorium|blockade|prohibition"
_GOODS_GO = r"sales?|sell\w*|exports?|exporting|deliver(?:y|ies|ing)|suppl(?:y|ies|ying)|shipments?|shipping|transfers?|transferring|sending|aid|support"
_HELP = r"arm(?:s|ed|ing)|back(?:s|ed|ing)?|support(?:s|ed|ing)?|help(?:s|ed|ing)?|aid(?:s|ed|ing)|suppl(?:y|ies|ied)|equip(?:s|ped)?|train(?:s|ed|ing)?|sold|g[ai]ve[sn]?|sanction(?:s|ed|ing)|embargo(?:ed|ing)|blacklist(?:s|ed)"
# what is done about somebody's arms, right before the name: "an embargo on X", "banned sales of arms to X", "backs X"
_AIMED = re.compile(
    rf"(?:\b(?:{_MEASURE})\b[^,;]{{0,40}}? (?:on|against|for|to)|\b(?:{_GOODS_GO})\b(?: of [\w -]{{2,40}}?)? (?:to|for)|\b(?:{_HELP})) (?:the |both |all )?(?:[a-z-]+ )?$",
    re.IGNORECASE,
)
# ... or right behind it: "X was placed under an embargo", "X, under an arms embargo since 2004"
_UNDER = re.compile(
    r",?(?: (?!and\b|but\b)[\w-]+){0,3} (?:under|subject to|target(?:ed)? (?:of|by)|hit by)\b[^,;]{0,40}\b(?:embargo|sanctions|ban|restrictions)\b",
    re.IGNORECASE,
)
_WHERE = re.compile(
    r"\b(?:in|at|near|from|into|over|inside|across|outside|off|via|through|around|within|before|since)(?: the)?(?: southern| northern| eastern| western| central)? $",
    re.IGNORECASE,
)
_ARMS_OF = re.compile(
    r"(?:'s?)? (?:[\w-]+ )?(?:army|military|forces|government|navy|air force|regime|junta|rebels|authorities|troops)\b",
    re.IGNORECASE,
)
_PLURAL = re.compile(r"(?:s|forces|rebels|opposition|resistance|fighters)$", re.IGNORECASE)
_LIST = re.compile(r"(?:,|,? and| and| or|,? or|, as well as)(?: the| on| to| both| also)* ", re.IGNORECASE)
_FIGHTS = re.compile(
    r"\b(?:attack|invad|fought|fight|war\b|wars\b|clash|shell|bomb|struck|strik|accus|blam|threat|quarrel|defeat|occup|rival|enem|against)",
    re.IGNORECASE,
)
_UNDERGOES = re.compile(
    r" (?:was|were|is|are|been|has been|have been|had been) (?:\w+ly )?\w+(?:ed|en|ade|eld|it|ut)\b"
)
_OPENS = re.compile(
    r"(?:^|[;:,]) ?(?:and |but |yet |while |when |as |after |although |though )?(?:[Tt]he )?$|\b(?:while|when|as|after|although|though|because|and) (?:the )?$",
    re.IGNORECASE,
)

_REACH = 500


def object_meant(scene: Scene, pronoun: Span, but: Side | None) -> Side | None:
    """Give whom an "it" or "them" means by the objects of its sentence, else of the one before.

    None where no object is named there; a side without names where one is and the words leave it open.
    """
    if not _OBJECT.fullmatch(scene.article.seen[pronoun.start : pronoun.end]):
        return None
    here = scene.article.sentence_at(pronoun.start)
    if here is None:
        return None
    others = frozenset(but.names if but else ())
    found = _candidates(scene, Span(max(here.span.start, pronoun.start - _REACH), pronoun.start), pronoun, others)
    if not found:
        before = scene.article.sentence_at(max(0, here.span.start - 2))
        if before is not None and before.block == here.block and before.span.start < here.span.start:
            reach = Span(max(before.span.start, before.span.end - _REACH), before.span.end)
            found = _candidates(scene, reach, pronoun, others)
    return _chosen(scene, found, pronoun) if found else None


def _candidates(scene: Scene, reach: Span, pronoun: Span, others: frozenset[str]) -> list[Named]:
    """Give the parties of a stretch that a pronoun may mean; places and makers are none."""
    seen = scene.article.seen
    named = [each for each in all_named(scene, reach) if each.kind != "body" and _is_party(seen, reach, each)]
    named = [each for each in named if each.name not in others]
    for match in GROUP.finditer(seen, reach.start, reach.end):
        start = match.start("name") + (4 if match["name"].lower().startswith("the ") else 0)
        if not any(each.start < match.end() and start < each.end for each in named):
            named.append(Named(start, match.end(), seen[start : match.end()], "group"))
    named.sort(key=lambda each: each.start)
    several = seen[pronoun.start : pronoun.end].lower() == "them"
    return [each for each in named if _agrees(scene, each, named, several=several)]


def _is_party(seen: str, reach: Span, named: Named) -> bool:
    if named.kind in {"demonym", "adjective"}:
        return bool(_ARMS_OF.match(seen, named.end))
    return not _WHERE.search(seen, max(reach.start, named.start - 24), named.start)


def _agrees(scene: Scene, named: Named, listed: Sequence[Named], *, several: bool) -> bool:
    """Tell whether a name is one or several as its pronoun is; a list of names is several."""
    printed = scene.article.seen[named.start : named.end]
    one = bool(re.fullmatch(r"[A-Z]{3}", named.name)) or named.kind == "body"
    plural = not one and bool(_PLURAL.search(printed))
    together = any(other.name != named.name and _together(scene, named, other) for other in listed)
    return plural or together if several else one or not plural or printed.endswith("Forces")


def _together(scene: Scene, one: Named, other: Named) -> bool:
    first, last = sorted((one, other), key=lambda each: each.start)
    return bool(_LIST.fullmatch(scene.article.seen, first.end, last.start))


def _chosen(scene: Scene, found: Sequence[Named], pronoun: Span) -> Side | None:
    """Choose whom arms are withheld from or given to, else the one object that nobody it fights vies with."""
    aimed = [each for each in found if _is_aimed_at(scene, each)]
    if aimed:
        return _with_list(scene, aimed[-1], found, pronoun)
    objects = [each for each in found if not _acts(scene, each) and not _owns(scene, each)]
    if not objects:
        listed = _with_list(scene, found[-1], found, pronoun)
        return (
            listed
            if {each.name for each in found} <= set(listed.names) and _is_told_of(scene, found, pronoun)
            else None
        )
    side = _with_list(scene, objects[-1], found, pronoun)
    rivals = [each for each in found if each.name not in side.names]
    between = (scene.article.seen[each.end : objects[-1].start] for each in rivals if each.start < objects[-1].start)
    vies = any(each in objects for each in rivals) or any(_FIGHTS.search(words) for words in between)
    return Side((), pronoun) if vies else side


def _is_told_of(scene: Scene, found: Sequence[Named], pronoun: Span) -> bool:
    """Tell the only party named from one of a row of givers: "A has provided it with jets; B gave it tanks"."""
    heads = find_heads(scene.article, Span(found[-1].end, pronoun.start))
    return sum(head.kind == "supply" for head in heads) < 2


def _with_list(scene: Scene, last: Named, found: Sequence[Named], pronoun: Span) -> Side:
    """Give a party with those it is listed with, the names that "them" stands for."""
    listed = [last]
    if scene.article.seen[pronoun.start : pronoun.end].lower() == "them":
        for each in reversed([other for other in found if other.start < last.start]):
            if _together(scene, each, listed[0]):
                listed.insert(0, each)
        for each in (other for other in found if other.start > last.start):
            if _together(scene, listed[-1], each):
                listed.append(each)
    return Side(tuple(dict.fromkeys(each.name for each in listed)), pronoun)


def _is_aimed_at(scene: Scene, named: Named) -> bool:
    seen = scene.article.seen
    sentence: Sentence | None = scene.article.sentence_at(named.start)
    if sentence is None:
        return False
    lead = Span(max(sentence.span.start, named.start - 110), named.start)
    return bool(_AIMED.search(seen, lead.start, lead.end)) or bool(_UNDER.match(seen, named.end, sentence.span.end))


def _owns(scene: Scene, named: Named) -> bool:
    behind = scene.article.seen[named.end : named.end + 2]
    return behind.startswith("'") and not _ARMS_OF.match(scene.article.seen, named.end)


def _acts(scene: Scene, named: Named) -> bool:
    """Tell who does what a verb says, by the parse or by the order of the words; who undergoes it does not."""
    tree = scene.article.tree
    index = tree.at(named.end - 1) if tree else None
    if tree is not None and index is not None:
        return _acts_in(tree, index)
    seen = scene.article.seen
    sentence = scene.article.sentence_at(named.start)
    start = sentence.span.start if sentence else max(0, named.start - 200)
    if seen[start : named.start].lower().endswith((" by ", " by the ")):
        return True
    opens = bool(_OPENS.search(seen[start : named.start]))
    return opens and not _UNDERGOES.match(seen, named.end)


def _acts_in(tree: Tree, index: int) -> bool:
    word = tree.words[index]
    for _ in range(6):
        if word.dep in {"nsubj", "csubj"}:
            return True
        if word.dep == "pobj" and tree.head(word.index).dep == "agent":
            return True
        of = word.dep == "prep" and word.text.lower() == "of"
        if not of and word.dep not in {"amod", "compound", "poss", "nmod", "conj", "appos", "pobj"}:
            return False
        if word.dep == "pobj" and tree.head(word.index).text.lower() != "of":
            return False
        word = tree.head(word.index)
    return False
