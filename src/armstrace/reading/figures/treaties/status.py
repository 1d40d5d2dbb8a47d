"""Treaty status: "Neither Armenia nor Azerbaijan (nor Israel) are signatories to the Convention on Cluster Munitions".

One claim per state and status. A status belongs to the states named last before it ("Israel supplied Azerbaijan,
which has not joined ..." is about Azerbaijan), or after "by" in the passive; "Neither" and "None of" reach over all
states up to it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from armstrace.gazetteer.treaties import TreatyMention
from armstrace.reading.figures.clauses import Sentence
from armstrace.reading.figures.context import Context, span_of
from armstrace.reading.figures.periods import Period
from armstrace.reading.figures.roles import groups
from armstrace.reading.figures.treaties.clauses import CLAUSE, clause_start, clauses_of, without_asides
from armstrace.reading.figures.treaties.ellipsis import joined, short_clauses
from armstrace.reading.figures.treaties.mood import excepted, of_many, of_them, supposed, undone, unowned
from armstrace.reading.figures.treaties.named import (
    Two,
    carried_on,
    of_something_else,
    of_two,
    points_back,
    treaties_of,
    treaty_at,
    two_named,
)
from armstrace.reading.figures.treaties.words import ANY_STATUS, STATUSES
from armstrace.records.claims import TreatyClaim
from armstrace.records.values import When

# "did not take part and has not acceded": each auxiliary has its own "not"
_AND_HAS = re.compile(
    r"\b(?:and|but|or)\b(?= (?:\w+ )?(?:has|have|had|is|are|was|were|did|does|do|will|never|not|yet)\b)", re.IGNORECASE
)
_NEGATIONS = re.compile(
    r"\b(?:not(?! until| only| just| merely)|n't|never|neither|nor|none|no|without|yet to|refus\w+|declin\w+|fail\w+|reject\w+|avoid\w+|resist\w+|stopped short of|opposed|unwilling|still to|holding out|held out)\b|n't\b",
    re.IGNORECASE,
)
_ALL_DENIED = re.compile(r"\b(?:neither|none of|nor)\b", re.IGNORECASE)
_PASSIVE = re.compile(r"^\s+(?:\w+ ){0,2}by\s", re.IGNORECASE)
_BACK = re.compile(
    r"\b(?:the|this|that) (?:treaty|convention|pact|accord|agreement|instrument|ban|text)\b|\bit\b", re.IGNORECASE
)
_DENIED = {"party": "not_party", "signatory": "not_signatory", "member": "not_party", "withdrawn": "party"}
_AFFIRMED = {"not_party": "party", "not_signatory": "signatory"}
_LIKEWISE = re.compile(
    r",? (?:and so|and neither|nor|neither|as) (?:do|does|did|is|are|was|were|has|have) ", re.IGNORECASE
)
_MEMBER = re.compile(r"^[ -]?(?:member|ally|allies)\b(?: states?| countr(?:y|ies))?", re.IGNORECASE)
_SET_BESIDE = re.compile(r", (?:(?:the|an?|once|long|then|itself) ){0,3}", re.IGNORECASE)
_OWNS = re.compile(r"['\u2019]s? [^,;]*,")
_WHICH_BEHIND = re.compile(r", (?:which|who)\b$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Status:
    status: str
    denied: bool
    act: str | None
    start: int
    end: int
    # False of what was only wished for or supposed
    done: bool = True
    # where a clause begins that leaves its verb out
    short_from: int = -1


def treaty_statuses(sentence: Sentence, before: Context) -> Iterator[TreatyClaim]:
    """Give the treaty claims of one sentence."""
    treaties = [t for i in sentence.indexes("Y") if isinstance(t := sentence.tokens[i].item, TreatyMention)]
    if not treaties and not before.treaty:
        return
    words = list(_statuses(sentence))
    found_here = [each for each in words if each.done]
    # without a treaty in the sentence only words that fit nothing else carry on from the one before
    telling = any(found.act in _UNMISTAKABLE for found in found_here)
    if not treaties and not (telling or _BACK.search(sentence.piece) or of_two(sentence.piece)):
        return
    treaty_id = treaties[0].treaty_id if treaties else before.treaty
    seen: set[tuple[str, str, str | None]] = set()
    for found, named, state in _stated(sentence, words, treaty_id, before):
        claim = _claim(sentence, found, state, named, before)
        key = (claim.state or "", f"{claim.treaty_id} {claim.claimed_status}", claim.action)
        if key not in seen:
            seen.add(key)
            yield claim
    yield from _members(sentence)


def may_carry_on(words: str) -> bool:
    """Tell whether words without a treaty can speak of the one named before them."""
    return bool(_TELLING.search(words) or _BACK.search(words) or of_two(words))


_DATED = frozenset({"day", "month", "year", "since", "until"})
_UNMISTAKABLE = frozenset({"ratification", "accession", "succession"})
_TELLING = re.compile(r"ratif|acced|accession|succession|succeeded", re.IGNORECASE)
_Stated = tuple[_Status, str | None, int | None]


def _stated(sentence: Sentence, words: list[_Status], treaty_id: str | None, before: Context) -> Iterator[_Stated]:
    """Give each status with its treaty and state, "are not" after a semicolon included."""
    found = [status for status in words if status.done]
    for status in found:
        left_out = _but_not(sentence, status)
        states = [state for state in _states(sentence, status, before) if state not in left_out]
        two = two_named(sentence, (status.start, status.end), before.treaties)
        if two is not None:
            of_both = _with_two(status, two)
            yield from ((of_both, named, state) for named in two.treaties for state in states)
            continue
        back = points_back(sentence, status.end)
        for named in () if back else treaties_of(sentence, status.end):
            yield from ((status, named, state) for state in states)
        if back or not sentence.indexes("Y"):
            last = before.treaty if back else treaty_id
            carried = carried_on(sentence, status.end, last, before.treaties)
            yield from ((status, carried, state) for state in states if carried)
    for status in found:
        denied = _Status(_DENIED.get(status.status, status.status), True, None, status.start, status.end)
        yield from ((denied, treaty_id, left) for left in _but_not(sentence, status))
    for short in short_clauses(sentence):
        meant = max((each for each in words if each.end <= short.start), key=lambda each: each.start, default=None)
        if meant is None:
            continue
        status = _Status(*_turned(meant, denied=short.denied), short.start, short.end, short_from=short.begins)
        for state in short.states or _states(sentence, meant, before):
            yield from ((status, named, state) for named in treaties_of(sentence, meant.end) or (treaty_id,))


def _with_two(status: _Status, two: Two) -> _Status:
    """Give a standing towards "both" or "neither": that one is denied."""
    if not two.denied or status.denied:
        return replace(status, end=two.end)
    return replace(status, status=_DENIED.get(status.status, status.status), denied=True, end=two.end)


def _turned(meant: _Status, *, denied: bool) -> tuple[str, bool, str | None]:
    """Give what "did so" or "have not" says in the place of a verb that stands before it."""
    done = "withdrawn" if meant.act == "withdrawal" else _AFFIRMED.get(meant.status, meant.status)
    if denied:
        return _DENIED.get(done, done), True, None
    return done, False, meant.act


def _but_not(sentence: Sentence, found: _Status) -> list[int]:
    """Find the states of "More than 100 states have ratified ..., but not Armenia"."""
    match = re.compile(r"\bbut not (?:by )?(?=[A-Z])").search(sentence.text, found.end, sentence.span.end)
    following = [i for i in sentence.indexes("S") if match and sentence.tokens[i].start == match.end()]
    return next((g for g in groups(sentence) if following and following[0] in g), following)


def _statuses(sentence: Sentence) -> Iterator[_Status]:
    """Find the words that state a status, and whether they are denied."""
    taken: list[tuple[int, int]] = [(sentence.tokens[i].start, sentence.tokens[i].end) for i in sentence.indexes("Y")]
    for yes, no, act, pattern in STATUSES:
        for match in pattern.finditer(sentence.text, sentence.span.start, sentence.span.end):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            taken.append((match.start(), match.end()))
            denied = _denied(sentence, match.start())
            if match.group().startswith("member") and of_something_else(sentence, match.end()):
                continue
            status, denying = no if denied else yes, denied or yes.startswith("not")
            done = not _undone(sentence, match, act, denied=denied)
            yield _Status(status, denying, act, match.start(), match.end(), done=done)


def _undone(sentence: Sentence, match: re.Match[str], act: str | None, *, denied: bool) -> bool:
    """Tell what was only wished for or supposed: urged to join, plans to ratify, would have signed."""
    lead = sentence.text[clause_start(sentence, match.start()) : match.start()]
    if denied or not act:
        return supposed(lead)
    if not sentence.indexes("S") and unowned(lead, match.group()):
        return True
    return lead.endswith(" to ") or undone(lead, match.group())


def _denied(sentence: Sentence, at: int) -> bool:
    """Count the negations between the clause's start and the status: "has yet to ratify" denies, two cancel out."""
    # what an aside denies is denied there: "which has not joined the one, is not a party to the other"
    lead = without_asides(sentence, clause_start(sentence, at), at)
    if _ALL_DENIED.search(lead):
        return True
    # "is not a party to the one, and has not signed the other": each verb has its own
    own = lead[max((match.end() for match in (*ANY_STATUS.finditer(lead), *_AND_HAS.finditer(lead))), default=0) :]
    return len(_NEGATIONS.findall((own if _NEGATIONS.search(own) else lead)[-60:])) % 2 == 1


