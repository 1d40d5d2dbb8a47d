"""Finding flights: cargo flights noted, transports that arrived, sorties flown, over what and from where."""

import re
from dataclasses import replace

from armstrace.gazetteer.mentions import find_states
from armstrace.reading.article import Article, Sentence
from armstrace.reading.dates import date_in
from armstrace.reading.flights.counts import ORDINALS, count_in
from armstrace.reading.flights.places import (
    AIRLINE,
    bare_name,
    destination_in,
    operated_by,
    operator_in_from,
    origin_in,
)
from armstrace.reading.flights.reach import runner_of, stretched
from armstrace.reading.flights.since import since_fighting_began
from armstrace.reading.frames.find import frame_at
from armstrace.reading.frames.frame import Frame
from armstrace.reading.hedges import hedge_of
from armstrace.reading.parties import actor_name
from armstrace.reading.text.keyed import Keyed
from armstrace.reading.text.view import Span, view
from armstrace.records.claims import FlightClaim

_CRAFT = (
    r"(?:(?:transport|cargo|military|passenger|fighter|freight|civilian|charter|heavy[- ]lift|airlift|supply|combat|attack|chartered|transporter) )*"
    r"(?:aircraft|air ?planes?|planes?|helicopters?|jets?|freighters?|airlifters?|heavy ?lifters?|airliners?|transporters?|bombers?|warplanes?|"
    r"(?:Boeing|Airbus|Ilyushin|Antonov|Il|An|C|Mi|Tu|Su|MiG|Yak|Ka|UH|CH)[- ]?\d{1,3}\w*(?:s|\b)|A400Ms?|Hercules|Antonovs?|Ilyushins?|(?:F|A|B)-\d{2}[A-Z]?s?\b|drones?(?= (?:was|were|has|have|had) (?:been )?(?:ferried|flown)))"
)
_JOURNEYS = r"(?:(?:cargo|charter|supply|transport|military|passenger|civilian|airlift|relief|resupply|direct|commercial|freight|arms|night|weekly|daily|secret) )*(?:flights?|sorties?|airlifts?|overflights?|air bridges?)"
_MOVE = (
    r"(?:fl(?:ew|ies|y|ying|own(?! by\b))|land(?:ed|s|ing|ings)?|touch(?:ed|es|ing)? down|t(?:ake|akes|aking|ook|aken) off|depart(?:ed|s|ing|ures?)?|arriv(?:ed?|es|ing|als?)|"
    r"ferr(?:y|ied|ies|ying)|airlift(?:ed|s|ing)?|approach(?:ed|es|ing)?|divert(?:ed|s)?|left|turn(?:ed|s|ing) back|overfl(?:ew|ies|y|own|ying)|emergency landing|return(?:ed|s|ing)?|operat(?:ed?(?! by\b)|es|ing)|carr(?:y|ied|ies|ying)|shuttl(?:ed?|es|ing)|cross(?:ed|es|ing)?)"
)
_JOURNEY = re.compile(rf"\b{_JOURNEYS}\b", re.IGNORECASE)
_FLOWN = re.compile(r"\b(?:flew|flies|fly|flying|flown)\b", re.IGNORECASE)
_CRAFT_MOVES = re.compile(
    rf"\b{_CRAFT}\b[^.;:]{{0,120}}?\b{_MOVE}\b|\b{_MOVE}\b[^.;:]{{0,20}}?\b{_CRAFT}\b", re.IGNORECASE
)
_CRAFT_WORD = re.compile(rf"\b{_CRAFT}\b", re.IGNORECASE)
_HEAVY = re.compile(r"\b(?:heavy ?lifters?|airlifters?|freighters?)\b", re.IGNORECASE)
# "Third heavylifter from Ankara this week": no verb says that it flew
_ROUTE = re.compile(
    rf"\b{_CRAFT}\b(?: (?:of|by) [^,.;:]{{2,40}}?)? (?:from|to|bound for|en route to) (?=(?:the )?[A-Z])", re.IGNORECASE
)
# "Tu-154, callsign X, out of A, inbound B", "C-17 A-B-C", "two helicopters low over A"
_TRACKED = re.compile(
    rf"\b(?:[A-Z][\w-]+ ){{0,4}}{_CRAFT}\b(?:[^.;:]{{0,60}}?(?:\bout of|\binbound(?: to)?|\boutbound(?: to)?|\bex|\ben route(?: to)?|\bon (?:its|the) way to|\b(?:low|high|circling|loitering|hovering) over) (?=[A-Z])[^.;:]*"
    r"|(?: [A-Z0-9]{1,3}-[A-Z0-9]{2,6})? [A-Z][a-z]+(?: ?[-\u2013\u2192>] ?[A-Z][a-z]+){1,3}[^.;:]*)"
)
_LEGS = re.compile(r" (?P<legs>[A-Z][a-z]+(?: ?[-\u2013\u2192>] ?[A-Z][a-z]+){1,3})\b")
_IT_FLEW = re.compile(
    r"^(?:Update: |UPDATE: )?(?:[Ii]t|[Tt]he (?:plane|aircraft|jet|helicopter)) (?:then |later |has |had )*(?:turned back|diverted|landed|returned|took off|flew|continued|touched down|departed)\b[^.;]*"
)
_IT_WAS = re.compile(r"\b(?:it|this|that) (?:was|is) (?:the|its|their) [\w-]+ (?:such )?$", re.IGNORECASE)
_FLEET = re.compile(
    r"(?:\b(?:\d{1,3}|an?|the|two|three|four|five|six|seven|eight|nine|ten) )(?P<name>[A-Z][\w&-]+(?: [A-Z][\w&-]+)+) $",
    re.IGNORECASE,
)
_THEN = re.compile(rf",? and (?:then |later |also )?{_MOVE}\b[^.;:]*", re.IGNORECASE)
_MOVED = re.compile(rf"^[^.;:]{{0,120}}?\b{_MOVE}\b", re.IGNORECASE)
_SUCH = re.compile(
    r"\b(?:such|another|similar|the same|this|that|the) (?:\w+ )?(?:flights?|sort(?:y|ies)|journeys?|trips?|route|landing)\b|\bit was the \w+ (?:such )?(?:flight|landing)",
    re.IGNORECASE,
)
_LISTED = re.compile(
    r"\b(?:operators?|airlines?|carriers?|companies|company|firms?)(?:,| named| called|:)? (?P<names>(?:the )?[A-Z][\w&.-]*(?: [A-Z][\w&.-]*)*(?:, (?:the )?[A-Z][\w&.-]*(?: [A-Z][\w&.-]*)*)*(?:,? and (?:the )?[A-Z][\w&.-]*(?: [A-Z][\w&.-]*)*)?)"
)
_WAS_IN = re.compile(r"^(?:It |He |She )?[Ww]as (?:in|at) (?P<where>[A-Z][\w-]+(?: [A-Z][\w-]+)*)")
_NO_FLIGHT = re.compile(
    r"\b(?:no[- ]fly|take flight|took flight|flight (?:trackers?|watchers?|tracking|data|recorders?|attendants?|radar|deck|paths?|school|safety)|flying (?:colou?rs|a flag|the flag)|"
    r"flag|fight or flight|flights of (?:stairs|fancy)|bullets|sparks|flags?)\b",
    re.IGNORECASE,
)
_ANY = Keyed(
    re.compile(
        r"\b(?:flights?|sorties?|airlift|air bridge|overflight|fl(?:ew|ies|y|ying|own)|aircraft|planes?|helicopters?|jets?|freighter|heavy ?lifter|airlifter|landed|landing|touched down|ferried|overfl(?:ew|own|y|ies)|call ?sign|(?:Il|An|Mi|Tu|C|Yak)-\d|A400M|Hercules|Ilyushin|Antonov|Boeing)",
        re.IGNORECASE,
    )
)
_KINDS = (
    (
        "cargo",
        re.compile(
            r"\bcargo|freight|heavy ?lift|airlift|transporters?\b|Il-76|An-124|An-12\b|747F|resupply|supply flight",
            re.IGNORECASE,
        ),
    ),
    ("passenger", re.compile(r"\bpassenger|airliner|commercial|civilian (?:plane|flight|aircraft)", re.IGNORECASE)),
    (
        "military",
        re.compile(
            r"\bmilitary|air force|sorties?|fighter|bomb|combat|attack|warplane|jets?\b|helicopter|mission|C-130|C-17|MiG|Su-\d|Sukhoi",
            re.IGNORECASE,
        ),
    ),
)
_SENT = re.compile(
    r"\b(?:deliver|suppl|sen[dt]|transfer|s[eo]ld?\b|sale|provid|export|donat|gave|giv|ship)\w*[^.;]{0,60}$",
    re.IGNORECASE,
)
_OF = re.compile(r"^(?:'s)? (?:of|by) (?:the )?(?:[a-z]+ ){0,3}(?P<name>[A-Z][\w&.-]*(?: [A-Z][\w&.-]*)*)")
_ARTICLE = re.compile(r"^(?:the|an?|its|their) ", re.IGNORECASE)


