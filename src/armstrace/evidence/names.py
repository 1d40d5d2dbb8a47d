"""Showing a name that somebody else chose, so that it cannot pass for another."""

import re

# Unicode's format and default-ignorable characters, controls, surrogates and noncharacters, written out: the page a
# dossier prints must not depend on the Unicode version of the Python that prints it
_UNSEEN = re.compile(
    "["
    r"\u0000-\u001f\u007f-\u009f\u00ad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160"
    r"\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ud800-\udfff\ufdd0-\ufdef"
    r"\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    r"\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    + "".join(f"\\U{plane:04x}fffe\\U{plane:04x}ffff" for plane in range(1, 17))
    + "]"
)


def visible(name: str) -> str:
    r"""Write every character that cannot be seen, or that turns the text around it, as an escape.

    Takes any string, also one with lone surrogates (a file name that is not UTF-8); gives one line that UTF-8 can
    hold. Doing it twice is doing it once. It is for showing only: a file is found by its hash, never by this text.

    >>> visible("report\u202efdp.exe")
    'report⟨U+202E⟩fdp.exe'
    >>> visible("Ağdam—Füzuli 2020.csv")
    'Ağdam—Füzuli 2020.csv'
    """
    return _UNSEEN.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", name)
