"""Finding words in a case, and walking a key back to the bytes."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from armstrace.desk.incidents.kept_events import kept_events
from armstrace.desk.python.answer import Answer, plain
from armstrace.desk.python.columns import TEXT, WHOLE, Sheet
from armstrace.desk.python.held import TO_ACT, Held
from armstrace.desk.search.find import Wanted, search
from armstrace.desk.search.leaving import leaving
from armstrace.desk.search.telling import found_json
from armstrace.desk.why.steps import BELOW, BESIDE
from armstrace.desk.why.ways import trace
from armstrace.evidence.names import visible
from armstrace.records.errors import CaseError
from armstrace.records.events import Event

_HITS = Sheet(
    {
        "kind": TEXT, "words": TEXT, "name": TEXT, "place": TEXT, "key": TEXT, "exhibit": TEXT, "start": WHOLE,
        "end": WHOLE, "many": WHOLE,
    },
    ("kind", "words", "name", "place", "key"),
)  # fmt: skip
_STEPS = Sheet({"depth": WHOLE, "what": TEXT, "name": TEXT, "value": TEXT})


class Hits(Answer):
    """Things of a case that hold the words looked for, the best first; a row each."""

    __slots__ = ()


class Trace(Answer):
    """The way from a key back to the bytes: a row for each thing that is told of each step."""

    __slots__ = ()


def search_in(held: Held, words: str, kinds: Sequence[str], most: int, first: int) -> Hits:
    """Look for words."""
    with held.at_work() as case:
        found = search(case.root, words, Wanted(tuple(kinds), first - 1, most))
        told = plain(found_json(leaving(case, found)))
    many = f"{'more than ' if told['more'] else ''}{told['total']:,} in all."
    return Hits(
        title=f"Found: {visible(words)}",
        rows=_HITS.rows(told["hits"]),
        sheet=_HITS,
        told=told,
        remarks=(many, *held.remarks),
    )


def why_in(held: Held, key: str) -> Trace:
    """Walk a key back to the bytes.

    Raises:
        CaseError: nothing in the case has this key; or it is an event's, and a case that is only read in keeps none.
    """
    with held.at_work() as case:
        if key.startswith(f"{Event.KIND}:") and not case.keeps and kept_events(case) is None:
            raise CaseError("The events of this case are not kept in it yet.", where=key, todo=TO_ACT)
        told = plain(trace(case, key, leaving=True))
    return Trace(
        title=f"Why {visible(key)}",
        rows=_STEPS.rows(_lines(told, 0)),
        sheet=_STEPS,
        told=told,
        remarks=held.remarks,
    )


def _lines(steps: Sequence[Mapping[str, Any]], depth: int) -> Iterator[dict[str, Any]]:
    """Give what is told of each step and of those below it."""
    for step in steps:
        what = str(step["what"])
        yield {"depth": depth, "what": what, "name": "", "value": ""}
        for name, value in step.items():
            if name not in {"what", BELOW, BESIDE} and value not in (None, "", []):
                yield {"depth": depth, "what": what, "name": name, "value": value}
        for row in step.get(BESIDE, ()):
            yield {"depth": depth, "what": what, "name": "value", "value": row}
        yield from _lines(step.get(BELOW, ()), depth + 1)
