"""How the names of weapons are written: Cyrillic or Latin, with hyphens or without, "obr. 2016" or "mod. 2016".

Two names are compared as `plain` forms first and as `squashed` ones after that. Both keep every letter and digit, so
that Spike-LR and Spike-ER, Orbiter 1K and Orbiter 2 never meet.
"""

import re
import unicodedata

_LETTERS = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґўјљњћђџ"
_SOUNDS = "a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch - y - e yu ya i i ye g u j lj nj c dj dz"
_CYRILLIC = dict(zip(_LETTERS, _SOUNDS.split(), strict=True)) | {"ъ": "", "ь": ""}
_ALIKE = dict(zip("авекмнорстухі", "abekmhopctyxi", strict=True))  # what looks like a Latin letter, in small letters
_SPECIAL = str.maketrans({"ı": "i", "ß": "ss", "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "ə": "e", "þ": "th"})
_QUOTES = str.maketrans(dict.fromkeys("‘’ʼ′“”„«»\"'`´ʻ", None))
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−_", "-"))
_TOKEN = re.compile(r"\S+")
_EDITION = re.compile(
    r"\b(?:obr(?:azts?a|azets)?|zr(?:azok|azka)?|mod(?:el|ell|ele)?|mle|version)[. ]{0,2}(?=(?:19|20)\d\d\b)"
)
_PIECES = re.compile(r"[a-z]+|\d+|\+")


def plain(name: str) -> str:
    """Give a name in small Latin letters without accents and quotes, single spaces, plain hyphens.

    >>> plain("Т-72Б3  обр. 2016"), plain("«Смерч»"), plain("T–155 Fırtına")
    ('t-72b3 obr2016', 'smerch', 't-155 firtina')
    """
    text = name.casefold()
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).translate(_SPECIAL).translate(_QUOTES).translate(_DASHES).casefold()
        text = _TOKEN.sub(lambda token: _latin(token[0]), text)
        text = "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    text = " ".join(text.replace("'", "").replace('"', "").replace("`", "").replace("_", "-").split())
    return _EDITION.sub("obr", text) if "19" in text or "20" in text else text


def _latin(token: str) -> str:
    """Transliterate; a word that mixes both scripts was typed with letters that look alike."""
    mixed = any("a" <= letter <= "z" for letter in token)
    if mixed:
        token = "".join(_ALIKE.get(letter, letter) for letter in token)
    return "".join(_CYRILLIC.get(letter, letter) for letter in token)


def squashed(name: str) -> str:
    """Give the letters and digits of a name alone; a hyphen stays where two numbers would run together.

    >>> squashed("BM-21"), squashed("bm 21"), squashed("ZSU-23-4"), squashed("AN/TPQ-36")
    ('bm21', 'bm21', 'zsu23-4', 'antpq36')
    """
    return joined(plain(name))


def joined(name: str) -> str:
    """Give the squashed form of a name that is plain already."""
    given: list[str] = []
    for piece in _PIECES.findall(name):
        if given and given[-1][-1].isdigit() and piece[0].isdigit():
            given.append("-")
        given.append(piece)
    return "".join(given)