def _states(sentence: Sentence, found: _Status, before: Context) -> list[int | None]:
    """Find whose status it is: token indexes, or None for the state a pronoun stands for."""
    states = sentence.indexes("S")
    together = groups(sentence)
    acted = sentence.text[found.start : found.end].lower()
    if found.act and not acted.endswith("bound") and _PASSIVE.match(sentence.text[found.end : found.end + 40]):
        following = [i for i in states if sentence.tokens[i].start > found.end]
        return list(next((g for g in together if following and following[0] in g), following[:1]))
    clauses = clauses_of(sentence)
    preceding = [
        i
        for i in states
        if sentence.tokens[i].end <= found.start
        and _is_subject(sentence, i)
        and clauses.aside(sentence.tokens[i].start)[1] > found.start
    ]
    lead = sentence.text[sentence.span.start : found.start]
    begin = clause_start(sentence, found.start)
    in_clause = [i for i in preceding if sentence.tokens[i].start >= begin]
    # "Neither China nor India signed; Japan ratified": a clause with a state of its own is not swept along
    sweeping = _ALL_DENIED.search(sentence.text, begin if in_clause else sentence.span.start, found.start)
    reached = [i for i in preceding if sweeping and sentence.tokens[i].start > sweeping.start()]
    if reached:
        return list(reached)
    nearest = sentence.tokens[in_clause[-1]].end if in_clause else begin
    words = without_asides(sentence, nearest, found.start)
    if of_many(words) or (of_them(words) and not preceding):
        return []
    for candidates in (in_clause, _before_which(sentence, begin), preceding):
        if candidates:
            named = next((g for g in together if candidates[-1] in g), candidates[-1:])
            return [*joined(sentence, named, candidates[-1]), *_likewise(sentence, found)]
    if before.states and not states:
        return [] if len(before.states) > 1 and _GOVERNMENT.search(lead) else [None]
    rest = [i for i in states if sentence.tokens[i].start > found.end]
    return list(next((g for g in together if rest and rest[0] in g), rest[:1]))


