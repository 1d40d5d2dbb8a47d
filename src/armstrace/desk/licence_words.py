"""What the words that a person wrote of a file's licence allow: handing it on, without gain only, not at all."""

import re

from armstrace.records.sources import Leaves

# asked in this order: "CC BY-NC" also holds "CC BY", and whoever writes "confidential" beside a licence means it
_NEVER = (
    r"confidential", r"all rights reserved", r"not to be (?:handed on|shared|distributed|published)", r"\bembargoed",
    r"(?:no|without) (?:re)?distribution", r"do not (?:share|distribute|publish)", r"\brestricted",
)  # fmt: skip
_NON_COMMERCIAL = (r"\bnon[- ]?commercial", r"\bnon[- ]?profit", r"\bcc[- ]by(?:[- ]\w\w)*[- ]nc\b")
_FREE = (
    r"\bcc[- ]?0\b", r"\bcc[- ]by\b", r"creative commons (?:attribution|zero)", r"public domain", r"\bmit\b",
    r"\bapache\b", r"\bbsd\b", r"\bpddl\b", r"\bodc[- ]by\b", r"\bodbl\b", r"open database licen[cs]e",
    r"open government licen[cs]e", r"\bogl\b", r"\bown (?:work|compilation|text|photograph|recording)",
    r"free to (?:use|share)",
)  # fmt: skip
# asked in this order: "CC BY-NC" also holds "CC BY", and whoever writes "confidential" beside a licence means it
_WORDS = (
    (Leaves.NEVER, "|".join(_NEVER)),
    (Leaves.NON_COMMERCIAL, "|".join(_NON_COMMERCIAL)),
    (Leaves.FREE, "|".join(_FREE)),
)


def leaves_by(said: str) -> Leaves:
    """Read what a person wrote of a licence; AS_SAID where nothing in it is known.

    >>> [leaves_by(words).value for words in ("CC BY-NC 4.0", "CC-BY-SA-4.0", "© Example Press", "confidential")]
    ['non-commercial', 'free', 'as said', 'never']
    """
    text = " ".join(said.lower().split())
    return next((leaves for leaves, form in _WORDS if re.search(form, text)), Leaves.AS_SAID)


def is_share_alike(said: str) -> bool:
    """Whether a licence asks that its notice goes along with what is made of the data, as the ODbL does."""
    return re.search(r"\bodbl\b|open database licen[cs]e|\bcc[- ]by[- ]sa\b", said.lower()) is not None
