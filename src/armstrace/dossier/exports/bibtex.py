"""Citations of exhibits as BibTeX, for texts set with LaTeX; foreign words can do nothing there but be printed."""

import re
from collections.abc import Iterable

from armstrace.dossier.exports.cited import Cited, one_line

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    # a quotation mark ends a field for some readers even within braces
    '"': r"{''}",
    "@": r"{@}",
}
_MARKS = re.compile("[" + re.escape("".join(_SPECIAL)) + "]")
_NOT_IN_ADDRESS = re.compile(r"[^A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def bibtex(cited: Iterable[Cited]) -> str:
    """Write citations as one BibTeX file, in the order given; UTF-8, as biber and BibTeX8 read it.

    Only classic entry types and fields: @misc with title, author, howpublished, year, month, url, note.
    """
    return "\n".join(map(_entry, cited))


def _entry(cited: Cited) -> str:
    fields = {
        # two pairs of braces: neither its capitals nor its "and" are BibTeX's to change
        "title": f"{{{tex(cited.title)}}}",
        "author": f"{{{tex(cited.author)}}}" if cited.author else "",
        "howpublished": ", ".join(map(tex, filter(None, (cited.publisher, cited.version)))),
        **_issued(cited),
        "url": address(cited.address),
        "urldate": tex(cited.exhibit.received_at[:10]),
        "note": "; ".join(map(tex, cited.notes)),
    }
    lines = [
        f"  {name} = {value if name == 'month' else '{' + value + '}'}," for name, value in fields.items() if value
    ]
    return "\n".join([f"@misc{{{cited.name},", *lines, "}", ""])


def _issued(cited: Cited) -> dict[str, str]:
    """Give year and month as far as the date has them; anything less plain is written as EDTF in the year."""
    when = cited.issued
    if when is None:
        return {}
    if when.qualifier or when.precision == "interval" or when.earliest is None:
        return {"year": tex(when.edtf)}
    month = _MONTHS[when.earliest.month - 1] if when.precision in {"month", "day"} else ""
    return {"year": str(when.earliest.year), "month": month, "date": when.edtf}


def tex(text: str) -> str:
    r"""Write foreign words so that TeX prints them and runs nothing.

    >>> print(tex(r"50% of \input{/etc/passwd} & more"))
    50\% of \textbackslash{}input\{/etc/passwd\} \& more
    """
    return _MARKS.sub(lambda found: _SPECIAL[found[0]], one_line(text))


def address(url: str) -> str:
    """Write an address with nothing in it that ends the field or is no part of an address.

    >>> address("https://example.org/a b}{c?q=1%202")
    'https://example.org/a%20b%7D%7Bc?q=1%202'
    """
    return _NOT_IN_ADDRESS.sub(
        lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "replace")), url
    )
