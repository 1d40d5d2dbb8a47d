"""The words that tell of a use: verbs and nouns, and what each needs beside it to be one.

`wield`: the weapon is what the verb acts on ("fired rockets"). `hit`: the weapon acts or is the means ("a shell hit",
"hit with shells"). `assault`: needs no weapon ("shelled the town"). `seen`: the weapon appears somewhere. `relic`: its
remains are found. `use`, `attack` and `raid` are nouns: of a weapon, with a weapon, and sufficient in themselves.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from armstrace.reading.article import Article
from armstrace.reading.incidents.named import LONGEST_SENTENCE
from armstrace.reading.text.keyed import Keyed


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that may tell of a use; `weapon_class` is what the word itself says of the weapon."""

    start: int
    end: int
    kind: str
    weapon_class: str = "unknown"

    @property
    def is_noun(self) -> bool:
        """Whether the word is a noun that names the act."""
        return self.kind in {"use", "attack", "raid", "relic"}


_WIELD = (
    r"us(?:e|es|ed|ing)|employ(?:s|ed|ing)?|deploy(?:s|ed|ing)?|utili[sz](?:es?|ed|ing)|fir(?:e|es|ed|ing)|launch(?:es|ed|ing)?|"
    r"drop(?:s|ped|ping)?|detonat(?:es?|ed|ing)|unleash(?:es|ed|ing)?|lobb(?:ed|ing)|hurl(?:s|ed|ing)|scatter(?:s|ed|ing)?|"
    r"releas(?:es?|ed|ing)|plant(?:s|ed|ing)?|laid|laying|emplac(?:ed|ing)"
)
_HIT = (
    r"hit(?:s|ting)?|struck|strik(?:es?|ing)|target(?:s|t?ed|t?ing)?|attack(?:s|ed|ing)?|pound(?:s|ed|ing)?|pummel(?:l?ed|l?ing)|destroy(?:s|ed|ing)?|"
    r"kill(?:s|ed|ing)?|wound(?:s|ed|ing)?|injur(?:es?|ed|ing)|maim(?:s|ed|ing)?|burn(?:s|ed|t|ing)?|land(?:s|ed|ing)?|fell|"
    r"fall(?:s|en|ing)?|explod(?:es?|ed|ing)|slamm(?:ed|ing)|crash(?:es|ed|ing)?|rain(?:s|ed|ing)?|damag(?:es?|ed|ing)|"
    r"devastat(?:es?|ed|ing)|levell?ed|flatten(?:s|ed|ing)?|demolish(?:es|ed|ing)?|tore|ripped|overwhelm(?:s|ed|ing)?|"
    r"punched|ploughed|plowed|blew|blown|set(?:ting)? (?:fire|ablaze)|poisoned|asphyxiated|detonated|(?:step|trodd?|stepp)(?:s|ed|ing|en)? on"
)
_ASSAULT = (
    r"shell(?:ed|ing|s)?|bomb(?:ed|ing|s)?|bombard(?:s|ed|ing)?|rocketed|rocketing|strafe[ds]?|strafing|gassed|gassing|mortared|torpedoed|"
    r"(?:open|return|exchang)(?:ed|ing|s|es) fire|(?:shot|shoot|shooting|shoots|fired|firing|fires|fire)(?= (?:at|on|upon|into|towards?)\b)|"
    r"(?:came|come|comes|coming|been|was|were|is|are)(?= (?:repeatedly |again |also )?under (?:\w+ ){0,2}(?:fire|shelling|bombardment|attack)\b)|"
    r"under(?= (?:\w+ )?(?:fire|shelling|bombardment|attack) (?:again|once more)\b)"
)
_SEEN = r"(?:has|have|had|was|were) (?:also |again |since |reportedly )?(?:been )?(?:seen|spotted|sighted|observed|heard)|appear(?:ed|s|ing)|(?:lies|lay|lying)(?= (?:unexploded|embedded|half-buried|scattered))|hover(?:ed|ing|s)|buzz(?:ed|ing)"
_RELIC = r"remnants?|remains|fragments?|debris|wreckage|shrapnel|tail ?fins?|casings?"
_RAID = (
    r"shellings?|bombardments?|bombings?|air[- ]?strikes?|air raids?|air attacks?|aerial (?:attacks?|bombardments?|bombings?|strikes?)|drone strikes?|"
    r"drone attacks?|missile strikes?|artillery strikes?|(?:sniper|artillery|rocket|mortar|tank|missile|machine[- ]gun|gun|small[- ]arms|howitzer)(?: fire| shooting| barrages?)|"
    r"(?:gas|chemical|nerve[- ]agent|chlorine|sarin) attacks?|barrages?|salvos?|volleys?|strafing"
)
_ATTACK = r"attacks?|strikes?|fire|raids?|hits?|explosions?|blasts?|assaults?|usages?"
_USE = r"use|usage|employment|deployment|firing|launch(?:es|ing)?|dropping|detonation"

