"""What was found, for a program."""

from typing import Any

from armstrace.desk.search.find import Found, Hit


def found_json(found: Found) -> dict[str, Any]:
    """Give what was found as plain values; marks are half-open ranges of the words beside them, in code points."""
    return {
        "asked": found.asked.typed,
        "understood": [
            {"words": list(term.words), "beginning": term.beginning, "absent": term.absent}
            for term in found.asked.terms
        ],
        "total": found.total.number,
        "more": found.total.more,
        "kinds": {kind: {"number": count.number, "more": count.more} for kind, count in found.kinds.items()},
        "first": found.first,
        "weighed": found.weighed,
        "current": found.current,
        "hits": [hit_json(hit) for hit in found.hits],
    }


def hit_json(hit: Hit) -> dict[str, Any]:
    """Give one hit."""
    return {
        "kind": hit.kind,
        "key": hit.key,
        "exhibit": hit.exhibit,
        "name": hit.name,
        "place": hit.place,
        "start": hit.start,
        "end": hit.end,
        "many": hit.many,
        "words": hit.words.text,
        "marks": [list(mark) for mark in hit.words.marks],
    }
