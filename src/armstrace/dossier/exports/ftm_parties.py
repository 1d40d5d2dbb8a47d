"""States, organisations and groups as FollowTheMoney entities; no private person ever becomes one."""

import hashlib
from typing import Any

from armstrace.dossier.exports.cited import one_line
from armstrace.gazetteer.states import State, states

_CODES = {"SUN": "suhh", "YUG": "yucs", "SCG": "csxx", "CSK": "cshh", "DDR": "dd", "XKX": "xk"}
_NO_CODE = frozenset({"VDR", "YMD", "ANT"})
_PUBLIC = frozenset({"state", "observer", "contested", "territory", "former"})
_NOBODY = frozenset({"", "*"})
Entity = dict[str, Any]


def entity(ident: str, schema: str, /, **said: object) -> Entity:
    """Make an entity of what is known; each property holds texts, each once."""
    properties = {}
    for key, value in said.items():
        values = value if isinstance(value, list | tuple) else [value]
        known = dict.fromkeys(str(each) for each in values if each not in (None, ""))
        if known:
            properties[key] = list(known)
    return {"id": ident, "schema": schema, "properties": properties}


def country(code: str) -> str:
    """Give FollowTheMoney's code of a country, "" where it has none."""
    known = states().get(code)
    if code in _CODES or known is None or code in _NO_CODE:
        return _CODES.get(code, "")
    return known.iso2[0].lower() if known.iso2 else ""


def party(code: str, printed: str) -> Entity | None:
    """Give a party to a transfer or an embargo under the name printed, None where none is named.

    A state is a PublicBody, which is the nearest there is: FollowTheMoney has no states.
    """
    if code in _NOBODY and not printed.strip():
        return None
    known = None if code in _NOBODY else states().get(code)
    return entity(
        _name(code if known else printed),
        "PublicBody" if known and known.kind in _PUBLIC else "Organization",
        name=[known.name, one_line(printed)] if known else one_line(printed or code),
        country=country(code),
        classification=_kind(known),
    )


def _kind(known: State | None) -> str:
    return known.kind.replace("_", "-") if known else "as printed; not identified"


def _name(code: str) -> str:
    if code.isascii() and code.isalpha() and code.isupper():
        return f"armstrace-party-{code.lower()}"
    return f"armstrace-party-{hashlib.sha256(code.encode('utf-8', 'surrogatepass')).hexdigest()[:24]}"
