"""The words of arms-transfer reporting, sorted into the few classes that the grammar reads.

A class name is written in capitals in the grammar's patterns; every other word stands for itself, in small letters.
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from armstrace.reading.text.keyed import beginnings

CLASSES: Mapping[str, str] = {
    "ATTRIBUTION": r"according to|as reported by|as per|citing",
    "ARMS": (
        r"(?:major |conventional |imported |foreign |foreign-made |foreign-supplied |modern |advanced |heavy |new )*"
        r"(?:arms and military equipment|arms|weapons? systems?|weapons?|weaponry|armaments?|war materi[eé]l|materi[eé]l|munitions|"
        r"(?:military|defen[cs]e|army)(?:[- ](?:related))? (?:equipment|hardware|materi[eé]l|goods|gear|supplies|kit|technology|articles|systems|material)|"
        r"arsenal|weapon stocks?|military inventory)"
    ),
    "IMPORTS": r"(?:weapons? |arms |foreign |overseas |military |defen[cs]e )*(?:imports|purchases|acquisitions|procurements?|import (?:volume|bill|total|need|requirement)s?|foreign procurement|intake|inflows?|procurement abroad)",
    "EXPORTS": r"(?:weapons? |arms |foreign |overseas |military |defen[cs]e )*(?:exports|sales|export (?:volume|total)s?|outflows?)",
    "TRANSFERS": r"(?:weapons? |arms |military |defen[cs]e )*(?:transfers|deliveries|shipments|supplies|trade|business|delivery)",
    "SUPPLIER": r"(?:(?:arms|weapons?|foreign|military|defen[cs]e|overseas) )*(?:suppliers?|providers?|sellers?|vendors?|sources?|arms dealers?|furnishers?|purveyors?)|(?:arms|weapons|defen[cs]e|military) partners?",
    "EXPORTER": r"(?:(?:arms|weapons?|military|defen[cs]e) )*exporters?|exporting (?:country|state|nation)",
    "IMPORTER": r"(?:(?:arms|weapons?|military|defen[cs]e) )*importers?|importing (?:country|state|nation)",
    "RECIPIENT": r"(?:(?:arms|weapons?|military|defen[cs]e|export|foreign|overseas) )*(?:recipients?|customers?|clients?|buyers?|purchasers?|markets?|destinations?|takers?|outlets?)",
    "SHARE": r"(?:market |percentage )?(?:weight|contribution|shares?|proportion|percentage|portion|slice)",
    "RELY": (
        r"(?:rel(?:y|ied|ies|ying)|depend(?:ed|s|ing)?|(?:was|were|is|are|be|remain(?:s|ed)?|became|been) (?:\w+ )?(?:dependent|reliant)|dependent|reliant|"
        r"look(?:ed|s|ing)?|turn(?:ed|s|ing)?|leaned)(?: \w+ly)?(?= (?:\w+ )*?(?:on|upon|to)\b)"
    ),
    "ACCOUNT": (
        r"account(?:ed|s|ing)?(?: \w+ly)? for|ma(?:de|ke|kes|king) up|represent(?:ed|s|ing)?|constitut(?:ed?|es|ing)|compris(?:ed?|es|ing)|"
        r"(?:was|were|is|are|be|been|being) (?:the )?(?:responsible for|origin of|source (?:of|for)|source behind|behind)|responsible for|form(?:ed|s)|covered|weighed|took up|"
        r"claim(?:ed|s|ing)?(?= a| the| some| about| \d)|hold(?:s|ing)?|held|captur(?:ed|es|ing)|command(?:ed|s|ing)?|enjoy(?:ed|s)"
    ),
    "PROVIDE": (
        r"suppl(?:y|ied|ies|ying)|provid(?:ed?|es|ing)|deliver(?:ed|s|ing)?|sold|sells?|selling|ship(?:ped|s|ping)?|export(?:ed|ing)|exported|"
        r"furnish(?:ed|es|ing)?|sent|send(?:s|ing)?|transferr(?:ed|ing)|transfers?(?= (?:\d|any\b|its\b|the\b|major\b|heavy\b|\w+ to\b))|hand(?:ed|ing) over|donat(?:ed?|es|ing)|contribut(?:ed?|es|ing)|"
        r"g(?:ave|ives?|iven|iving)|pass(?:ed|es) on|equip(?:ped|s|ping)?|manufactured|armed(?! itself| themselves)|arming|smuggl(?:ed|es|ing)|handed|pass(?:ed|es)|turned over|yield(?:ed|s)|released|ceded|lent|leased|financed"
    ),
    "RECEIVE": (
        r"receiv(?:ed?|es|ing)|import(?:ed|s|ing)?|bought|buy(?:s|ing)?|purchas(?:ed?|es|ing)|acquir(?:ed?|es|ing)|got|gets?|getting|obtain(?:ed|s|ing)?|"
        r"sourc(?:ed|es|ing)|procur(?:ed?|es|ing)|took delivery of|tak(?:en?|es|ing) delivery of|took in|took(?= \d|\w* (?:per|%))|takes|taking|absorb(?:ed|s|ing)?|drew|draws|"
        r"secur(?:ed|es|ing)|field(?:ed|s)|add(?:ed|s)|took|purchased|brought in|shop(?:ped|s)|equipped itself|accept(?:ed|s)|commission(?:ed|s)"
    ),
    "PLAN": (
        r"(?:plan(?:s|ned|ning)?|intend(?:s|ed|ing)?|expect(?:s|ed)?|want(?:s|ed)?|hop(?:es|ed)?|propos(?:es|ed)|offer(?:s|ed)?|set|due|about|likely) to|will|would|"
        r"promis(?:ed?|es|ing)|pledg(?:ed?|es|ing)|offered|(?:is|are|was|were) to be|consider(?:s|ed|ing)?|negotiat(?:ed|es|ing)"
    ),
    "ORDER": r"order(?:ed|s|ing)?|contract(?:ed|s|ing)? for|signed (?:a contract|a deal|contracts|deals) for|agreed to (?:buy|purchase|sell|supply)",
    "GOV": (
        r"(?:(?:state|government|private|leading) )?(?:military|army|armies|armed forces|air forces?|navy|navies|ground forces|land forces|forces|troops|government|ministry of defen[cs]e|"
        r"defen[cs]e ministry|generals|rulers|leaders|commanders|officials|junta|regime|authorities|coast guard|border guards?|arms industry|defen[cs]e industry|defen[cs]e firms|arms makers|"
        r"arms firms|arms manufacturers|manufacturers|companies|firms|suppliers|producers|makers|exporters|industry|leadership|marines?|air defen[cs]e forces)"
    ),
    "GLOBAL": r"in the world|globally|global|worldwide|world's|world|international|planet's|all countries'|the globe's",
    "MADE": r"-? ?(?:made|built|manufactured|supplied|produced|origin|designed|delivered|exported)",
    "CAME": r"(?:had |have |has )?(?:come|comes|came|coming|originat(?:ed?|es|ing)|stemm(?:ed|ing)|arriv(?:ed|es|ing)|deriv(?:ed|es))",
    "WENT": r"(?:had |have |has )?(?:gone|go|goes|went|going|flow(?:ed|s)|(?:was|were|is|are|been|being) (?:destined|bound|directed|delivered|shipped|sold|sent|exported|supplied|transferred)(?= (?:to|for)\b))|headed|destined|bound(?= for)|ended up|end(?:s)? up|found (?:its|their) way",
    "BE": r"(?:has |have |had )?(?:was|were|is|are|been|being|be|remain(?:ed|s|ing)?|bec(?:ame|omes?)|stay(?:ed|s)|rank(?:ed|s|ing)?|emerg(?:ed|es) as|amounted to|stood at|equal(?:l?ed|s)|came to|turn(?:s|ed) out to be|prove[sd] to be|amount(?:s|ed) to|add(?:s|ed) up to|c[ao]mes? in at|totall?ed|averaged)",
    "RISE": r"(?:went|go|gone|goes|going) up|rose|ris(?:en|es?|ing)|gr(?:ew|own|ows?|owing)|growth|increas(?:ed?|es|ing)|jump(?:ed|s)?|surg(?:ed?|es|ing)|climb(?:ed|s|ing)?|soar(?:ed|s)?|expanded|higher|above the level|doubl(?:ed|ing)|tripl(?:ed|ing)|trebl(?:ed|ing)|quadrupl(?:ed|ing)|quintupl(?:ed|ing)|sextupl(?:ed|ing)",
    "FALL": r"(?:went|go|gone|goes|going) down|cut|slashed|scaled back|fell|fall(?:s|en|ing)?|drop(?:ped|s)?|declin(?:ed?|es|ing)|decreas(?:ed?|es|ing)|shrank|shrunk|plung(?:ed|es)|plummeted|reduc(?:ed|tion)|contracted|lower|below the level|collapsed|dipped|sank|slumped|halv(?:ed|ing)",
    "HAVE": r"has|have|had|having",
    "FROM": r"from|out of",
    "TO": r"to|towards?|into",
    "BY": r"by",
    "WITH": r"with",
    "AND": r"and|&|as well as|plus|along with|together with|nor|or",
    "WHILE": r"while|whereas|but|although|though|compared (?:with|to)|against|followed by|ahead of|trailed by|versus|whilst|even as|after which|up from|down from",
    "WHICH": r"which|that|who|whose",
    "ITS": r"its|their|his|her",
    "IT": r"it|they|he|she",
    "THEM": r"them|those|these|the total|that total|this total|that|the rest",
    "NEG": r"not|(?:did|does|do|has|have|had|is|are|was|were|would|could|should)n't|n't|never|no|none|neither|without|cannot|hardly|nothing",
    "AWAY": r"abroad|overseas|in the world|in total|combined|together|altogether|between them|in all|each|respectively",
}
_FILLERS = (
    r"(?!only\b)\w+ly|also|then|still|once|again|just|even|now|already|in turn|in fact|however|meanwhile|for instance|for example|alone|by far|in particular|"
    r"in volume terms|by volume|in terms of volume|in terms of volumes|measured in tivs?|as measured in tivs?|by value|over all|overall|indeed|too|of course|"
    r"did|does|do|the|a|an|so|some(?= (?:s|of))|well|all but|as much as|as many as|up|down"
)
_WORDS = {tag: re.compile(rf"(?:{pattern})(?!\w)") for tag, pattern in CLASSES.items()}
_FILLER = re.compile(rf"(?:{_FILLERS})(?!\w)")
_ORDINAL_WORDS = (
    *("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"),
    *("thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth"),
)
_ORDINALS = {
    **{word: place for place, word in enumerate(_ORDINAL_WORDS, 2)},
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
}
PLACES = "|".join(_ORDINAL_WORDS)
_ORDINAL = rf"(?:(?:{PLACES}|\d{{1,2}}(?:st|nd|rd|th)|number two|number three)[- ]?(?:most )?)"
_RANK = re.compile(
    rf"(?:single |by far )*(?:(?P<ordinal>{_ORDINAL})?(?:largest|biggest|greatest|leading|main|top|primary|principal|chief|foremost|prime|predominant|dominant|important|most important|most significant|major(?= source of p))"
    rf"|(?P<first>number[- ]one|no\. ?1|most important|sole|only|exclusive)|(?P<led>topp(?:ed|ing|s)|headed|heads|led|leads)(?= (?:the )?(?:list|table|ranking|league|field|tables|rankings))|(?P<won>(?:first|second|third|fourth|fifth|top) (?:place|rank|position|spot))(?= (?:among|in|of|as))|(?P<number>(?:number|no\.?|#)[ -]?(?:two|three|four|five|[2-9]))(?= )|(?P<place>{PLACES}|first|1st|2nd|3rd|[4-9]th|10th)(?= (?:among|on|in|place|worldwide|globally|as|for|,|\.|$)))(?!\w)"
)


def word_class(text: str, at: int) -> tuple[str, int] | None:
    """Find the class of the word or phrase that begins at `at`, the longest one, and where it ends.

    Like all functions here it looks at a text in small letters.
    """
    best: tuple[str, int] | None = None
    for tag, pattern in _opened_by(text[at : at + 2]):
        match = pattern.match(text, at)
        if match and match.end() > at and (best is None or match.end() > best[1]):
            best = (tag, match.end())
    return best


@lru_cache(maxsize=4096)
def _opened_by(letters: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Give the classes, in order, that have words which begin with two letters."""
    return tuple(
        (tag, pattern)
        for tag, pattern in _WORDS.items()
        if not (heads := _heads(pattern)) or any(letters.startswith(head) for head in heads)
    )


@cache
def _heads(pattern: re.Pattern[str]) -> list[str]:
    return beginnings(pattern, 2)


def filler(text: str, at: int) -> int | None:
    """Find the end of a word at `at` that changes nothing the grammar looks at, such as an adverb or an article."""
    match = _FILLER.match(text, at)
    return match.end() if match else None


def rank_at(text: str, at: int) -> tuple[int, int] | None:
    """Read "largest" or "second-largest" at `at`: the rank and where the words end.

    >>> rank_at("second-largest supplier", 0)
    (2, 14)
    """
    match = _RANK.match(text, at)
    if not match:
        return None
    words = (
        (match["ordinal"] or match["place"] or match["number"] or (match["won"] or "").partition(" ")[0] or "first")
        .replace("most", "")
        .strip(" -")
    )
    words = words.split()[-1] if words.startswith(("number", "no")) else words
    digits = re.search(r"\d+", words)
    return (int(digits.group()) if digits else _ORDINALS.get(words, 1)), match.end()
