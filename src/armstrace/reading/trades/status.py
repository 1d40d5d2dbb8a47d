"""Whether a trade is stated, only possible, suspended, or blocked."""

import re

from armstrace.reading.frames.frame import Frame
from armstrace.reading.text.view import Span

_BLOCKED = re.compile(
    r"\b(?:bann?(?:ed|s|ing)?|prohibit\w*|embargo\w*|veto\w*|block(?:ed|s|ing)?|refus\w+|refrain\w*|turn(?:ed|s|ing) down|declin(?:ed|es|ing)|detain(?:ed|s)|seiz(?:ed|es)|intercept(?:ed|s)|impound(?:ed|s)|cancel\w*|reject(?:ed|s|ing)?|forb[ia]d\w*|(?:did not|would not) (?:let|allow|permit)|outlaw\w*|bar(?:red|ring)|rul(?:ed|es|ing) out|den(?:y|ied) (?:\w+ ){0,3}licen[cs]es?|revok\w+|stop(?:ped)?)\b",
    re.IGNORECASE,
)
_SUSPENDED = re.compile(
    r"\b(?:suspend\w*|suspension|froze(?:n)?|freez\w+|halt\w*|paus(?:e|ed|ing)|put on hold|delayed)\b", re.IGNORECASE
)
_POSSIBLE = re.compile(
    r"\b(?:may|might|could|would|can|plan(?:s|ned|ning)?|consider\w*|request(?:ed|s|ing)?|intend\w*|whether|if|want(?:s|ed)?|propos\w+|seek(?:s|ing)?|negotiat\w+|discuss\w*|hop(?:es?|ed|ing)|agree[sd]?(?: in \d{4}| last \w+| this \w+)? to|promis\w+|pledg\w+|ready to|willing to|about|urged?|ask(?:ed|s)? (?:\w+ )?(?:to|for))\b",
    re.IGNORECASE,
)
_LIFTED = re.compile(
    r"\b(?:lift(?:ed|ing)?|resum\w+|despite|in (?:breach|violation|defiance) of|violat\w+|ended|overturned)\b",
    re.IGNORECASE,
)
# "X, under an embargo since 1992, got tanks": being under one blocks nothing that the verb tells
_UNDER = re.compile(
    r"\b(?:under|subject to|despite|notwithstanding|in spite of) (?:an? |the )?(?:[\w.-]+ ){0,3}?(?:embargo(?:es)?|sanctions|ban)\b"
)
_REACH = 70


def status_of(seen: str, sentence: Span, clause: Span, head: Span, frame: Frame | None) -> str:
    """Give asserted, possible, suspended or blocked, from the words in and right before the clause of a trade."""
    start = max(sentence.start, min(clause.start, head.start) - _REACH)
    stops = [
        match.end()
        for match in re.finditer(r"[;.\u2014]|, (?:but|while|and|yet|so)\b|\bbut\b|\bwhile\b", seen[start : head.start])
    ]
    lead = seen[start + (stops[-1] if stops else 0) : head.start]
    behind = seen[head.end : min(clause.end + 40, sentence.end)]
    behind = re.split(r"[;]|, (?:but|while|and|which)\b|\b(?:but|while)\b", behind)[0]
    if _LIFTED.search(lead):
        return "asserted"
    if _BLOCKED.search(_UNDER.sub("", lead)) or re.search(
        r"\b(?:was|were|been|is|are) (?:banned|blocked|vetoed|cancelled|canceled|prohibited|rejected|refused|stopped)\b",
        behind,
    ):
        return "blocked"
    if _SUSPENDED.search(lead) or re.search(r"\b(?:was|were|been|is|are) (?:suspended|halted|frozen|paused)\b", behind):
        return "suspended"
    modal = frame.modal if frame else None
    word = seen[head.start : head.end].lower()
    if (
        _POSSIBLE.search(lead)
        or modal in {"may", "might", "could", "would"}
        or word.startswith(("request", "pledg", "promis", "offers", "offered"))
    ):
        return "possible"
    return "asserted"