def find_flights(article: Article) -> list[FlightClaim]:
    """Find the flights that a text tells of, in order; a sentence after one may go on about the same aircraft."""
    found: list[FlightClaim] = []
    for number, sentence in enumerate(article.sentences):
        ends = {_ends(each) for each in article.sentences[max(0, number - 2) : number]}
        before = [claim for claim in found[-8:] if claim.sentence in ends]
        if _ANY.search(article.seen, sentence.span.start, sentence.span.end):
            here = _in_sentence(article, sentence)
            found += [_same_route(claim, before[-1]) for claim in here] if before else here
        elif before and (more := _goes_on(article, sentence, before[-1])):
            found.append(more)
    return _since_when(article, found)


def _since_when(article: Article, found: list[FlightClaim]) -> list[FlightClaim]:
    """Date "since the war began" by the day on which the text says that it did."""
    undated = [claim for claim in found if claim.period is None and claim.sentence]
    whens = since_fighting_began(article, [Span(*claim.sentence) for claim in undated if claim.sentence])
    dated = {id(claim): when for claim, when in zip(undated, whens, strict=True) if when is not None}
    return [replace(claim, period=dated.get(id(claim), claim.period)) for claim in found]


def _ends(sentence: Sentence) -> tuple[int, int]:
    return sentence.span.start, sentence.span.end


