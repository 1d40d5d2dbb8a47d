"""Which sentences can hold a figure of the arms trade at all, told by a few words before anything else is read.

Most sentences of the press name no weapon, treaty, share or rank. Each finder of figures needs words of some groups; a
sentence without them is passed over. The groups reach wider than the patterns they stand for, never less far: a test
holds both together.
"""

import re
from functools import cache
from itertools import product

import ahocorasick_rs

from armstrace.gazetteer.folding import fold
from armstrace.gazetteer.weapon_classes import weapon_classes
from armstrace.reading.figures.clauses import Sentence
from armstrace.reading.figures.context import may_be_of_goods
from armstrace.reading.figures.lexicon import PLACES
from armstrace.reading.figures.numbers import NUMBER_WORDS, may_be_out_of
from armstrace.reading.figures.ratios import may_change
from armstrace.reading.figures.trade import opens_listing
from armstrace.reading.figures.treaties.status import may_carry_on
from armstrace.reading.text.words import small

# words of a group, "|" between them, that count wherever they stand
_ANYWHERE = {
    "share": "%|percent|per cent|pct|majority|bulk|lion's share",
    "factor": " times|fold|factor of",
    "multiple": "in half|by half|than half",
    "money": "$|€|£|₽|₪|₺|₹|¥|₩|₼",
    "volume": "tiv of|tivs of|tiv) of|tivs) of|indicator value",
    "denial": "n't",
    "status": "turned its back|walked away|dropped out|cancelled its|withdr|quit|left|exit|abandon|denounc|pulled out|"
    "renewal|sign|party|parties|outside|absent from|shun|spurn|away from|clear of|distance from|ratif|approved|accepted|"
    "acced|accession|succession|succeeded|join|adher|consent|bound by|member|on board|belongs to|part of the",
}
# words that count where a word begins, whatever follows
_BEGINNING = {
    "share": "most of|nearly all|almost all|virtually all|practically all|all of|half|halves|third|quarter|fourth|"
    "fifth|sixth|seventh|eighth|ninth|tenth",
    "factor": "twice|double|triple|treble|quadruple",
    "volume": "tiv",
    "number": f"hundred|thousand|million|billion|trillion|dozen|several|a number of|scores of|{NUMBER_WORDS}",
    "rank": "largest|biggest|greatest|leading|main|top|primary|principal|chief|foremost|prime|predominant|dominant|"
    "important|most important|most significant|major|number one|no. 1|no.1|sole|only|exclusive|headed|"
    f"heads|led|leads|first|{PLACES}|"
    + "|".join(f"{digit}{end}" for digit in range(10) for end in ("st", "nd", "rd", "th")),
    "ranked": "supplier|provider|seller|vendor|source|arms dealer|furnisher|purveyor|arms partner|weapon partner|"
    "weapons partner|defence partner|defense partner|military partner|exporter|exporting|importer|importing|recipient|"
    "customer|client|buyer|purchaser|market|destination|taker|outlet",
    "arms": "arms|weapon|armament|materi|war materi|munition|military|defence|defense|army|arsenal",
    "change": "went up|go up|gone up|goes up|going up|rose|ris|grew|grow|increas|jump|surg|climb|soar|expanded|higher|"
    "above the level|doubl|tripl|trebl|quadrupl|quintupl|sextupl|went down|go down|gone down|goes down|going down|cut|slashed|"
    "scaled back|fell|fall|drop|declin|decreas|shrank|shrunk|plung|plummeted|reduc|contracted|lower|below the level|"
    "collapsed|dipped|sank|slumped|halv",
    "multiple": "doubl|tripl|trebl|quadrupl|quintupl|sextupl|halv",
    "licence": "licence|license|permit",
}
_NUMBERED = (
    "".join(parts)
    for parts in product(("number", "no", "no.", "#"), ("", " "), (*"23456789", "two", "three", "four", "five"))
)
# words that count where nothing is glued to them
_WHOLE = {
    "rank": "|".join(_NUMBERED),
    "money": "usd|eur|gbp|rub|ils|nis|try|inr|jpy|cny|rmb|krw|azn|amd|nok|sek|chf|pln|cad|aud|dollar|dollars|euro|euros|"
    "pound|pounds|rouble|roubles|ruble|rubles|shekel|shekels|lira|rupee|rupees|yen|yuan|won|manat|manats|dram|drams|"
    "kroner|kronor|franc|francs|zloty|zlotys|zloties",
    "denial": "not|never|no|none|neither|without|cannot|hardly|nothing",
}
_DIGIT = re.compile(r"\d")


@cache
def _search() -> tuple[ahocorasick_rs.AhoCorasick, list[tuple[str, int]]]:
    """Build the search once: each word with its group and how far a letter beside it is allowed (0, 1 or 2 sides)."""
    words = [
        (word, (group, edges))
        for edges, groups in enumerate((_ANYWHERE, _BEGINNING, _WHOLE))
        for group, listed in groups.items()
        for word in listed.split("|")
    ]
    words += [(noun.replace("-", " "), ("class", 1)) for known in weapon_classes().values() for noun in known.nouns]
    return ahocorasick_rs.AhoCorasick([word for word, _ in words]), [means for _, means in words]


def groups_in(piece: str) -> set[str]:
    """Name the groups that a stretch of text has words of.

    >>> sorted(groups_in("Nobody sent 60 % of the tanks."))
    ['class', 'number', 'share']
    """
    text = fold(small(piece)).replace("-", " ")
    search, means = _search()
    found = {"number"} if _DIGIT.search(text) else set()
    for which, start, end in search.find_matches_as_indexes(text, overlapping=True):
        group, edges = means[which]
        glued = (edges and text[start - 1 : start].isalpha()) or (edges > 1 and text[end : end + 1].isalpha())
        if not glued:
            found.add(group)
    if "number" in found and may_be_out_of(text):
        found.add("share")
    return found


def may_hold_figures(sentence: Sentence, *, treaty_before: bool) -> bool:
    """Tell whether a sentence can hold a figure other than a duration.

    `treaty_before`: the text has named a treaty already.
    """
    if sentence.treaties:
        return True
    groups = groups_in(sentence.piece)
    return (
        ("ranked" in groups and "rank" in groups)
        or ("share" in groups and ("class" in groups or may_be_of_goods(sentence)))
        or (groups >= {"share", "change"} and may_change(sentence))
        or "multiple" in groups
        or (groups >= {"factor", "change"})
        or (groups >= {"volume", "number"})
        or (groups >= {"licence", "number"})
        or (treaty_before and "status" in groups and may_carry_on(sentence.piece))
        or _may_name_arms(sentence, groups)
        or _may_be_of_states(sentence, groups)
    )


def _may_name_arms(sentence: Sentence, groups: set[str]) -> bool:
    """Tell whether weapons stand beside a number or a state, or in a list that goes on from the sentence before."""
    if "class" not in groups and not (("number" in groups or sentence.weapons.names) and sentence.arms):
        return False
    return "number" in groups or opens_listing(sentence) or bool(sentence.states)


def _may_be_of_states(sentence: Sentence, groups: set[str]) -> bool:
    """Tell whether states stand beside money, a factor, or a denial that arms were sent."""
    stated = "factor" in groups or groups >= {"money", "number"} or groups >= {"denial", "arms"}
    return stated and bool(sentence.states)
