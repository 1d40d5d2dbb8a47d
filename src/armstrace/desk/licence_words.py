"""What the words that a person wrote of a file's licence allow: handing it on, without gain only, not at all."""

import re
import unicodedata

from armstrace.records.sources import Leaves

# asked in this order: "CC BY-NC" also holds "CC BY", and whoever writes "confidential" beside a licence means it
_NEVER = (
    r"confidential", r"all rights reserved", r"not to be (?:handed on|shared|distributed|published)", r"\bembargoed",
    r"(?:no|without) (?:re)?distribution", r"do not (?:share|(?:re)?distribute|(?:re)?publish|forward|copy|release)",
    r"\brestricted", r"\binternal use", r"\boff the record",
    r"not for (?:publication|(?:re)?distribution|release|sharing)", r"\btlp\W{0,3}(?:red|amber)\b",
    r"\bprivileged\b", r"\bunder embargo\b",
)  # fmt: skip
_NON_COMMERCIAL = (
    r"\bnon[- ]?commercial", r"\bnon[- ]?profit", r"\bcc[\W_]{0,3}by\b.{0,12}\bnc\b", r"\b(?:no|not for) commercial",
    r"\bcommercial use (?:is )?(?:not|prohibited|forbidden)",
    r"\b(?:academic|research|educational|private|personal) use",
)  # fmt: skip
_FREE = (
    r"\bcc[- ]?0\b", r"\bcc[- ]by\b", r"creative commons (?:attribution|zero)", r"public domain", r"^mit(?:$|[;,.(])",
    r"\bmit licen[cs]e", r"licen[cs]ed? under (?:the )?mit\b", r"^apache$", r"\bapache(?: licen[cs]e|[- ]?2)", r"^bsd$",
    r"\b(?:[23]-clause )?bsd(?: licen[cs]e|-[23])", r"\bpddl\b", r"\bodc[- ]by\b", r"\bodbl\b",
    r"open database licen[cs]e", r"open government licen[cs]e", r"\bogl\b",
    r"\bown (?:work|compilation|text|photograph|recording)", r"free to (?:use|share)",
)  # fmt: skip
_ANY_FREE = "|".join(_FREE)
_DOUBT = (
    r"\?", r"\b(?:probably|perhaps|maybe|possibly|presumably|unclear|unknown|unconfirmed|whether|not sure)\b",
    r"\bto be (?:confirmed|checked|cleared)\b", r"\bmay be (?:in |under )",
    # a licence that is denied
    rf"\b(?:not?|never|neither|nor|without|isn['\u2019]t)\b[^.,;:()]{{0,40}}(?:{_ANY_FREE})",
)  # fmt: skip
_WORDS = (
    (Leaves.NEVER, "|".join(_NEVER)),
    (Leaves.NON_COMMERCIAL, "|".join(_NON_COMMERCIAL)),
    (Leaves.AS_SAID, "|".join(_DOUBT)),
    (Leaves.FREE, _ANY_FREE),
)
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-") | {0xAD: None}


def leaves_by(said: str) -> Leaves:
    """Read what a person wrote of a licence; AS_SAID where nothing in it is known.

    >>> [leaves_by(words).value for words in ("CC BY-NC 4.0", "CC-BY-SA-4.0", "\u00a9 Example Press", "confidential")]
    ['non-commercial', 'free', 'as said', 'never']
    """
    text = " ".join(unicodedata.normalize("NFKC", said).translate(_DASHES).lower().split())
    return next((leaves for leaves, form in _WORDS if re.search(form, text)), Leaves.AS_SAID)


def is_share_alike(said: str) -> bool:
    """Whether a licence asks that its notice goes along with what is made of the data, as the ODbL does."""
    return re.search(r"\bodbl\b|open database licen[cs]e|\bcc[- ]by[- ]sa\b", said.lower()) is not None
