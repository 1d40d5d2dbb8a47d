"""What armstrace knows of HTML's elements: which make blocks, which close which, which hold no text to read."""

import re
from collections.abc import Mapping


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


VOID = _names("area base br col embed hr img input link meta param source track wbr")
SKIPPED = _names(
    "script style noscript template title textarea xmp iframe noembed noframes object svg audio video canvas "
    "select datalist"
)
BLOCKS = _names(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main menu nav ol optgroup option p pre "
    "search section summary table tbody td tfoot th thead tr ul"
)
KINDS: Mapping[str, str] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("li", "dd", "dt"), "list_item"),
    **dict.fromkeys(("td", "th"), "table_cell"),
    **dict.fromkeys(("figcaption", "caption"), "caption"),
    "blockquote": "quote",
    "pre": "code",
}
REGIONS = _names("nav aside header footer form button menu")
OWN_HEADER = _names("article main section blockquote")

# a start tag closes the open elements of the first set, looked for up to the nearest of the second
_CLOSES: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (_names("li"), _names("ul ol menu dir")),
    **dict.fromkeys(("dd", "dt"), (_names("dd dt"), _names("dl"))),
    **dict.fromkeys(("td", "th"), (_names("td th"), _names("table tr"))),
    "tr": (_names("tr"), _names("table")),
    **dict.fromkeys(("tbody", "thead", "tfoot"), (_names("tbody thead tfoot"), _names("table"))),
    **dict.fromkeys(("option", "optgroup"), (_names("option"), _names("select datalist"))),
}
_CLOSES_P = BLOCKS - {"caption", "tbody", "td", "tfoot", "th", "thead", "tr", "button", "legend", "optgroup", "option"}
_P = (_names("p"), _names("button caption object table td th template"))
SCOPES = _names("caption table td th template object")
_TABLE_PARTS = _names("caption table tbody td tfoot th thead tr")

_HIDING_STYLE = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|(?:opacity|font-size)\s*:\s*0(?![.\d]*[1-9]))",
    re.IGNORECASE,
)


def closed_by(name: str) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """Give what a start tag closes: (elements, up to these), one or two of them."""
    found = [_CLOSES[name]] if name in _CLOSES else []
    return tuple([_P, *found] if name in _CLOSES_P else found)


def stops_end_tag(name: str) -> frozenset[str]:
    """Give the elements that an end tag does not reach beyond: a </div> in a table cell closes nothing outside it."""
    return _names("table") - {name} if name in _TABLE_PARTS else SCOPES


def hiding(name: str, attributes: Mapping[str, str]) -> str:
    """Say what keeps an element from being seen, "" if nothing in its own tag does.

    >>> hiding("p", {"style": "color: red; display:none"})
    'the style display:none'
    """
    if "hidden" in attributes and attributes["hidden"].lower() != "until-found":
        return "the attribute hidden"
    if attributes.get("aria-hidden", "").strip().lower() == "true":
        return "the attribute aria-hidden"
    if name == "dialog" and "open" not in attributes:
        return "a dialog that is not open"
    found = _HIDING_STYLE.search(attributes.get("style", ""))
    return "the style " + "".join(found[0].lower().strip("; \t\n").split()) if found else ""