def _in_sentence(article: Article, sentence: Sentence) -> list[FlightClaim]:
    kept: list[FlightClaim] = []
    for pattern in (_JOURNEY, _TRACKED, _CRAFT_MOVES, _ROUTE, _FLOWN, _HEAVY):
        for match in pattern.finditer(article.seen, sentence.span.start, sentence.span.end):
            near = Span(max(match.start() - 12, sentence.span.start), min(match.end() + 14, sentence.span.end))
            sent = pattern is _ROUTE and _SENT.search(article.seen, sentence.span.start, match.start())
            if sent or _NO_FLIGHT.search(article.seen, near.start, near.end):
                continue
            claim = _claim(article, sentence, match, pattern is _JOURNEY)
            if claim and not any(claim.start < other.end and other.start < claim.end for other in kept):
                kept += _by_operator(claim)
    return sorted(kept, key=lambda claim: claim.start)


def _by_operator(claim: FlightClaim) -> list[FlightClaim]:
    """Make one claim for each operator of a list: "flights of two operators, A and B"."""
    listed = _LISTED.search(view(claim.text))
    if not listed:
        return [claim]
    names = re.split(r",? and |, ", listed["names"])
    return [replace(claim, operator=_ARTICLE.sub("", name)) for name in names]


def _same_route(claim: FlightClaim, before: FlightClaim) -> FlightClaim:
    """Let "the ninth such flight" have the operator, route and kind of the flight told just before."""
    if not _SUCH.search(claim.text):
        return claim
    return replace(
        claim,
        operator=claim.operator or before.operator,
        origin=claim.origin or before.origin,
        destination=claim.destination or before.destination,
        flight_type=claim.flight_type or before.flight_type,
    )


def _claim(article: Article, sentence: Sentence, match: re.Match[str], journey: bool) -> FlightClaim | None:
    offset = match.start()
    if not journey:
        moves = list(re.finditer(rf"\b{_MOVE}\b", match.group(), re.IGNORECASE))
        offset += moves[-1].start() if moves else 0
    frame = frame_at(article, offset)
    if frame is None:
        return None
    if match.re is _TRACKED:
        return _made(article, sentence, match, frame, Span(match.start(), len(article.seen[: match.end()].rstrip())))
    span = Span(min(frame.span.start, match.start()), max(frame.span.end, match.end()))
    span = _noun_phrase(article, sentence, match, span) if journey else _with_landing(article, sentence, span)
    if journey or match.re is _ROUTE:
        span = stretched(article, Span(sentence.span.start, sentence.span.end), match, span)
    return _made(article, sentence, match, frame, span)


def _made(article: Article, sentence: Sentence, match: re.Match[str], frame: Frame, span: Span) -> FlightClaim | None:
    words = article.seen[span.start : span.end]
    operator = _operator(article, frame, span)
    origin, destination = origin_in(article, span), destination_in(article, span)
    route = _LEGS.search(words) if match.re is _TRACKED else None
    if route:
        legs = re.split(r" ?[-\u2013\u2192>] ?", route["legs"])
        origin, destination = legs[0], legs[-1]
    if origin and operator and origin in operator:
        origin = None
    kind = next((name for name, pattern in _KINDS if pattern.search(words)), None)
    value, low, comparator = count_in(article, span, match, _CRAFT_WORD.search(match.group()), frame.negated)
    if not (origin or destination or value or kind):
        return None
    return FlightClaim(
        start=span.start,
        end=span.end,
        text=article.words(span),
        operator=operator,
        origin=origin,
        destination=destination,
        flight_type=kind,
        value=value,
        min=low,
        comparator=comparator,
        period=date_in(article, span),
        hedge=hedge_of(article, frame),
        sentence=_ends(sentence),
    )


