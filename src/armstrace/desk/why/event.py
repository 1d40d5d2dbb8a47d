"""Walking an event back to the bytes: its slots, origins, links and judgements, then each incident in its exhibit."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from armstrace.desk.incidents.export import Exporter
from armstrace.desk.incidents.groups import corroborated, disputed, withheld_of
from armstrace.desk.incidents.kept_events import KeptEvents, kept_events
from armstrace.desk.incidents.standing import standing
from armstrace.desk.intake import Case
from armstrace.desk.why.steps import BELOW, BESIDE, Step, exhibit_step, record_steps
from armstrace.events.judged import held
from armstrace.records.errors import CaseError
from armstrace.records.events import MERGE, Event, EventJudgement, Link, Origin, Slot
from armstrace.records.judgements import KIND as CLAIM
from armstrace.tables.schema import gather

_NAMED = 5
Below = Callable[[str], list[Step]]


def event_trace(case: Case, key: str, claim: Below, exporter: Exporter | None = None) -> list[Step]:
    """Give the steps from an event, named by its key or a unique beginning of it, to the words of its exhibits.

    `claim` walks back an incident that a document tells of. With an exporter the steps are as they may leave the case:
    of an event that rests on rows which may not, only what it rests on is told.

    Raises:
        CaseError: no event of the case is named so, or several are.
    """
    kept = kept_events(case)
    event = _named(kept, key)
    records = {str(row["key"]): row for row in case.tables.rows("incident", event.inputs)}
    names = _names(event, records)
    withheld = withheld_of(case, event.inputs) if exporter else frozenset()
    steps: list[Step] = [_summary(event, withheld)]
    if not withheld:
        steps += [*_slots(event, names), *_origins(event, names), *_links(event, names)]
        steps += [*_judgements(case, event, names), *_near(kept, event)]
    found = [
        {"what": f"incident {names[each]}", "key": each, BELOW: _incident(case, each, records, claim, exporter)}
        for each in event.inputs
    ]
    steps += [*found, *_exhibits(case, records)]
    about = [gather("incident", row) for row in records.values()]
    return [exporter.words(step, about) for step in steps] if exporter else steps


def _named(kept: KeptEvents | None, key: str) -> Event:
    found = kept.named(key) if kept else ()
    if len(found) == 1:
        return found[0]
    if found:
        some = ", ".join(each.key for each in found[:_NAMED]) + (", …" if len(found) > _NAMED else "")
        raise CaseError(f"Several events begin like this: {some}.", where=key, todo="Give more of the key.")
    raise CaseError(
        "No event of this case has that key.",
        where=key,
        todo="`armstrace incidents` shows the keys; they change when an event gains or loses an incident.",
    )


def _names(event: Event, records: Mapping[str, Mapping[str, object]]) -> Mapping[str, str]:
    """Name incidents by their numbers, with the register where there are several; by their keys where that fails."""
    registers = {row["register"] for row in records.values()}
    found = {}
    for key in event.inputs:
        row = records.get(key, {})
        number = str(row.get("number") or "")
        found[key] = number if len(registers) == 1 else f"{number} of {row.get('register')}" if number else ""
    told = list(found.values())
    return {key: name if name and told.count(name) == 1 else key for key, name in found.items()}


def _summary(event: Event, withheld: Iterable[str]) -> Step:
    origins = [origin.name for origin in event.origins if origin.counts]
    step: Step = {
        "what": event.key,
        "told by": f"{len(event.inputs)} incidents, {len(origins)} origins that count",
    }
    if withheld:
        step["kept back"] = "it rests on rows that their source's terms forbid to hand on; a terminal shows them"
    else:
        step["corroborated by two origins"] = ", ".join(corroborated(event)) or "nothing"
        step["told differently"] = ", ".join(disputed(event)) or "nothing"
        step["denied"] = [f"{who}: {words}" for who, words in event.denials]
    return step | {"method": event.method, "parameters": event.parameters}


def _slots(event: Event, names: Mapping[str, str]) -> Iterator[Step]:
    """Give each slot with all values told of it side by side; none is chosen."""
    for slot in event.slots:
        yield {
            "what": f"{slot.name}: {_agreement(slot)}",
            BESIDE: [_value(slot, at, names) for at in range(len(slot.values))],
        }


def _agreement(slot: Slot) -> str:
    if len(slot.values) == 1:
        return "one value is told"
    many = f"{len(slot.values)} values are told"
    return f"{many}, which can be true together" if slot.agree else f"{many}, which contradict each other"


def _value(slot: Slot, at: int, names: Mapping[str, str]) -> Step:
    told = slot.values[at]
    return {
        "value": told.value,
        "as printed": "; ".join(each for each in told.printed if each != told.value),
        "told by": "; ".join(told.origins),
        "hedged": "; ".join(told.hedges),
        "in": ", ".join(names[key] for key in told.records),
        "corroborated": ("yes: " if told.corroborated else "no: ") + told.why,
    }


def _origins(event: Event, names: Mapping[str, str]) -> Iterator[Step]:
    for origin in event.origins:
        yield {
            "what": f"origin {origin.name}: {_counts(origin)}",
            "kind": origin.kind,
            "party": origin.party,
            "tells": ", ".join(names[key] for key in origin.records if key in names),
            "why": list(origin.folded),
        }


def _counts(origin: Origin) -> str:
    if not origin.counts:
        return "counts for none"
    return "counts as one, with others folded into it" if origin.folded else "counts as one"


def _links(event: Event, names: Mapping[str, str]) -> Iterator[Step]:
    for link in event.links:
        made = "" if link.judgement is None else f", judgement {link.judgement}"
        both = " and ".join(names.get(key, key) for key in (link.left, link.right))
        yield {
            "what": f"link {link.score:.3f}{made}: {both}",
            "left": link.left,
            "right": link.right,
            "reason": link.reason,
        }


def _judgements(case: Case, event: Event, names: Mapping[str, str]) -> Iterator[Step]:
    """Give the judgements that name an incident of the event, and say which a later one stands against."""
    made = standing(case)
    overridden = {each.number for each in held(made).overridden}
    for each in made:
        if not {*each.left, *each.right}.isdisjoint(event.inputs):
            yield {
                "what": f"judgement {each.number}: {'merged' if each.act == MERGE else 'split'} {each.signed}",
                "left": [names.get(key, key) for key in each.left],
                "right": [names.get(key, key) for key in each.right],
                "stands": "no, a later judgement stands against it" if each.number in overridden else "yes",
                "did": _did(each, event),
            }


def _did(judgement: EventJudgement, event: Event) -> str:
    left, right = (sum(key in event.inputs for key in side) for side in (judgement.left, judgement.right))
    if left and right:
        return "both sides are in this event"
    return f"only the {'left' if left else 'right'} side is in this event"


def _near(kept: KeptEvents | None, event: Event) -> Iterator[Step]:
    """Give what was nearly taken for this event, with the reason why it was not, and the event it is in."""
    if kept is None:
        return
    others = {_other(link, event) for link in event.near}
    events = {key: each.key for each in kept.of(others) for key in each.inputs}
    for link in event.near:
        other = _other(link, event)
        yield {
            "what": f"nearly, {link.score:.3f}: {other}",
            "beside": link.left if other == link.right else link.right,
            "in": events.get(other, ""),
            "reason": link.reason,
        }


def _other(link: Link, event: Event) -> str:
    return link.right if link.left in event.inputs else link.left


def _incident(
    case: Case, key: str, records: Mapping[str, Mapping[str, object]], claim: Below, exporter: Exporter | None
) -> list[Step]:
    if key.partition(":")[0] == CLAIM:
        return claim(key)
    if key not in records:
        return [{"what": f"record {key}", "missing": "it is not in the tables; run `armstrace read`"}]
    return record_steps(case, records[key], exporter)


def _exhibits(case: Case, records: Mapping[str, Mapping[str, object]]) -> Iterator[Step]:
    for sha256 in sorted({str(row["exhibit"]) for row in records.values()}):
        yield exhibit_step(case.exhibit(sha256))