# after several states "the government" is of none for certain
_GOVERNMENT = re.compile(
    r"\bthe (?:[a-z-]+ )?(?:government|country|state|regime|kingdom|republic|parliament|junta|authorities)\b",
    re.IGNORECASE,
)


def _before_which(sentence: Sentence, start: int) -> list[int]:
    """Give the state that a relative clause begins behind: "sold arms to Azerbaijan, which has not joined"."""
    if not _WHICH_BEHIND.search(sentence.text, sentence.span.start, start):
        return []
    return [i for i in sentence.indexes("S") if _WHICH_BEHIND.match(sentence.text, sentence.tokens[i].end, start)]


def _likewise(sentence: Sentence, found: _Status) -> list[int]:
    """Add the states of "..., and so does Russia" and "..., nor has Iran"."""
    match = _LIKEWISE.search(sentence.text, found.end, sentence.span.end)
    # "ratified the one; it has stayed outside the other, as has Peru": that is said of the other
    if not match or ANY_STATUS.search(sentence.text, found.end, match.start()):
        return []
    following = [i for i in sentence.indexes("S") if sentence.tokens[i].start >= match.end()]
    return next((g for g in groups(sentence) if following and following[0] in g), following[:1])


def _is_subject(sentence: Sentence, index: int) -> bool:
    """Leave out a state that only describes something else ("the Israeli convention on ...", "from Israel")."""
    before = sentence.part(max(0, index - 1), index)
    start, end = sentence.tokens[index].start, sentence.tokens[index].end
    if before in {"FROM", "TO", "in", "at", "near"} or excepted(sentence.text[max(0, start - 30) : start]):
        return False
    earlier = [i for i in sentence.indexes("S") if i < index]
    # "Britain, the Saudis' supplier, ratified it"
    gap = sentence.text[sentence.tokens[earlier[-1]].end : start] if earlier else ""
    return not (_SET_BESIDE.fullmatch(gap) and _OWNS.match(sentence.text, end, sentence.span.end))


