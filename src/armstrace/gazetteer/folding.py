"""Names as they are compared: what differs in capitals, quotes, dashes or accents alone is one name."""

import unicodedata

# one character for one character, so that offsets stay what they are
_LOOKALIKES = dict(zip("‘’ʼ′“”‐‑‒–—−\u0130", "''''\"\"------I", strict=True))
# letters that carry no detachable accent
_PLAIN_LETTERS = str.maketrans("ıəøłđ", "ieold")


def fold(name: str) -> str:
    """Give a name as it is compared: small letters, plain quotes and dashes, single spaces.

    >>> fold(" Lao  People’s\u00a0Republic ")
    "lao people's republic"
    """
    return " ".join(plain(name).lower().split())


def plain(text: str) -> str:
    """Give a text with plain quotes and dashes, each in its place."""
    if not text.isascii():
        # a few looks for what is rare are many times as fast as str.translate
        for odd, simple in _LOOKALIKES.items():
            if odd in text:
                text = text.replace(odd, simple)
    return text


def fold_name(printed: str) -> str:
    """Give a name as code_of compares it: no capitals, accents, curly quotes, outer "the" or trailing asterisks.

    >>> fold_name("The  CÔTE d’Ivoire*")
    "cote d'ivoire"
    """
    spread = unicodedata.normalize("NFKD", fold(printed).rstrip("* "))
    bare = "".join(letter for letter in spread if not unicodedata.combining(letter)).translate(_PLAIN_LETTERS)
    return bare.removeprefix("the ")
