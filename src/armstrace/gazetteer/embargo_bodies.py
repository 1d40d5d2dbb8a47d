"""The bodies that impose embargoes on arms, however a text or a table writes them."""

import re

from armstrace.gazetteer.states import code_of

_NAMES = {
    "UN": r"(?:(?:UN|U\.N\.|United Nations)(?:'s)? )?Security Council|UN|U\.N\.|United Nations|UNSC",
    "EU": (
        r"(?:Council of the )?(?:European Union|EU|E\.U\.)(?: Council)?|European (?:Council|Community|Communities)"
        r"|EU (?:member states|members|states|leaders|governments|foreign ministers|countries)|Council of the EU"
    ),
    "OSCE": (
        r"OSCE|CSCE|Organi[sz]ation for Security and Co-?operation in Europe"
        r"|Conference on Security and Co-?operation in Europe"
    ),
    "African Union": r"African Union|AU",
    "ECOWAS": r"ECOWAS|Economic Community of West African States",
    "Arab League": r"Arab League|League of Arab States",
}
BODY = "|".join(f"(?:{words})" for words in _NAMES.values())
_KNOWN = {code: re.compile(rf"\b(?:{words})(?!\w)") for code, words in _NAMES.items()}
_WORDS = {"UN": "the United Nations", "EU": "the European Union", "OSCE": "the OSCE"}


def body_of(printed: str) -> str:
    """Give the short name of a body as printed, a state's code, or the words themselves where they are neither.

    >>> body_of("UN Security Council"), body_of("CSCE Committee of Senior Officials (now OSCE)"), body_of("Norway")
    ('UN', 'OSCE', 'NOR')
    """
    found = min(
        ((match.start(), code) for code, names in _KNOWN.items() if (match := names.search(printed))), default=None
    )
    return found[1] if found else code_of(printed) or printed


def body_words(body: str, name: str = "") -> str:
    """Name a body in a sentence; `name` is what a state's code stands for."""
    return _WORDS.get(body) or name or body