# a standing that begins a clause of its own: "acceded to one in 2011, but it is not a party to the other"
_OWNCLAUSE = re.compile(r"; |, but (?=it\b|they\b)|, and (?=it\b|they\b)| but (?=has\b|have\b|had\b)")


def _claim(
    sentence: Sentence, found: _Status, state: int | None, treaty_id: str | None, before: Context
) -> TreatyClaim:
    named = [i for i in sentence.indexes("Y") if treaty_at(sentence, i) == treaty_id] or sentence.indexes("Y")
    date = _date(sentence, found, sentence.tokens[named[0]].end if named else found.end)
    if found.denied and found.act and date is not None and date.kind == "until":
        found, date = _at_last(found, date)
    involved = [*([state] if state is not None else []), *named[:1]]
    start, end = span_of(sentence, involved, None, None) if involved else (found.start, found.end)
    start, end = min(start, found.start), max(end, found.end, date.end if date else 0)
    first = _ALL_DENIED.search(sentence.text, sentence.span.start, start)
    start = first.start() if first and found.denied else start
    stops = [match.end() for match in _OWNCLAUSE.finditer(sentence.text, start, found.start + 4)]
    start = min(max([start, *stops[-1:], found.short_from]), found.start)
    treaty = sentence.tokens[named[0]] if named else None
    action, acted, as_of = _dated(found, date)
    return TreatyClaim(
        start=start,
        end=end,
        text=sentence.text[start:end],
        state=sentence.code(state) if state is not None else before.states[0],
        treaty=sentence.text[treaty.start : treaty.end] if treaty else None,
        treaty_id=treaty_id,
        claimed_status=found.status,
        polarity="negative" if found.denied else "positive",
        action=action,
        date=acted,
        as_of=as_of,
        sentence=(sentence.span.start, sentence.span.end),
    )