_VERBS = (("assault", _ASSAULT), ("seen", _SEEN), ("wield", _WIELD), ("hit", _HIT))
_NOUNS = (("raid", _RAID), ("relic", _RELIC), ("use", _USE), ("attack", _ATTACK))
_ANY = re.compile(
    "|".join(
        rf"(?P<{kind}>\b(?:{words})\b)"
        for kind, words in (
            ("raid", _RAID),
            ("relic", _RELIC),
            *_VERBS,
            ("attack", _ATTACK),
            ("use", "usage|employment|deployment|detonation"),
        )
    ),
    re.IGNORECASE,
)
_KEYED = Keyed(_ANY)
_AS_NOUN = {kind: re.compile(rf"(?:{words})$", re.IGNORECASE) for kind, words in _NOUNS}
_AS_VERB = {kind: re.compile(rf"(?:{words})$", re.IGNORECASE) for kind, words in _VERBS}
_BEFORE_NOUN = re.compile(
    r"(?:\b(?:the|a|an|its|their|his|any|no|such|this|that|these|those|further|more|of|by|heavy|and|deadly|first|\w+'s?|[A-Z]\w+(?:an|ian|ish|i|ese|ch))) $"
)
_CLASSES = (
    (re.compile(r"\bair|aerial|bomb(?!ard)|strafe|strafing", re.IGNORECASE), "aircraft"),
    (re.compile(r"drone", re.IGNORECASE), "uav"),
    (re.compile(r"sniper|gun|small|shot|shoot", re.IGNORECASE), "small_arms"),
    (re.compile(r"gas|chemical|nerve|chlorine|sarin", re.IGNORECASE), "chemical"),
    (re.compile(r"rocket|missile", re.IGNORECASE), "missile_or_rocket"),
    (re.compile(r"shell|artillery|mortar|howitzer", re.IGNORECASE), "artillery"),
)


def find_triggers(article: Article) -> Iterator[Trigger]:
    """Give the words that may tell of a use, in order."""
    for sentence in article.sentences:
        if sentence.span.end - sentence.span.start > LONGEST_SENTENCE:
            continue
        for match in _KEYED.finditer(article.seen, sentence.span.start, sentence.span.end):
            kind = _kind(article, match)
            tried = (
                article.seen[max(0, match.start() - 6) : match.start()].lower().endswith(("test-", "cease-", "mis-"))
            )
            if kind and not tried:
                yield Trigger(match.start(), match.end(), kind, _class(match.group()))


def _kind(article: Article, match: re.Match[str]) -> str | None:
    kind = match.lastgroup or ""
    words = match.group()
    if kind in {"raid", "relic"} and words.lower() not in {"shelling", "bombing", "strafing", "remains"}:
        return kind
    if _is_noun(article, match):
        return next((kind for kind, pattern in _AS_NOUN.items() if pattern.match(words)), None)
    return next((kind for kind, pattern in _AS_VERB.items() if pattern.match(words)), None)


def _is_noun(article: Article, match: re.Match[str]) -> bool:
    """Tell a noun from a verb by the parse, else by the word before it."""
    words = match.group()
    if " " in words:
        return False
    index = article.tree.at(match.start()) if article.tree else None
    if article.tree is None or index is None:
        if words.lower().endswith("ed"):
            return False
        behind = article.seen[match.end() : match.end() + 4]
        return bool(_BEFORE_NOUN.search(article.seen, max(0, match.start() - 25), match.start())) or behind == " of "
    word = article.tree.words[index]
    if word.pos in {"NOUN", "PROPN"}:
        return True
    return word.tag == "VBG" and article.seen.startswith(" of ", match.end())


def _class(words: str) -> str:
    return next((name for pattern, name in _CLASSES if pattern.search(words)), "unknown")
