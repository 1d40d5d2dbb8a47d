"""What was not done: standings that a sentence wishes for, expects or supposes, and those of nobody in particular."""

import re

_MODAL_VERBS = "would|will|could|might|may|should|shall|must|can|cannot"
# what may stand between such a verb and the act
_MEANWHILE = r"\w+ly|also|not|soon|first|have|be|been|then|now|still|one day|ever|yet|even|itself|themselves"
_MODAL = re.compile(
    rf"\b(?:{_MODAL_VERBS})\b(?: (?:{_MEANWHILE}))* $|['\u2019](?:ll|d) (?:\w+ly |soon )?$", re.IGNORECASE
)
_SUPPOSING = "|".join(
    (
        r"if|unless|whether|provided that|as soon as|suppos(?:e|ing)(?: that)?",
        r"(?:disput|contest|question|doubt)\w* (?:that|whether)|den(?:y|ies|ied|ying) (?:that|having)",
        r"(?:not true|untrue|false|wrong|a myth|no evidence|rumou?r(?:s|ed)?) that",
        r"hop(?:e|es|ed|ing) (?:that )?|urg(?:e|es|ed|ing) that|demand(?:s|ed|ing)? that",
    )
)
_IF = re.compile(rf"\b(?:{_SUPPOSING})\b[^,;]*$", re.IGNORECASE)
_HAD_IT = re.compile(
    r"(?:^|[,;:\u2014] )(?:(?:and|but) )?(?:Had|Were|Should) (?:the )?[A-Z][^,;]*$|[,;:\u2014] had (?:it|they|the )[^,;]*$"
)
_WISHING = "|".join(
    (
        r"urg(?:e|es|ed|ing)|call(?:s|ed|ing)? (?:\w+ ){0,3}for|demand(?:s|ed|ing)?|await(?:s|ed|ing)?|pending",
        r"consider(?:s|ed|ing)?|debat(?:e|es|ed|ing)|discuss(?:es|ed|ing)?|propos(?:e|es|ed|ing|al)|towards?",
        r"delay(?:s|ed|ing)?|block(?:s|ed|ing)?|oppos(?:e|es|ed|ing)|favou?r(?:s|ed|ing)?|support(?:s|ed|ing)?",
        r"plan(?:s|ned|ning)?|prepar(?:e|es|ed|ing)|promis(?:e|es|ed|ing)|recommend(?:s|ed|ing)?|seeks?|sought",
        r"possible|eventual|future|hop(?:es?|ed|ing) for",
    )
)
_WISHED_NOUN = re.compile(rf"\b(?:{_WISHING})\b[^,;]{{0,40}}$", re.IGNORECASE)
_NOUN = re.compile(r"ratification|accession|signature|withdrawal|renewal", re.IGNORECASE)
_IN_GENERAL = re.compile(
    r"\b(?:an?|any|every|each|such(?: an?)?|the|no|of|for|on|after|upon)(?: \w+)? $", re.IGNORECASE
)
# the subject is no state of the text, or more of them than one
_NUMBERS = r"[\d,]*\d|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_HOW_MANY = "|".join(
    (
        "no|any|every|each|all|most|many|few|several|other|fewer than|more than|half|two-thirds",
        f"dozens|hundreds|scores|some|majority|number|only|at least|{_NUMBERS}",
    )
)
_STATES = r"states?|countries|country|nations?|governments?|powers|neighbou?rs?|allies"
_OTHERS = r"neighbou?rs?|allies|ally|rivals?|enem(?:y|ies)|adversar(?:y|ies)|opponents?"
_GENERAL = re.compile(
    rf"\b(?:{_HOW_MANY})(?: of)?(?: the| these| those| its| their)?(?: (?!not\b)[\w-]+){{0,3}}? (?:{_STATES})\b"
    rf"|\b(?:its|their|whose)(?: \w+)? (?:{_OTHERS})\b"
    r"|\b(?:nobody|no one|everybody|everyone)\b",
    re.IGNORECASE,
)
_THEM = re.compile(
    r"\b(?:all|none|any|each|some|most)(?: of)?(?: the)? (?:two|three|four|five|six|seven|(?:of )?(?:them|these|those))\b",
    re.IGNORECASE,
)
# "Angola, one of the most heavily mined countries, ratified"
_APPOSED = re.compile(r"^(?:'s)?, [^,;:]*,")
_LEAVING_OUT = "|".join(
    (
        "except(?: for)?|excepting|excluding|apart from|aside from|other than|besides?|save(?: for)?|bar|barring",
        "unlike|with the exceptions? of|in contrast to|as opposed to",
    )
)
_EXCEPT = re.compile(rf"\b(?:{_LEAVING_OUT})(?: the)? $", re.IGNORECASE)


def undone(lead: str, acted: str) -> bool:
    """Tell an act that is only expected or supposed: "would sign", "had it acceded", "urged the ratification of".

    `lead` are the words of the clause before it, `acted` those of the act.
    """
    if _MODAL.search(lead) or _IF.search(lead) or _HAD_IT.search(lead):
        return True
    return bool(_NOUN.search(acted) and _WISHED_NOUN.search(lead))


def supposed(lead: str) -> bool:
    """Tell what is only supposed, denied or not: "if Turkey has not ratified", "had it not signed"."""
    return bool(_IF.search(lead) or _HAD_IT.search(lead))


def unowned(lead: str, acted: str) -> bool:
    """Tell an act that is spoken of in general: "a withdrawal takes effect after six months"."""
    return bool(_NOUN.search(acted) and _IN_GENERAL.search(lead))


def of_many(lead: str) -> bool:
    """Tell a subject that names no state: "no state", "116 states", "its neighbours", "all three"."""
    return bool(_GENERAL.search(_APPOSED.sub("", lead)))


def of_them(lead: str) -> bool:
    """Tell a subject that stands for several states named before: "none of them", "all three"."""
    return bool(_THEM.search(lead))


def excepted(before: str) -> bool:
    """Tell a state that the words before it leave out: "all of them except Somalia"."""
    return bool(_EXCEPT.search(before))