def _date(sentence: Sentence, found: _Status, named: int) -> Period | None:
    """Find the date of an act: the next one behind its words, else the one that opens the sentence."""
    dated = [p for p in sentence.periods if p.when is not None and p.kind in _DATED]
    breaks = (pattern.search(sentence.text, found.end, sentence.span.end) for pattern in (CLAUSE, _AND_DID))
    limit = min((each.start() for each in breaks if each), default=sentence.span.end)
    after = [p for p in dated if found.end <= p.start < limit]
    if found.short_from >= 0:
        # "Poland has not, Denmark followed in 2010"
        others = [sentence.tokens[i].start for i in sentence.indexes("S")]
        return next((p for p in after if not any(found.end <= each < p.start for each in others)), None)
    if after:
        return next((p for p in after if p.start >= named), after[0])
    opening = next((p for p in dated if p.end <= found.start and p.start - sentence.span.start < 25), None)
    own = ANY_STATUS.search(sentence.text, found.end, limit)
    if opening is None or _LATER.search(sentence.text, found.end, own.start() if own else limit):
        return None
    # "signed it in 1997 and ratified": that year is of the first verb
    taken = ANY_STATUS.search(sentence.text, sentence.span.start, opening.start)
    return None if taken or _SAID.search(sentence.text, sentence.span.start, opening.start) else opening


# "is not bound by it and transferred munitions in 2023": the year is of the second verb
_AND_DID = re.compile(
    r",? and (?:then |later |since |also )?(?!(?:ratified|signed|acceded|joined|approved|accepted|adhered)\b)(?:[a-z]{3,}ed|sold|sent|bought|gave|took|made|fought)\b"
)
_LATER = re.compile(
    r"\b(?:(?:years?|months?|weeks?|days?|decades?) (?:later|after|afterwards|before|earlier)|later|(?:soon|shortly) (?:after|before)\w*|the (?:next|following) (?:year|month|day))\b",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"\b(?:said|says|told|announced|declared|stated|promised|pledged|claimed|vowed|warned|argued)\b", re.IGNORECASE
)


def _at_last(found: _Status, until: Period) -> tuple[_Status, Period]:
    """Read "did not ratify until 2018" as done in that year."""
    status, denied, act = _turned(found, denied=False)
    latest = until.when.latest if until.when else None
    when = When.years_of(latest.year, latest.year) if latest else None
    return replace(found, status=status, denied=denied, act=act), replace(until, when=when, kind="year")


def _dated(found: _Status, date: Period | None) -> tuple[str | None, When | None, When | None]:
    """Give the act, its date, and the day a standing is stated for: "ratified in 2009", "was still a signatory in 2013"."""
    if found.denied or date is None:
        return (None if found.denied else found.act), None, date.when if date else None
    if date.kind == "since":
        return "since", _first_year(date.when), None
    return (found.act, date.when, None) if found.act else (None, None, date.when)


def _first_year(when: When | None) -> When | None:
    """Give the year that "since 2009" names."""
    return When.years_of(when.earliest.year, when.earliest.year) if when is not None and when.earliest else None


def _members(sentence: Sentence) -> Iterator[TreatyClaim]:
    """Read "NATO member state Turkey" and "Turkey, a NATO member"."""
    for index in sentence.indexes("Y"):
        token = sentence.tokens[index]
        match = _MEMBER.match(sentence.text[token.end : sentence.span.end])
        states = [i for i in sentence.indexes("S") if abs(sentence.tokens[i].start - token.start) < 45]
        if match and states and isinstance(token.item, TreatyMention):
            nearest = min(states, key=lambda i: abs(sentence.tokens[i].start - token.end))
            start, end = span_of(sentence, [index, nearest], None, None)
            yield TreatyClaim(
                start=start,
                end=max(end, token.end + match.end()),
                text=sentence.text[start : max(end, token.end + match.end())],
                state=sentence.code(nearest),
                treaty=token.item.printed,
                treaty_id=token.item.treaty_id,
                claimed_status="member",
                polarity="positive",
                sentence=(sentence.span.start, sentence.span.end),
            )