def _noun_phrase(article: Article, sentence: Sentence, match: re.Match[str], span: Span) -> Span:
    """Stretch "cargo flights" over what it counts and where they land: "a surge in the number of ... at the base"."""
    start = span.start
    led = re.search(
        r"(?:an? |the )?(?:surge|increase|rise|spike|uptick|jump|growing number|number|series|dozens|wave)s? (?:in|of) (?:the number of )?$",
        article.seen[sentence.span.start : match.start()],
    )
    if led:
        start = min(start, sentence.span.start + led.start())
        stop = re.compile(r"[;:]|$").search(article.seen, match.end(), sentence.span.end)
        end = max(span.end, stop.start() if stop else span.end)
        return Span(start, len(article.seen[:end].rstrip(" .\"'")))
    was = _IT_WAS.search(article.seen[sentence.span.start : match.start()])
    if was:
        stop = re.compile(r"[;:,.]|$").search(article.seen, match.end(), sentence.span.end)
        return Span(sentence.span.start + was.start(), stop.start() if stop else match.end())
    moved = _MOVED.match(article.seen[match.end() : sentence.span.end])
    clause = frame_at(article, match.end() + moved.end() - 1) if moved else None
    if clause is not None and clause.span.start <= match.start():
        return Span(min(start, clause.span.start), max(span.end, clause.span.end))
    return span


def _with_landing(article: Article, sentence: Sentence, span: Span) -> Span:
    """Stretch "took off from A" over "and landed at B"."""
    then = _THEN.match(article.seen, span.end, sentence.span.end)
    return Span(span.start, len(article.seen[: then.end()].rstrip(" ,\"'"))) if then else span


def _named_operator(article: Article, span: Span) -> str | None:
    sender = operator_in_from(article, span)
    if sender:
        return sender
    airline = AIRLINE.search(article.seen, span.start, span.end)
    if airline and airline.group().strip() not in {"Cargo", "Airlines", "Air Force"}:
        return bare_name(airline.group())
    by = operated_by(article, span)
    return actor_name(article, by) if by else runner_of(article, span)


def _operator(article: Article, frame: Frame, span: Span) -> str | None:
    """Name who flew: an airline named, a phrase "from / by NAME", the subject that is no aircraft, a state beside it."""
    named = _named_operator(article, span)
    if named:
        return named
    words = article.seen[span.start : span.end]
    craft = _CRAFT_WORD.search(words)
    fleet = _FLEET.search(words[: craft.start()]) if craft else None
    if fleet and not find_states(fleet["name"]):
        return fleet["name"]
    owned = _OF.match(words[craft.end() :]) if craft else None
    if owned:
        return owned["name"]
    states = [m for m in find_states(words) if m.kind in {"adjective", "demonym"} or words[m.end :].startswith("'")]
    if states and craft and states[0].start < craft.start() and craft.start() - states[0].end < 30:
        following = words[states[0].start : craft.start()].strip()
        return following.split(" ")[0] if len(following.split()) == 1 else " ".join(following.split()[:2])
    if frame.subject is not None and not _CRAFT_WORD.search(article.words(frame.subject)):
        subject = actor_name(article, frame.subject)
        return subject if subject and subject.lower() not in _NO_OPERATOR else None
    return None


_NO_OPERATOR = {
    "it",
    "they",
    "he",
    "she",
    "which",
    "that",
    "who",
    "these",
    "those",
    "we",
    *ORDINALS,
    "fewer",
    "more",
    "no",
    "none",
    "several",
    "many",
}


def _goes_on(article: Article, sentence: Sentence, before: FlightClaim) -> FlightClaim | None:
    """Read "Was in Israel yesterday" after an aircraft: the same aircraft, somewhere else."""
    start, end = _ends(sentence)
    flew = _IT_FLEW.match(article.seen[start:end])
    if flew:
        span = Span(start, len(article.seen[: start + flew.end()].rstrip(" .!\"'")))
        return replace(
            before,
            start=span.start,
            end=span.end,
            text=article.words(span),
            origin=origin_in(article, span) or before.destination,
            destination=destination_in(article, span),
            value=None,
            min=None,
            comparator=None,
            period=date_in(article, span) or before.period,
            sentence=_ends(sentence),
        )
    match = _WAS_IN.match(article.seen[start:end])
    if not match:
        return None
    end = len(article.seen[:end].rstrip(" .!\"'"))
    return FlightClaim(
        start=start,
        end=end,
        text=article.text[start:end],
        operator=before.operator,
        destination=match["where"],
        flight_type=before.flight_type,
        value=1.0,
        comparator=">=",
        period=date_in(article, Span(start, end)),
        sentence=_ends(sentence),
    )
