"""Whether a "not" governs the delivery itself: "did not deliver any", never "did not confirm that it delivered"."""

import re

_DELIVERED = (
    r"(?:deliver|suppl|sold|sell|sent|send|export|transfer|provid|ship(?:ped|ping|s)?\b|receiv|g[oe]t\b|gotten|give|gave|b[uo]y\b|bought|"
    r"import|acquir|obtain|purchas|hand(?:ed)? over|furnish)\w*"
)
_ADVERB = r"(?:ever|yet|also|actually|been|be|so far|even|in fact|have|has|had|itself|themselves|once)"
# the "not" stands in the verb group, right before the verb of delivery
_GOVERNED = re.compile(
    rf"(?:\b(?:not|never|nor)|n't)(?: {_ADVERB}){{0,3}} {_DELIVERED}(?P<behind>[^.;:]{{0,60}})$", re.IGNORECASE
)
_NO_ITEMS = re.compile(
    rf"\b{_DELIVERED}(?: [\w'-]+){{0,4}}? (?:no|neither|zero|not a single|not any|not one|none of the)(?: (?!fewer|less|more)[\w-]+){{0,2}} ?$|\b{_DELIVERED}(?: [\w'-]+){{0,4}}? (?:neither(?: [\w-]+){{1,3}} nor|no(?: [\w-]+){{1,2}},? (?:and|or)(?: no)?)(?: (?!fewer|less|more)[\w-]+)? ?$|^(?:no|not a single|not one)(?: (?!fewer|less|more|one)[\w-]+){{0,2}} ?$",
    re.IGNORECASE,
)
_OTHER_CLAUSE = re.compile(
    r"[,()\u2014]|\b(?:but|and|or|while|which|that|who|because|it|they|he|she|if|whether)\b", re.IGNORECASE
)
# what is denied is the manner, the time or the measure; or nothing is denied at all
_NARROWED = re.compile(
    r"\b(?:only|just|merely|simply|solely|exclusively|stop\w*|ceas\w+|hid\w*|confirm\w*|disput\w*|doubt\w*|den(?:y|ies|ied|ying)|disclos\w*|reveal\w*|acknowledg\w*|admit\w*|comment\w*|"
    r"whether|if|unless|until|till|before|for free|free of charge|for nothing|gratis|as (?:a |an )?(?:gifts?|favou?r|donations?|aid)|directly|openly|publicly|secretly|"
    r"on time|in time|on schedule|as (?:planned|promised|agreed|scheduled)|alone|enough|because|in order|out of|except|other than|apart from|besides|rather|than|by (?:air|sea|land|rail|ship|road|plane)|"
    r"willingly|voluntarily|again|additional|further|another|anymore|any longer|no longer|all|every|most|many|much|same|immediately|quickly|always|often|regularly|cheaply|would|could|should|might|may|must|"
    r"no one|nobody|to (?:fight|attack|kill|use|be used|help|defend|strike|bomb))\b",
    re.IGNORECASE,
)


def is_refused(sentence: str, lead: str) -> bool:
    """Tell a delivery that did not take place; `lead` is the part of the sentence before what was not delivered."""
    if _NARROWED.search(sentence):
        return False
    found = _GOVERNED.search(lead)
    if found is not None:
        return not _OTHER_CLAUSE.search(found["behind"])
    return bool(_NO_ITEMS.search(lead))
