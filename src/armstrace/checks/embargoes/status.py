"""Check: an embargo on arms that a text says stands, was imposed, was ended or is not there."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from armstrace.checks.embargoes.rows import (
    Bearing,
    Reach,
    bearing,
    begun_by,
    carried_on,
    ended_by,
    on_record,
    stood,
)
from armstrace.checks.embargoes.wording import GAPS, about, further, listing
from armstrace.checks.registry import Ground
from armstrace.gazetteer.embargo_bodies import body_of, body_words
from armstrace.gazetteer.states import display
from armstrace.records.claims import Claim, EmbargoClaim
from armstrace.records.decisions import Embargo
from armstrace.records.findings import Finding, Reading
from armstrace.records.values import When
from armstrace.records.verdicts import Verdict
from armstrace.tables.ask import literal, rerunnable

NAME = "embargo_status"
VERSION = 2
LIMITS = (
    "A table of embargoes holds those that somebody read of: embargoes that are not in it may exist.",
    "An embargo without an end on record is told as standing; what was decided after the table was made is not in it.",
    "Whether an embargo was kept is not the subject of such a table, and exceptions only where a row names them.",
)
YES, NO, PARTLY = Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.PARTLY
SILENT, OPEN = Verdict.NOT_SHOWN, Verdict.CANNOT_TELL
_SUSPENDED = re.compile(r"\bsuspended\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class _Answer:
    """A verdict, why, the embargoes that decide, and the verdict on the day where the text gives one."""

    verdict: Verdict
    why: str
    rows: tuple[Bearing, ...] = ()
    date: Verdict | None = None


def accepts(claim: Claim) -> bool:
    """Answer claims that there is, was or is no embargo on arms."""
    return isinstance(claim, EmbargoClaim)


def lacks(ground: Ground) -> str:
    """Say that no table of embargoes is at hand."""
    any_row = ground.tables.ask("SELECT count(*) FROM embargo")
    return "" if any_row and any_row[0][0] else "No table of embargoes is among the sources of this check."


def check(claim: EmbargoClaim, ground: Ground) -> Finding:
    """Look up which embargoes on the state, group or area are on record for the day that the text speaks of.

    That day is the one the sentence names, else publication; a year or month counts where the embargo stood in it.
    An embargo on record by the body that the text names supports the sentence where it is on all of what the text
    names, and in part where it is on a group or area of a state, or is a request and the text does not say so. A
    standing that is disputed cannot be told. That one stands is contradicted where that body's is on record as
    ended before, and not shown where it begins later. A suspension is looked for among those that the tables tell
    of; where they tell of none, it is not shown. A day of imposing, suspending or lifting must agree with the one
    on record, "since 2004" with the beginning of it or of one that it followed without a break. That there is none
    is contradicted by one that stands, and supported only where that body's is on record as ended. Days on record
    that are too coarse to say cannot be told. Nothing follows from a gap in the tables: where no embargo of that
    body on the target is on record, or the body is in no table, it cannot be told.
    """
    every = on_record(ground.tables)
    found = bearing(claim, every)
    base = Finding(
        claim=claim, check=NAME, method=f"checks.{NAME}@{VERSION}", verdict=OPEN, reason="", unit="date", limits=LIMITS
    )
    if not [each for each in found if each.reach is not Reach.BESIDE]:
        return _with_rows(base, _unknown(claim, found, {body_of(each.imposed_by) for each in every}), found, ground)
    match claim.claimed_status:
        case "imposed":
            answer = _imposed(claim, found, ground.published)
        case "ended":
            answer = _ended(claim, found, ground.published)
        case "suspended":
            answer = _suspended(claim, found, ground.published)
        case "absent":
            answer = _absent(claim, found, ground.published)
        case _:
            answer = _in_force(claim, found, ground.published)
    return _with_rows(base, answer, found, ground)


def _unknown(claim: EmbargoClaim, found: Sequence[Bearing], bodies: set[str]) -> _Answer:
    if claim.imposed_by and claim.imposed_by not in bodies:
        who = body_words(claim.imposed_by, display(claim.imposed_by))
        return _Answer(OPEN, f"The tables here hold no embargo of {who}.")
    beside = " What is on record for that state does not name it." if found else ""
    return _Answer(OPEN, f"No {_asked(claim)} is in the tables here.{beside} {GAPS}")


def _asked(claim: EmbargoClaim) -> str:
    return about(claim.target, claim.imposed_by)


def _span(claim: EmbargoClaim, published: date) -> When:
    """Give the time that the sentence speaks of, not later than publication."""
    when = claim.as_of
    if when is None or when.earliest is None or when.earliest > published:
        return When.day(published)
    last = min(when.latest or published, published)
    return When(when.earliest, last, "", when.printed)


def _own(found: Sequence[Bearing]) -> list[Bearing]:
    return [each for each in found if each.reach is not Reach.BESIDE]


def _in_force(claim: EmbargoClaim, found: Sequence[Bearing], published: date) -> _Answer:
    span = _span(claim, published)
    own = _own(found)
    if claim.past and claim.as_of is None and claim.date is None:
        standing = [each for each in own if begun_by(each.embargo, published)]
    else:
        standing = [each for each in own if stood(each.embargo, span)]
    if not standing:
        return _stood_not(claim, own, span)
    answer = _best(claim, standing)
    if claim.date is None or answer.verdict not in {YES, PARTLY}:
        return answer
    return _since(claim, own, answer, published)


def _best(claim: EmbargoClaim, standing: Sequence[Bearing], *, disputes: bool = True) -> _Answer:
    """Judge by the embargo that fits best: mandatory and on all of the target, then requests, then parts."""
    order = {YES: 0, PARTLY: 1, NO: 2, OPEN: 3}
    answers = [_one(claim, each, disputes=disputes) for each in standing]
    best = min(answers, key=lambda answer: order[answer.verdict])
    rows = tuple(row for answer in answers if answer.verdict is best.verdict for row in answer.rows)
    return replace(best, rows=rows)


def _one(claim: EmbargoClaim, row: Bearing, *, disputes: bool) -> _Answer:
    embargo = row.embargo
    if claim.force and embargo.force != claim.force:
        kind = "a request" if embargo.force == "request" else "mandatory"
        return _Answer(NO, f"What is on record is {kind}.", (row,))
    if embargo.disputed and disputes and embargo.force != "request":
        return _Answer(OPEN, "How it stands is disputed.", (row,))
    less = []
    if embargo.force == "request" and claim.force is None:
        less.append("is a request, not a mandatory embargo")
    if row.reach is Reach.PART and claim.reach != "part":
        less.append("is on a part of it, not on the whole")
    if less:
        return _Answer(PARTLY, f"What is on record {', and '.join(less)}.", (row,))
    return _Answer(YES, "It is on record.", (row,))


def _stood_not(claim: EmbargoClaim, own: Sequence[Bearing], span: When) -> _Answer:
    """Judge an embargo that is not on record for the time: ended before, not yet begun, or too coarse to tell."""
    first = span.earliest or date.min
    if any(stood(each.embargo, span) is None for each in own):
        return _Answer(OPEN, "The days on record are too coarse to tell.", tuple(own))
    ended = [each for each in own if ended_by(each.embargo, first)]
    if any(each.goes_on for each in ended):
        return _Answer(PARTLY, "What is on record ended for the whole and goes on for some.", tuple(ended))
    if ended and claim.imposed_by:
        return _Answer(NO, "What is on record had ended before.", tuple(ended))
    if ended:
        why = "What is on record had ended before; the text does not say who imposed the one it means."
        return _Answer(SILENT, why, tuple(ended))
    return _Answer(SILENT, "What is on record began only later.", tuple(own))


def _since(claim: EmbargoClaim, own: Sequence[Bearing], answer: _Answer, published: date) -> _Answer:
    said = _beginning(claim.date)
    rows = [each.embargo for each in own]
    begun = [each for each in own if _begins_in(each, said) and carried_on(each.embargo, rows, published)]
    if begun:
        return replace(answer, rows=tuple(dict.fromkeys((*begun, *answer.rows))), date=YES)
    why = f"{answer.why} It did not begin on the day that the text gives."
    return replace(answer, verdict=NO if claim.imposed_by else PARTLY, why=why, date=NO)


def _begins_in(row: Bearing, said: When) -> bool:
    """Tell whether an embargo began in a time, or one of the acts that it rests on is of that year."""
    years = {int(year) for year in _YEAR.findall(row.embargo.instrument)}
    named = said.earliest is not None and said.earliest.year in years and said.precision == "year"
    return named or (row.embargo.begins is not None and said.overlaps(row.embargo.begins))


def _beginning(when: When | None) -> When:
    """Give when a period without an end begins; other times stay as they are."""
    if when is None:
        return When(None, None)
    return when.beginning() if when.latest is None else when


def _imposed(claim: EmbargoClaim, found: Sequence[Bearing], published: date) -> _Answer:
    own = _own(found)
    if claim.date is None:
        begun = [each for each in own if begun_by(each.embargo, published)]
        return _best(claim, begun, disputes=False) if begun else _Answer(SILENT, "It began only later.", tuple(own))
    begun = [each for each in own if _begins_in(each, claim.date)]
    if begun:
        return replace(_best(claim, begun, disputes=False), date=YES)
    standing = [each for each in own if stood(each.embargo, claim.date)]
    if standing and claim.imposed_by:
        return _Answer(NO, "What is on record had begun before that.", tuple(standing), NO)
    return _Answer(SILENT, "None on record began at that time.", tuple(own), SILENT)


def _ended(claim: EmbargoClaim, found: Sequence[Bearing], published: date) -> _Answer:
    own = [each for each in _own(found) if begun_by(each.embargo, published)]
    if not own:
        return _Answer(SILENT, "What is on record began only later.", tuple(_own(found)))
    ended = [each for each in own if ended_by(each.embargo, published)]
    said = claim.date
    if said is not None:
        ended = [each for each in ended if each.embargo.ends and said.overlaps(each.embargo.ends)]
    standing = [each for each in own if stood(each.embargo, When.day(published))]
    if not ended and (unsure := [each for each in own if _may_have_ended(each.embargo, said, published)]):
        return _Answer(OPEN, "The days on record are too coarse to tell.", tuple(unsure))
    if not ended:
        why = "No end at that time is on record." if said else "No end is on record."
        return _Answer(NO if claim.imposed_by else SILENT, why, tuple(own), NO if said and claim.imposed_by else None)
    disputed = [each for each in standing if each.embargo.disputed]
    if said is None and claim.imposed_by and disputed:
        return _Answer(OPEN, "It ended, and whether one stands again is disputed.", (*ended, *disputed))
    if said is None and standing:
        return _Answer(PARTLY, "One ended, another stands.", (*ended, *standing))
    if all(each.goes_on for each in ended):
        return _Answer(PARTLY, "It ended for the whole and goes on for some.", tuple(ended), YES if said else None)
    if all(each.reach is Reach.PART for each in ended):
        return _Answer(PARTLY, "What ended was on a part of it.", tuple(ended), YES if said else None)
    return _Answer(YES, "Its end is on record.", tuple(ended), YES if said else None)


def _suspended(claim: EmbargoClaim, found: Sequence[Bearing], published: date) -> _Answer:
    """Judge a suspension by those that the table tells of: an end that began with one, by its own status."""
    own = [each for each in _own(found) if begun_by(each.embargo, published)]
    told = [each for each in own if each.embargo.ends and _SUSPENDED.search(each.embargo.status)]
    if not told:
        return _Answer(SILENT, "No suspension is on record.", tuple(own or _own(found)))
    firsts = [(each, each.embargo.ends.earliest if each.embargo.ends else None) for each in told]
    if claim.date is None:
        return _Answer(YES, "Its suspension is on record.", tuple(told))
    said = _beginning(claim.date)
    agreed = [each for each, first in firsts if first and said.overlaps(When.day(first))]
    if agreed:
        return _Answer(YES, "Its suspension is on record.", tuple(agreed), YES)
    return _Answer(NO if claim.imposed_by else SILENT, "It was suspended on another day.", tuple(told), NO)


def _may_have_ended(embargo: Embargo, said: When | None, published: date) -> bool:
    """Tell an end that is known too coarsely to say whether it had come, and which may be the one that a text gives."""
    ends = embargo.ends
    return ends is not None and ends.by(published) is None and (said is None or said.overlaps(ends))


def _absent(claim: EmbargoClaim, found: Sequence[Bearing], published: date) -> _Answer:
    span, own = _span(claim, published), _own(found)
    standing = [each for each in own if stood(each.embargo, span)]
    if claim.past and claim.as_of is None:
        standing = [each for each in own if begun_by(each.embargo, published)]
    if not standing:
        return _stood_none(claim, own, span)
    firm = [each for each in standing if each.reach is Reach.ALL and each.embargo.force == "mandatory"]
    sure = [each for each in firm if not each.embargo.disputed]
    ends = [When.day(day) for day in (span.earliest, span.latest) if day is not None]
    if sure and not claim.past and not any(all(stood(each.embargo, end) for end in ends) for each in sure):
        return _Answer(PARTLY, "One is on record for a part of that time.", tuple(sure))
    if sure:
        return _Answer(NO, "One is on record.", tuple(sure))
    if firm:
        return _Answer(OPEN, "One is on record; how it stands is disputed.", tuple(firm))
    return _Answer(PARTLY, "What is on record is on a part of it, or is a request.", tuple(standing))


def _stood_none(claim: EmbargoClaim, own: Sequence[Bearing], span: When) -> _Answer:
    ended = [each for each in own if ended_by(each.embargo, span.earliest or date.min)]
    if any(each.goes_on for each in ended):
        return _Answer(PARTLY, "What is on record ended for the whole and goes on for some.", tuple(ended))
    if ended and claim.imposed_by and len(ended) == len(own):
        return _Answer(YES, "What is on record had ended before.", tuple(ended))
    return _Answer(OPEN, f"None that stood at that time is in the tables here. {GAPS}", tuple(own))


def _with_rows(base: Finding, answer: _Answer, found: Sequence[Bearing], ground: Ground) -> Finding:
    """Give the finding with every embargo on record that bears on it, those that decide first."""
    deciding = [each.embargo for each in answer.rows]
    rows = [*deciding, *(each.embargo for each in found if each.embargo not in deciding)]
    labels = {row[0]: row[1] for row in ground.tables.ask("SELECT exhibit, min(label) FROM edition GROUP BY exhibit")}
    slots = {"claimed_status": answer.verdict} | ({"date": answer.date} if answer.date else {})
    if answer.date is NO:
        slots["claimed_status"] = PARTLY if any(each.reach is Reach.PART for each in answer.rows) else YES
    told = [answer.why, listing(rows), further(deciding)]
    keys = ", ".join(literal(each.key) for each in rows)
    return replace(
        base,
        verdict=answer.verdict,
        figure=_figure(rows[0].begins, rows[0].ends, rows[0].force) if rows else None,
        readings=tuple(
            Reading(
                edition=str(labels.get(each.exhibit, each.register)),
                value=_figure(each.begins, each.ends, each.force),
                note=each.number,
                records=(each.key,),
            )
            for each in rows
        ),
        slots=slots,
        reason=" ".join(words for words in told if words),
        sql=rerunnable(
            "SELECT number, target, imposed_by, force, begins_printed, ends_printed, status FROM embargo\n"
            f"WHERE key IN ({keys})"
        )
        if keys
        else "",
    )


def _figure(begins: When | None, ends: When | None, force: str) -> dict[str, str | None]:
    return {"begins": begins.edtf if begins else None, "ends": ends.edtf if ends else None, "force": force}
