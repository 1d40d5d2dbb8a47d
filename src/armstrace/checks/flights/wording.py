"""What a finding on flights says beside its verdict: which operators and fields were meant, and what stayed open."""

from collections.abc import Sequence
from datetime import date

from armstrace.checks.flights.rows import total
from armstrace.checks.flights.series import Matched
from armstrace.checks.flights.slots import Where, operator_words, where_words
from armstrace.checks.flights.verdicts import SYNTHETIC, Judged
from armstrace.records.claims import FlightClaim
from armstrace.records.findings import Part
from armstrace.records.verdicts import Verdict

_SLOT = {"operator": "who", "origin": "origin", "destination": "destination"}


def outside_words(claim: FlightClaim, found: Matched, published: date) -> str:
    """Say that the days meant are in no archive."""
    record = found.flights.span
    if record is None:
        return "The case has no archive whose day is known: what could have been seen cannot be told."
    when = f"the period that the text gives ({claim.period.edtf})" if claim.period else "what was before publication"
    days = f"the archives of the case run from {record[0]} to {record[1]}"
    return f"None of {when} is in the record: {days}, and the text was published on {published}."


def parts_of(found: Matched) -> dict[str, tuple[Part, ...]]:
    """List the operators and fields apart: they are never pooled silently."""
    unit = "landings" if found.asked.motion == "landing" else "take-offs"
    parts: dict[str, tuple[Part, ...]] = {}
    operators = found.by_operator()
    named = dict.fromkeys([*filter(None, found.operators), *operators])
    parts["by operator"] = tuple(
        Part(label=operator_words(code), value=round(operators.get(code, 0.0), 2), unit=unit) for code in named
    )
    sums = {field: sum(row["probability"] for row in found.rows if row["airfield"] == field) for field in found.fields}
    parts["by airfield"] = tuple(Part(label=field, value=round(value, 2), unit=unit) for field, value in sums.items())
    if found.kind.why or found.kind.unseen:
        told = [Part(label=why, value=round(value, 2), unit=unit) for why, value in sorted(found.kind.why.items())]
        left_out = Part(label="kind cannot be seen, left out", value=round(found.kind.unseen, 2), unit=unit)
        parts["how the kind was told"] = (*told, left_out) if found.kind.unseen else tuple(told)
    return {heading: lines for heading, lines in parts.items() if lines}


def left_open(found: Matched) -> str:
    """Say what of operator, field and kind the words or the data leave open, "" where nothing."""
    who, open_ = found.asked.who, []
    if len(found.operators) > 1:
        open_.append(
            f"\u201c{who.words if who else ''}\u201d may be {' or '.join(map(operator_words, found.operators))}."
        )
    elif who is not None and who.state:
        open_.append(f"The text names no operator but a state: {len(found.by_operator())} are counted together.")
    place = found.asked.at
    if place is not None and not place.exact and len(found.fields) > 1:
        open_.append(f"\u201c{place.words}\u201d has several airfields with such flights: {', '.join(found.fields)}.")
    if found.kind.unseen > 0.1 * sum(found.kind.why.values()):
        open_.append(
            f"Of {found.kind.unseen:.1f} more movements neither operator nor type shows whether they were "
            f"{found.asked.kind} flights."
        )
    return " ".join(open_)


def none_words(found: Matched, place: Where) -> str:
    """Say that nothing that the claim means is in the record."""
    who = found.asked.who.words if found.asked.who is not None else "any operator"
    flights = f"{found.asked.kind} flight" if found.asked.kind else "flight"
    word = "landing at" if found.asked.motion == "landing" else "take-off from"
    if found.kind.unseen:
        told = f"{found.kind.unseen:.1f} movements there are in the record, but neither their operators nor their types"
        return f"{told} show whether they were {found.asked.kind} flights: that cannot be seen from a flight."
    return f"No {flights} of {who}, {word} {where_words(place)}, is in the record."


def slots_of(found: Matched, verdict: Verdict, what: str) -> dict[str, Verdict]:
    """Give each part of the claim its verdict: what is counted, by whom, where, of which kind."""
    if not found.rows and not found.synthetic and verdict is not Verdict.CANNOT_TELL:
        return {what: verdict}
    if found.synthetic or not found.rows:
        slots = [what, *(name for name in ("operator", "origin", "destination") if getattr(found.asked, _SLOT[name]))]
        return dict.fromkeys([*slots, *(["flight_type"] if found.asked.kind else [])], Verdict.CANNOT_TELL)
    slots_found = {what: verdict}
    if found.asked.who is not None:
        slots_found["operator"] = Verdict.SUPPORTED if found.asked.who.exact else Verdict.PARTLY
    for name, place in (("origin", found.asked.origin), ("destination", found.asked.destination)):
        if place is not None:
            several = place is found.asked.at and place.state and len(found.fields) > 1
            slots_found[name] = Verdict.PARTLY if several else Verdict.SUPPORTED
    if found.asked.kind:
        sure = found.kind.unseen <= 0.1 * sum(found.kind.why.values())
        slots_found["flight_type"] = Verdict.SUPPORTED if sure else Verdict.PARTLY
    return slots_found


def reason_of(found: Matched, each: Sequence[tuple[str, Judged]], pinned: str) -> str:
    """Put the sentences together: what is synthetic first, then each series by name, then what is left open."""
    sentences = [SYNTHETIC] if found.synthetic else []
    for name, one in each:
        if one.reason != SYNTHETIC:
            sentences.append(f"{name}: {one.reason}" if name else one.reason)
    if pinned:
        sentences.append(pinned)
    if found.flights.narrowed:
        told = f"The lists of flights in this case hold only those of {found.flights.narrowed}"
        sentences.append(f"{told}: what is missing in them need not be missing.")
    if found.nameless:
        told = f"Of {total(found.nameless):.1f} movements there the operator is not known"
        sentences.append(f"{told}: some may be those the text means.")
    if found.from_unknown:
        sentences.append(
            f"Of {total(found.from_unknown):.1f} more landings no take-off was seen: they may be from anywhere."
        )
    if found.asked.kind == "cargo" and found.kind.why:
        how = ", ".join(f"{value:.1f} by {why}" for why, value in sorted(found.kind.why.items()))
        sentences.append(f"Cargo flights were told by operator or type: {how}.")
    return " ".join(sentences)
