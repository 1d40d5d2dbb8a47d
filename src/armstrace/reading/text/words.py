"""A quick look for words, to spare a text the patterns that cannot match in it."""

# with small letters' marks aside these two are what patterns that ignore capitals take for s and i
_ODD_LETTERS = {"\u017f": "s", "\u0131": "i", "\u0130": "i"}
Needs = tuple[tuple[str, ...], ...]


def small(text: str) -> str:
    """Give a text in small letters, character for character, as patterns that ignore capitals see it.

    >>> small("SIX \u0130"), len(small("\u0130"))
    ('six i', 1)
    """
    if not text.isascii():
        # a few looks for what is rare are many times as fast as str.translate
        for odd, plain in _ODD_LETTERS.items():
            if odd in text:
                text = text.replace(odd, plain)
    return text.lower()


def needs(*groups: str) -> Needs:
    """Write down which words a pattern needs: one of each group, "|" between them; no group, no need."""
    return tuple(tuple(group.split("|")) for group in groups)


def meets(words: Needs, text: str) -> bool:
    """Tell whether a text in small letters has one word of each group.

    >>> meets(needs("per cent|%", "to|and"), "29 to 33 %"), meets(needs("per cent|%", "to|and"), "29 %")
    (True, False)
    """
    for group in words:
        for word in group:
            if word in text:
                break
        else:
            return False
    return True
