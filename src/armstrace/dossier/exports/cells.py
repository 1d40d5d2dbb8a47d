"""Values as cells for people: every character seen, no cell that a spreadsheet program would run."""

import re
from datetime import date
from typing import Any

from armstrace.evidence.names import visible

# quotation marks in between fall away where a program begins a cell in the middle of ours
_FORMULA = re.compile(r'(^|[\n;\t])(?="*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20])')


def shown(value: Any) -> str:
    """Write a value for a person; "" is a value that is not there.

    >>> shown(None), shown(True), shown(0.1), shown(date(2020, 10, 27)), shown(["a", "b"])
    ('', 'yes', '0.1', '2020-10-27', 'a; b')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return text(value)
    if isinstance(value, list | tuple):
        return "; ".join(map(shown, value))
    return value.isoformat() if isinstance(value, date) else repr(value)


def text(words: str) -> str:
    r"""Write foreign words so that each character is seen; lines stay lines.

    >>> text("a\u202eb\r\nc\0")
    'a⟨U+202E⟩b\nc⟨U+0000⟩'
    """
    if words.isascii() and words.isprintable():
        return words
    return "\n".join(map(visible, words.replace("\r\n", "\n").split("\n")))


def harmless(words: str) -> str:
    r"""Put a mark before whatever a spreadsheet program would run.

    Also behind a line's end, a semicolon or a tab: where a list is parted by semicolons, a program that opens a file
    parted by commas takes what follows for the beginning of a cell. Rule after OWASP, "CSV injection".

    >>> harmless("=1+1"), harmless("a;=1+1"), harmless("a\n-1"), harmless("half - or more; so @ least")
    ("'=1+1", "a;'=1+1", "a\n'-1", 'half - or more; so @ least')
    """
    return _FORMULA.sub(r"\1'", words)
