"""Every sentence that the chain prints of its own, in one file, and nothing stronger than these.

Whatever else is printed is a record's own words, a person's own words, a name, a number or a date. The sentences of
other explanations stand in data/explanations.csv, those of routes and norms in the data files of routes.py.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from armstrace.chain.model import Open, Rung, Status, Word
from armstrace.records.decisions import Reply
from armstrace.records.values import Count, When

RUNGS: Mapping[Rung, tuple[str, str, str]] = MappingProxyType(
    {
        Rung.LICENSED: ("Licensed", "a licence or a government's report of one, each with its day", "a delivery"),
        Rung.ORDERED: ("Ordered", "a contract or a register's order, each with its day", "a delivery"),
        Rung.DELIVERED: (
            "Delivered",
            "a register's delivery, customs, acceptance or cargo papers, a report to the United Nations",
            "flights, photographs from fairs",
        ),
        Rung.HELD: (
            "Held on the day, by which force",
            "a parade, an official list, an inventory, an earlier use",
            "a delivery after the day",
        ),
        Rung.TYPE_USED: (
            "This type used here",
            "remnants, identification by an expert, pictures, reports of the use",
            "holdings, deliveries",
        ),
        Rung.USER: (
            "Used by these forces",
            "trajectory, unit, admission, exclusive holding, reports that name the user",
            "holdings, where the opponent holds the type too",
        ),
        Rung.ITEM: (
            "This supplier\u2019s item",
            "a serial or lot number traced, the maker\u2019s reply, a sole supplier shown",
            "the type alone",
        ),
        Rung.HARM: ("Harm and setting", "casualties by class, what was hit, military objectives near", "weapon type"),
        Rung.LAW: (
            "Legal characterisation",
            "who found, alleged or denied it, and the norm in force for the user that day",
            "anything computed by software",
        ),
        Rung.NOTICE: (
            "Notice and conduct of the supplier",
            "what was public or sent to the supplier before the day of the decision, assessment, assurances",
            "what became public after that day",
        ),
    }
)
"""Each rung: its title, what counts, what never counts."""

RULES: Mapping[str, str] = MappingProxyType(
    {
        "licence granted": "A licence on record for this hop, granted before the use asked about, stands on 1a.",
        "licence ended": "A licence refused, suspended, revoked, cancelled or expired before the use contests 1a.",
        "licence reported": "A state\u2019s own report of licences for this hop stands on 1a, as that "
        "party\u2019s word.",
        "order in a register": "The order that a register gives for a deal stands on 1b; no delivery follows from it.",
        "contract told": "A contract that a document tells of stands on 1b.",
        "delivery in a register": "A delivery that a register gives, not after the use, stands on 2 and nowhere else.",
        "aggregate in a register": "A yearly aggregate of transfers stands on 2; it tells no type of weapon.",
        "delivery told": "A delivery that a document tells of, not after the use, stands on 2.",
        "delivery reported": "A state\u2019s own report of exports or imports stands on 2, as that party\u2019s word.",
        "no delivery reported": "A state\u2019s report of nothing, or of something withheld, is shown beside 2.",
        "figure of a text": "A figure on this hop\u2019s transfers that records bear out stands on 2 and nowhere else.",
        "delivery denied": "A text or document that denies a delivery contests 2.",
        "holding told": "A holding dated not after the use, or for a period that covers it, stands on 3.",
        "earlier use": "The type told of as used by the same user before the days asked about stands on 3.",
        "weapon of an incident": "The weapon that an incident of the use names stands on 4.",
        "remnant identified": "A remnant that somebody identified, found where and since the use was told, "
        "stands on 4.",
        "weapon of a text": "The weapon that a text names for the use stands on 4, as told by its sources.",
        "another weapon told": "Another weapon, told of for the same event, contests 4.",
        "use of the weapon denied": "A denial that speaks of the weapon contests 4.",
        "actor of an incident": "The actor that an incident of the use names stands on 5, with its hedge.",
        "actor of a text": "The actor that a text names for the use stands on 5, with its hedge, as told by its "
        "sources.",
        "another actor told": "Another actor, told of for the same event, contests 5.",
        "use denied": "A denial that is not of the weapon alone contests 5.",
        "item traced": "A trace of one item to this supplier stands on 6.",
        "deaths told": "The deaths that an incident of the use tells of stand on 7.",
        "target told": "What an incident of the use says was hit stands on 7.",
        "finding of a body": "A finding by a court or a body of the United Nations on the use stands on L, with "
        "its day.",
        "legal name alleged": "Who alleges or reports a legal name for the use stands on L, as that "
        "speaker\u2019s word.",
        "legal name denied": "A denial or a rejection of a legal name for the use contests L.",
        "standing towards a treaty": "What records say of a state\u2019s standing towards a treaty is shown beside L.",
        "charge": "A charge in a text is shown beside L; it is no finding.",
        "public before the decision": "What was public or sent to the supplier before the day D stands on K.",
        "use reported before the decision": "An earlier use by the user, reported before the day D, stands on K.",
        "after the decision": "What became known on or after the day D is shown beside K, for later decisions.",
        "act of the supplier": "A licence that the supplier\u2019s authority ended on or after D is shown beside K.",
        "day of the decision": "The day D that K is asked for is shown beside it, with where it comes from.",
        "surge": "A surge of flights supports no rung; it is shown beside 2 as transport opportunity.",
        "flight of a text": "A flight supports no rung; it is shown beside 2 as transport opportunity.",
    }
)
"""What each rule does, by its name; a reader sees the name beside what it placed."""

TEMPLATES: Mapping[str, str] = MappingProxyType(
    {
        # what records say, out of their printed words
        "licence": "{act}: {what} ({when}), {number}",
        "licence unnumbered": "{act}: {what} ({when})",
        "licences counted": "{count} licences",
        "one licence": "licence",
        "for": "{what} for {designation}",
        "ordered": "{what}, ordered {when}",
        "delivered": "{what}, delivered {when}",
        "items": "{count} {designation}",
        "items unknown": "{designation}, number not told",
        "described": "{what} ({description})",
        "aggregate": "{category} in {year}: {value} million TIV",
        "aggregate whole": "All major arms in {year}: {value} million TIV",
        "reported": "{direction} reported for {year}: {what}",
        "money": "{amount} {currency}",
        "report nil": "{direction} for {year}: a report that there were none",
        "report withheld": "{direction} for {year}: value withheld",
        "report none": "{direction} for {year}: no report was made",
        "holding": "{what} held by {force}",
        "trace": "{what}, marked \u201c{marking}\u201d",
        "used earlier": "{weapon}, told of as used at {place} ({when})",
        "deaths": "Deaths told: {count}",
        "deaths of civilians": "Deaths told: {count}; civilians among them: {civilians}",
        "decision": "{body} ({when}): {words}",
        "said on": "{words} ({when})",
        "no words": "in words that are not on record",
        "undated": "no day told",
        "surge": "{series}: {told}",
        "excerpt": "\u201c{words}\u201d",
        "signed": "Placed {signed}",
        "removed": "Taken off this rung {signed}",
        "exhibit": "Exhibit {name}",
        # what a placement does not show
        "class only": "\u201c{named}\u201d is of a like class of weapon and is not told to be {wanted}.",
        "family only": "\u201c{named}\u201d may be {wanted} or another of its family.",
        "launcher": "\u201c{named}\u201d fires {wanted}; a launcher delivered is no munition delivered.",
        "munition": "\u201c{named}\u201d is fired by {wanted}; a munition delivered is no launcher delivered.",
        "part": "\u201c{named}\u201d is carried or fired together with {wanted}; the one does not show the other.",
        "other type": "\u201c{named}\u201d is another type than {wanted}.",
        "type not told": "\u201c{named}\u201d is not told to be {wanted}.",
        "customs no type": "A customs code is no type of weapon and holds civil goods too: it tells nothing of "
        "{wanted}.",
        "customs only": "A customs code is no type of weapon and holds civil goods too.",
        "aggregate no type": "An aggregate tells no type of weapon, so it tells nothing of {wanted}.",
        "aggregate only": "An aggregate tells no type of weapon.",
        "figure without type": "No row of this figure is of {wanted}, {where}, and no row of that, its family or "
        "its launchers from this supplier to this recipient is here.",
        "figure beside type": "No row of this figure is of {wanted}, {where}; rows of that, its family or its "
        "launchers are of {years}.",
        "figure with type": "Of the {rows} rows of this figure {count} are of {wanted}, {where}, or of its family or "
        "its launchers.",
        "figure rows unknown": "The rows of this figure name no weapon, so it tells nothing of {wanted}, {where}.",
        "type asked": "asked about",
        "type told": "told of at rung 4",
        "day wider": "Its day is told only as {when}, which may lie outside the days asked about.",
        "user told as": "Who used it is told only as \u201c{actors}\u201d, not as {user}.",
        "user untold": "It does not say who used it, so not that {user} did.",
        "place wider": "It speaks of {where} as a whole, not of the place asked about.",
        "weapon not named": "It does not name {wanted}, and no use of {wanted} is told of where it speaks of.",
        "place not told": "It does not say where, so not that it is of the place asked about.",
        "text place": "The text names {where}; the records behind it are of the place asked about.",
        "found elsewhen": "It was found when it may be older or have been moved.",
        "remnant place": "It was found at the place; no incident is named for it.",
        "never counts": "A record of this kind never counts on this rung: {kind}.",
        # reasons for what stands beside a rung, or on none
        "after the use": "Dated after the first day asked about, {day}.",
        "maybe after the use": "Its day, {when}, may lie after the first day asked about, {day}.",
        "holding undated": "No day is told, so it may have been held at another time.",
        "not borne out": "The records of this case do not bear it out: {verdict}.",
        "contradicted": "The records of this case contradict it.",
        "another user": "Told of as used by {actors}, not by {user}.",
        "another weapon": "Told of with another weapon, {weapons}.",
        "weapon untold": "No weapon is told of.",
        "elsewhere": "It does not tell of the place and days asked about.",
        "no rung": "No rule places it on a rung.",
        "transport": "Transport opportunity: it supports no rung. Other cargo, maintenance, a technical stop, "
        "an exercise, a "
        "return and an empty leg stay open until a cargo document or a signed judgement is added.",
        "transport elsewhere": "A flight supports no rung, and this one names neither side of a hop asked about.",
        "no report": "No report of goods: it says neither that they came nor that they did not.",
        "charge of a party": "A charge by a party, {who}; no finding follows from it.",
        "charge": "A charge by {who}; no finding follows from it.",
        "charge untold": "A charge in a text; no finding follows from it.",
        "treaty": "{state}: {verdict}. A record of a treaty says what bound a state, nothing of how arms were used.",
        "no finding": "A decision of this kind finds nothing on the use: {act}.",
        "no norm": "It names no rule of law, so it gives the use no legal name.",
        "before the use": "Dated before the use asked about, so not of it.",
        "denies a supply": "It denies a supply, not a use.",
        "other place": "It is about {where}.",
        "after D": "Not shown to have been known before the day of the decision, {day}; it counts for later "
        "decisions only.",
        "known undated": "It is not told when it became public or was sent, so not that it was before the decision.",
        "no day D": "No day of the supplier\u2019s decision is on record or named, so nothing can be shown to "
        "precede it.",
        "D named": "Day of the decision, as named for this chain: {day}.",
        "D by licence": "Day of the decision, taken from the first licence on record for this hop: {day}.",
        "D by order": "Day of the decision, taken from the first order on record for this hop: {day}.",
        "D by use": "Day of the decision, taken as the first day of the use: {day}. No licence or order of what is "
        "asked about is on record for this hop.",
        "D by use of several": "Day of the decision, taken as the first day of the use: {day}. Licences or orders of "
        "several days are on record for this hop, and no type is asked about that would tell which is meant.",
        "act of the supplier": "An act after the decision: it shows conduct from that day on.",
        "judge again": "A signed judgement names it, and this case holds nothing under that name; judge again.",
        "hop missing": "A signed judgement puts it on rung {rung} and names no hop of this chain; judge again.",
        "explanation unknown": "A signed judgement excludes \u201c{name}\u201d, which rung {rung} does not "
        "know; judge again.",
        # who contests, in which words
        "as told by": "as told by {who}",
        "tells another": "names {other}",
        "licence ended": "{act} {when}",
        "text checked": "the text checked",
        "untold": "a source that names no origin",
        "a party": "{name} (a party)",
        "parties as one": "{names} (parties and other states, counted as one)",
        # what opened another explanation
        "because delivered": "delivered to {who}: {rows}",
        "because named": "on record: {words}",
        "named by": "{who} {words}",
        "because denied": "a denial is on record: {words}",
        "because parties alone": "only the other side tells it",
        "because ended": "on record: {words}",
        "because local": "on record as produced in the recipient state: {rows}",
        "because carriers": "{weapon} is carried by {carriers}",
        "because alike": "{weapon} is taken for {other}",
        "because candidates": "candidates not excluded by who identified it: {names}",
        "because found": "found {when}",
        "because hedged": "hedged: {hedges}",
        "because other event": "another event at the place on these days: {words}",
        "because not civilian": "deaths told exceed deaths of civilians told: {words}",
        "because component": "this hop is of a component",
        "because excluded": "{signed}",
        # how a rung stands
        "not shown": "Not shown: nothing in this case supports it.",
        "not shown though": "Not shown: what stands here is not of what is asked about.",
        "asserted by a party": "Asserted by a party: {by}.",
        "told by": "Reported by {by}.",
        "corroborated": "Corroborated by {count} origins that count as distinct: {by}.",
        "corroborated of": "Corroborated for one of the things told here, {of}, by {count} origins that count as "
        "distinct: {by}.",
        "established": "Established by {by} ({day}).",
        "contested": "Contested, {who}: {words}.",
        "open": "Open: {words}",
        "open because": "Open: {words} ({because})",
        "excluded": "Excluded: {words} ({because})",
        "not examined": "Not examined: {words}",
        "not asked": "Not asked: no reply of those concerned is on record.",
        "answered": "Put to {who} ({when}): answered, \u201c{answer}\u201d.",
        "declined": "Put to {who} ({when}): declined to answer.",
        "silent": "Put to {who} ({when}): no answer came.",
        "and": "{first} and {last}",
        "or": "{first} or {last}",
        "or more": "{first}; {rest}",
        "all the same": "{first}; on record all the same: {rest}",
        "and others": "{words} and {count} more",
        "from": "{rows}, from {supplier}",
    }
)
"""All other sentences and parts of sentences; what stands in braces is printed words, a name, a number or a date."""


def say(template: str, **values: object) -> str:
    """Fill a template.

    >>> say("deaths", count=21)
    'Deaths told: 21'
    """
    return TEMPLATES[template].format(**values)


def listed(names: Iterable[str], joined: str = "and") -> str:
    """Write a list for a sentence: commas, and "and" or "or" before the last."""
    *first, last = [*names] or [""]
    return say(joined, first=", ".join(first), last=last) if first else last


def day_of(when: When | None) -> str:
    """Give a date as printed, else as EDTF; in words where there is none."""
    return (when.printed or when.edtf) if when else say("undated")


def number_of(count: Count | None) -> str:
    """Give a count as printed, else as a number; "" where it is not known."""
    if count is None:
        return ""
    return count.printed or (str(count.low) if count.low == count.high else f"{count.low}-{count.high}")


def status_words(status: Status, *, other_stands: bool = False) -> tuple[str, ...]:
    """Say how a rung stands, then who contests it; `other_stands` where things stand that the status leaves out."""
    by = listed(status.by)
    said = {
        Word.NOT_SHOWN: say("not shown though" if other_stands else "not shown"),
        Word.ASSERTED: say("asserted by a party", by=by),
        Word.REPORTED: say("told by", by=by),
        Word.CORROBORATED: say(
            "corroborated of" if status.of else "corroborated", of=status.of, count=len(status.by), by=by
        ),
        Word.ESTABLISHED: say("established", by=by, day=status.day),
    }[status.word]
    return (said, *(say("contested", who=each.who, words=each.words.rstrip(".")) for each in status.contested))


def explanation_words(words: str, state: Open, because: str) -> str:
    """Say how another explanation stands."""
    if state is Open.OPEN and because:
        return say("open because", words=words, because=because)
    return say(state.value, words=words, because=because)


def reply_words(replies: Iterable[Reply]) -> tuple[str, ...]:
    """Say what came back of what was put to those concerned; without an entry, that they were not asked."""
    said = tuple(
        say(each.outcome, who=each.put_to or each.party_printed, when=day_of(each.put), answer=each.answer)
        for each in replies
    )
    return said or (say("not asked"),)
