"""Whether a text states a number, denies it ("did not supply 36 percent") or only supposes it ("might supply")."""

import re
from dataclasses import replace

from armstrace.reading.figures.clauses import Sentence
from armstrace.records.claims import QuantityClaim

_NOT = re.compile(r"\b(?:not(?! only| just| merely| until| least| to mention)|never)\b|n't\b", re.IGNORECASE)
_UNTRUE = re.compile(
    r"\b(?:is|was|are|were) (?:simply |just |plainly )?(?:not true|untrue|false|wrong|a myth|an error|mistaken)\b"
    r"|\b(?:not (?:true|the case|correct)|false|untrue|wrong|den(?:y|ies|ied)|disput(?:e|es|ed)) that\b",
    re.IGNORECASE,
)
# supposed, planned, refused or disputed: the number is not stated as a fact of the past
_SUPPOSED = re.compile(
    r"\b(?:might|could|would|should|may|if|If|whether|unless|[Ss]uppose|[Ii]magine|aims?|aimed|plans?|planned|hopes?|hoped|wants?|wanted|"
    r"intends?|intended|refus\w+|fail\w+|declin\w+ to|cancel\w+|block\w+|suspend\w+|den(?:y|ies|ied|ying)|reject\w*|wrongly|falsely|"
    r"allegedly|rumou?r\w*|promis\w+|pledg\w+)\b"
)
# "never confirmed that it sold", "did not stop supplying": what is denied is another verb than that of the number
_OTHERWISE = re.compile(
    r"(?:\b(?:not|never|no one|nobody)|n't)(?: \w+){0,2}? (?:confirm|sa(?:y|id)\b|hid|stop|ceas|disput|doubt|den(?:y|ied|ies)|disclos|reveal|"
    r"acknowledg|admit|comment|specif|announc|report|publish|know|us(?:e|ed)\b|deploy|fir(?:e|ed)\b|return|pa(?:y|id)\b|regret|contest)",
    re.IGNORECASE,
)
_FREE = re.compile(r"\b(?:for free|free of charge|for nothing|as (?:a )?gifts?)\b", re.IGNORECASE)
_BREAK = re.compile(
    r"[;:\u2014]|, (?:but|and|while|whereas|which|who)\b|\b(?:but|while|whereas|although|though)\b", re.IGNORECASE
)
_ASIDE = re.compile(r", (?:and |but )?(?:not|rather than|unlike|instead of) [^,]{2,50},")
# where the statement itself stands: a "never" before the colon in front of it belongs to something else
_CORE = re.compile(r"per ?cent|%|\blargest|\bbiggest|\bmain\b|\btop\b|\bleading|\d", re.IGNORECASE)


def with_polarity(sentence: Sentence, claim: QuantityClaim) -> QuantityClaim:
    """Mark a claim that its clause denies or supposes; a count of nought has taken its "not" already."""
    if (
        claim.action in {"not_trade", "planned"}
        or claim.measure == "duration"
        or (claim.measure, claim.value) == ("count", 0)
    ):
        return claim
    start, end = sentence.span.start, sentence.span.end
    core = _CORE.search(sentence.text, claim.start, claim.end)
    inside = [match.end() for match in _BREAK.finditer(sentence.text, start, core.start() if core else claim.start)]
    lead = _ASIDE.sub(",", sentence.text[max(inside, default=start) : claim.end])
    if _UNTRUE.search(sentence.text, start, end):
        return replace(claim, polarity="positive" if _NOT.search(lead) and "true" not in lead else "negative")
    if _OTHERWISE.search(lead) or (_NOT.search(lead) and _FREE.search(sentence.text, claim.start, end)):
        return replace(claim, polarity="possible")
    if len(_NOT.findall(lead)) % 2:
        return replace(claim, polarity="negative")
    return replace(claim, polarity="possible") if is_supposed(lead) else claim


def is_supposed(words: str) -> bool:
    """Tell words that suppose, plan, refuse or dispute what they speak of."""
    return bool(_SUPPOSED.search(words))
