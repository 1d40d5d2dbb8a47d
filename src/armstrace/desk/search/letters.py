"""Letters that Unicode keeps apart and people do not: what each is written as when words are compared.

What Unicode itself says (capital and small, letter and accent, ligatures, digits of every script) is not repeated here.
"""

from collections.abc import Mapping

_LATIN = {
    "ə": "e", "ǝ": "e", "ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ŋ": "n", "ɣ": "g",
    "æ": "ae", "œ": "oe", "þ": "th", "ß": "ss", "ƶ": "z", "ɡ": "g",
}  # fmt: skip

# a letter counts as the Latin one that its capital or its small form looks like: names with one wrong letter are
# common in typed lists, and "Т-72" is written with either T
_CYRILLIC = {
    "а": "a", "в": "b", "е": "e", "к": "k", "м": "m", "н": "h", "о": "o", "р": "p", "с": "c", "т": "t", "у": "y",
    "х": "x", "і": "i", "ј": "j", "ѕ": "s", "һ": "h", "ә": "e", "ԁ": "d", "ԛ": "q", "ԝ": "w", "ү": "y", "ё": "e",
    "є": "e", "ӏ": "i", "ҝ": "k", "ҹ": "ч", "ғ": "г", "ө": "o", "ґ": "г",
}  # fmt: skip
_GREEK = {
    "α": "a", "β": "b", "ε": "e", "ζ": "z", "η": "h", "ι": "i", "κ": "k", "μ": "m", "ν": "n", "ο": "o", "ρ": "p",
    "τ": "t", "υ": "y", "χ": "x", "ς": "σ",
}  # fmt: skip

# alef, yeh, kaf, heh and waw of Arabic, Persian, Kurdish and Urdu; a hamza that stands alone is often left out
_ARABIC = {
    "ٱ": "ا", "ٲ": "ا", "ٳ": "ا", "ٵ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ێ": "ي", "ۍ": "ي", "ے": "ي", "ۓ": "ي",
    "ک": "ك", "ڪ": "ك", "ګ": "گ", "ة": "ه", "ہ": "ه", "ھ": "ه", "ە": "ه", "ۀ": "ه", "ۂ": "ه", "ۃ": "ه", "ۆ": "و",
    "ۇ": "و", "ڕ": "ر", "ړ": "ر", "ڵ": "ل", "ٹ": "ت", "ء": "",
}  # fmt: skip
_HEBREW = {"ך": "כ", "ם": "מ", "ן": "נ", "ף": "פ", "ץ": "צ"}
# the ligature of the reformed spelling; marks of stress, wonder and question stand inside an Armenian word
_ARMENIAN = {"և": "եվ", "\u055b": "", "\u055c": "", "\u055e": "", "\u055f": ""}

# tatweel, and the half rings and turned commas by which scholars write ayn, hamza and a breath
_UNSPOKEN = dict.fromkeys("\u0640\u02b9\u02bb\u02bc\u02bd\u02be\u02bf\u02c8\u02cc\ua78b\ua78c", "")
# a space without width, which Unicode counts among the signs that say nothing
_PARTING = {"\u200b": " "}

ALIKE: Mapping[str, str] = {
    **_LATIN, **_CYRILLIC, **_GREEK, **_ARABIC, **_HEBREW, **_ARMENIAN, **_UNSPOKEN, **_PARTING,
}  # fmt: skip
"""From a small letter without accents to what it counts as."""

UNSPACED = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Myanmar
    (0x1780, 0x17FF),  # Khmer
    (0x2E80, 0x2FDF),  # radicals of Chinese
    (0x3040, 0x30FF),  # kana
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),  # Chinese
    (0x20000, 0x3FFFF),
)
"""Scripts written without spaces: there each letter is a word of its own, and words are looked for as phrases."""
