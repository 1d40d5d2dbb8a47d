"""The words around a chain on its picture, its page and a terminal: headings, keys, names of parts; no sentence on it.

With wording.py and the data files beside it these are all the words that a chain is printed with, but for the printed
words of records, names, numbers, dates and what persons wrote.
"""

from collections.abc import Mapping
from types import MappingProxyType

from armstrace.chain.model import Rung, Word

LABELS: Mapping[str, str] = MappingProxyType(
    {
        # what was asked
        "kicker": "armstrace \u00b7 what each piece of evidence can support, and what is missing",
        "arrow": "{supplier} \u2192 {recipient}",
        "hop": "Hop {number} of {count}: {arrow}",
        "hop only": "Hop: {arrow}",
        "hop of": "{hop} ({what})",
        "hop what": "{what}: {designation}",
        "component": "component",
        "system": "system",
        "onward": "handed on",
        "use": "Use asked about: {parts}",
        "use any": "No use was asked about: any by {user}",
        "at": "at {place}",
        "on": "{days}",
        "from": "from {first}",
        "until": "until {last}",
        "between": "{first} to {last}",
        "with": "with {weapon}",
        "with any": "with any weapon told of",
        "by": "by {user}",
        "against": "other parties: {opponents}",
        "route": "Route: {title}",
        "no route": "No route was asked for, so no rung is called needed and no gap is named.",
        # parts of the picture
        "watershed": "Nothing above this line counts for anything below it: supply is no evidence of use.",
        "needed": "needed",
        "enough": "one of these",
        "not needed": "not asked by this route",
        "gap": "Gap: {words}",
        "beside": "Beside it, supporting nothing: {words}",
        "but": "But: {words}",
        "told": "{words} ({who})",
        "all told": "told by {who}",
        "hedged": "{words}, \u201c{hedge}\u201d",
        "more": "and {count} more",
        "one more": "and one more",
        "open": "Open: {names}",
        "excluded": "Excluded: {names}",
        "not examined": "Not examined: {names}",
        "contested": "Contested by {who}",
        "signed": "Signed by a person",
        "suggested": "Read by a machine; no person has accepted this reading.",
        "uncounted": "The status does not rest on it.",
        "key": "How to read it",
        "key established": "established by a court or a body of the United Nations",
        "key corroborated": "corroborated: so many origins that count as distinct",
        "key reported": "reported by one origin that is no party",
        "key asserted": "asserted by a party alone",
        "key missing": "not shown: nothing here supports it",
        "key apart": "not shown: what stands here is not of what is asked about",
        "key contested": "somebody contests or denies it",
        "key gap": "the route needs it, and it is missing or too thin",
        # parts of the page
        "glance": "At a glance",
        "picture": "The picture",
        "as table": "The same as a table",
        "rung": "Rung",
        "rungs": "Rung by rung",
        "gaps": "What is missing for this route",
        "no gaps": "On every rung that this route needs something stands here. Whether it is enough is for others.",
        "closes": "What could close it:",
        "route heading": "The route",
        "test": "The test, in the norm\u2019s own terms",
        "heard": "Who can hear it",
        "needs": "What it needs",
        "notes": "Notes",
        "sources": "Sources",
        "as of": "Text of {day}",
        "norms": "The norms on the day of the act",
        "unplaced": "Looked at, and on no rung",
        "replies": "Replies",
        "counts": "Counts here: {words}",
        "never": "Never counts here: {words}",
        "what stands": "What stands here",
        "other explanations": "Other explanations",
        "shown beside": "Beside it, supporting nothing",
        "placed by": "Placed by these rules",
        "in words": "\u201c{hedge}\u201d",
        "why": "armstrace why {key}",
        "no conclusion": "A rung says who tells what, never that it is so. Nothing here is a legal conclusion, and a "
        "rung on which something stands shows no other rung.",
        "calculation": "Figures of transfers are {calculation}. They are not SIPRI\u2019s own statements.",
        "remarks": "What could not be looked for",
        "status": "How it stands",
    }
)
"""Labels by name; what stands in braces is a name, a date, a number or a record's words."""

GROUPS: Mapping[str, tuple[Rung, ...]] = MappingProxyType(
    {
        "Supply": (Rung.LICENSED, Rung.ORDERED, Rung.DELIVERED),
        "Holding": (Rung.HELD,),
        "Use": (Rung.TYPE_USED, Rung.USER),
        "Item": (Rung.ITEM,),
        "Harm": (Rung.HARM,),
        "Law": (Rung.LAW,),
        "Notice": (Rung.NOTICE,),
    }
)
"""The rungs in the order they are drawn, under what they are about."""

WORDS: Mapping[Word, str] = MappingProxyType(
    {
        Word.NOT_SHOWN: "not shown",
        Word.ASSERTED: "asserted by a party",
        Word.REPORTED: "reported",
        Word.CORROBORATED: "corroborated",
        Word.ESTABLISHED: "established",
    }
)
"""The word for how a rung stands, as short as it gets."""


def label(name: str, **values: object) -> str:
    """Fill a label.

    >>> label("at", place="Barda")
    'at Barda'
    """
    return LABELS[name].format(**values)
