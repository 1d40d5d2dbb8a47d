"""Names of files on other systems than this one: what Windows cannot hold, and what macOS writes in another form.

Nothing in a case is called as somebody else chose, so only names that a person gives can be of this kind.
"""

import unicodedata

_RESERVED = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$"}
    | {f"{port}{number}" for port in ("com", "lpt") for number in "0123456789\u00b9\u00b2\u00b3"}
)
_FORBIDDEN = frozenset('<>:"/\\|?*')
_MOST = 255


def unfit(part: str) -> str:
    r"""Say why a name of one file or folder would not hold on every system, "" where it would.

    >>> unfit("aux.txt")
    'Windows keeps the name aux for a device'
    >>> unfit("Ağdam 2020.csv"), unfit("a\\b")
    ('', 'it has \\, which Windows cannot hold in a name')
    """
    stem = part.split(".", 1)[0].rstrip(" ").casefold()
    if stem in _RESERVED:
        return f"Windows keeps the name {stem} for a device"
    odd = next((letter for letter in part if letter in _FORBIDDEN or ord(letter) < 32), "")
    if odd:
        return f"it has {odd if odd.isprintable() else f'U+{ord(odd):04X}'}, which Windows cannot hold in a name"
    if part != part.rstrip(". "):
        return "it ends with a dot or a blank, which Windows takes away"
    if len(part.encode("utf-8", "surrogatepass")) > _MOST:
        return f"it is longer than {_MOST} bytes"
    return ""


def same_name(one: str, other: str) -> bool:
    """Whether two names are the same letters, however they are put together: macOS parts an accent from its letter.

    >>> same_name("Fu\u0308zuli.csv", "F\u00fczuli.csv"), same_name("a.csv", "A.csv")
    (True, False)
    """
    return one == other or unicodedata.normalize("NFC", one) == unicodedata.normalize("NFC", other)


def folded(name: str) -> str:
    """Give what stands for a name on a system that minds neither capitals nor how accents are put together.

    >>> folded("Data/A.csv") == folded("data/a.CSV")
    True
    """
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
