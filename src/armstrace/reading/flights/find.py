"""Finding flights: cargo flights noted, transports that arrived, sorties flown, over what and from where."""

import re
from collections.abc import Iterator

from armstrace.gazetteer.mentions import find_states
from armstrace.reading.article import Article, Sentence
from armstrace.reading.dates import date_in
from armstrace.reading.figures.numbers import Number, find_numbers
from armstrace.reading.frames.find import frame_at
from armstrace.reading.frames.frame import Frame
from armstrace.reading.hedges import hedge_of
from armstrace.reading.parties import actor_name
from armstrace.reading.text.view import Span
from armstrace.records.claims import FlightClaim

_CRAFT = (
    r"(?:(?:transport|cargo|military|passenger|fighter|freight|civilian|charter|heavy[- ]lift|airlift|supply|combat|attack|chartered|transporter) )*"
    r"(?:aircraft|air ?planes?|planes?|helicopters?|jets?|freighters?|airlifters?|heavy ?lifters?|airliners?|transporters?|bombers?|warplanes?|"
    r"(?:Boeing|Airbus|Ilyushin|Antonov|Il|An|C|Mi|Tu|Su|MiG)[- ]?\d{2,3}\w*(?:s|\b))"
)
_JOURNEYS = r"(?:(?:cargo|charter|supply|transport|military|passenger|civilian|airlift|relief|resupply|direct|commercial|freight|arms|night|weekly|daily|secret) )*(?:flights?|sorties?|airlifts?|overflights?|air bridges?)"
_MOVE = (
    r"(?:fl(?:ew|ies|y|ying|own)|land(?:ed|s|ing|ings)?|touch(?:ed|es|ing)? down|t(?:ake|akes|aking|ook|aken) off|depart(?:ed|s|ing|ures?)?|arriv(?:ed?|es|ing|als?)|"
    r"ferr(?:y|ied|ies|ying)|airlift(?:ed|s|ing)?|approach(?:ed|es|ing)?|divert(?:ed|s)?|left|return(?:ed|s|ing)?|operat(?:ed?|es|ing)|carr(?:y|ied|ies|ying)|shuttl(?:ed?|es|ing)|cross(?:ed|es|ing)?)"
)
_JOURNEY = re.compile(rf"\b{_JOURNEYS}\b", re.IGNORECASE)
_FLOWN = re.compile(r"\b(?:flew|flies|fly|flying|flown)\b", re.IGNORECASE)
_CRAFT_MOVES = re.compile(
    rf"\b{_CRAFT}\b[^.;:]{{0,120}}?\b{_MOVE}\b|\b{_MOVE}\b[^.;:]{{0,20}}?\b{_CRAFT}\b", re.IGNORECASE
)
_CRAFT_WORD = re.compile(rf"\b{_CRAFT}\b", re.IGNORECASE)
_HEAVY = re.compile(r"\b(?:heavy ?lifters?|airlifters?|freighters?)\b", re.IGNORECASE)
_WAS_IN = re.compile(r"^(?:It |He |She )?[Ww]as (?:in|at) (?P<where>[A-Z][\w-]+(?: [A-Z][\w-]+)*)")
_NO_FLIGHT = re.compile(
    r"\b(?:no[- ]fly|take flight|took flight|flight (?:trackers?|watchers?|tracking|data|recorders?|attendants?|radar|deck|paths?|school|safety)|flying (?:colou?rs|a flag|the flag)|"
    r"flag|fight or flight|flights of (?:stairs|fancy)|bullets|sparks)\b",
    re.IGNORECASE,
)
_ANY = re.compile(
    r"\b(?:flights?|sorties?|airlift|air bridge|overflight|fl(?:ew|ies|y|ying|own)|aircraft|planes?|helicopters?|jets?|freighter|heavy ?lifter|airlifter|landed|landing|Il-|Ilyushin|Antonov|Boeing)",
    re.IGNORECASE,
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
_RISE = re.compile(
    r"\b(?:surge|increase|rise|spike|uptick|jump|growing number|more and more|rising number)\b", re.IGNORECASE
)
_FALL = re.compile(r"\b(?:decrease|drop|fall|decline)\b (?:in|of)", re.IGNORECASE)
_ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}
_ORDINAL = re.compile(
    rf"\b({'|'.join(_ORDINALS)})\b(?= (?:\w+ ){{0,3}}(?:flight|plane|aircraft|heavy|freighter|jet|airlift|landing|sortie|cargo))",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"\b(?:from|out of|left|departed|leaving) (?P<where>(?:the |an? )?[^,.;]{2,70}?)(?= (?:to|into|and|on|in|at|via|carrying|this|last|that|which|for|before|after|landing|landed|with|bound|often)\b|[,.;]|$)"
)
_TO = re.compile(
    r"\b(?:to|into|in|at|over|towards?|for|approach(?:ed|ing)|reach(?:ed|ing)|targeting) (?P<where>(?:the |an? )?(?:[a-z-]+ ){0,3}[A-Z][\w'-]+(?: (?:[A-Z][\w'-]+|air ?base|airbase|airport|airfield|military airbase))*)"
)
_OPERATOR = re.compile(
    r"\b(?:from|by|of|operated by|belonging to|chartered by|run by) (?P<name>(?:the )?[A-Z][\w&.-]*(?: (?:[A-Z][\w&.-]*|of|the|and))*(?: (?:Air(?:lines?|ways)?|Aviation|Cargo|Air Force|Airlines))?)"
)
_AIRLINE = re.compile(
    r"\b(?:[A-Z][\w-]+ )*(?:[A-Z][\w-]*)? ?(?:Air ?lines?|Airways|Aviation|Air Cargo|Cargo|Air Force|Air Lines)\b"
)
_ARTICLE = re.compile(r"^(?:the|an?|its|their) ", re.IGNORECASE)


def find_flights(article: Article) -> list[FlightClaim]:
    """Find the flights that a text tells of, in order; a sentence after one may go on about the same aircraft."""
    found: list[FlightClaim] = []
    for number, sentence in enumerate(article.sentences):
        before = [c for c in found if number and c.sentence == _ends(article.sentences[number - 1])]
        if _ANY.search(article.seen, sentence.span.start, sentence.span.end):
            found += _in_sentence(article, sentence)
        elif before and (more := _goes_on(article, sentence, before[-1])):
            found.append(more)
    return found


def _ends(sentence: Sentence) -> tuple[int, int]:
    return sentence.span.start, sentence.span.end


def _in_sentence(article: Article, sentence: Sentence) -> list[FlightClaim]:
    kept: list[FlightClaim] = []
    for pattern in (_JOURNEY, _CRAFT_MOVES, _FLOWN, _HEAVY):
        for match in pattern.finditer(article.seen, sentence.span.start, sentence.span.end):
            near = Span(max(match.start() - 12, sentence.span.start), min(match.end() + 14, sentence.span.end))
            if _NO_FLIGHT.search(article.seen, near.start, near.end):
                continue
            claim = _claim(article, sentence, match, pattern is _JOURNEY)
            if claim and not any(claim.start < other.end and other.start < claim.end for other in kept):
                kept.append(claim)
    return sorted(kept, key=lambda claim: claim.start)


def _claim(article: Article, sentence: Sentence, match: re.Match[str], journey: bool) -> FlightClaim | None:
    offset = match.start()
    if not journey:
        moves = list(re.finditer(rf"\b{_MOVE}\b", match.group(), re.IGNORECASE))
        offset += moves[-1].start() if moves else 0
    frame = frame_at(article, offset)
    if frame is None:
        return None
    span = Span(min(frame.span.start, match.start()), max(frame.span.end, match.end()))
    span = _noun_phrase(article, sentence, match, span) if journey else span
    words = article.seen[span.start : span.end]
    operator = _operator(article, frame, span)
    origin, destination = _place(_FROM, article, span), _place(_TO, article, span)
    if origin and operator and origin in operator:
        origin = None
    kind = next((name for name, pattern in _KINDS if pattern.search(words)), None)
    value, low, comparator = _count(article, span, match)
    if not (operator or origin or destination or value or kind):
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
    return span


def _operator(article: Article, frame: Frame, span: Span) -> str | None:
    """Name who flew: an airline named, a phrase "from / by NAME", the subject that is no aircraft, a state beside it."""
    airline = _AIRLINE.search(article.seen, span.start, span.end)
    if airline and airline.group().strip() not in {"Cargo", "Airlines", "Air Force"}:
        return _ARTICLE.sub("", airline.group().strip())
    by = re.compile(r"\b(?:operated|flown|chartered|owned|run) by (?P<name>[^,.;]{3,60})").search(
        article.seen, span.start, span.end
    )
    if by:
        return actor_name(article, Span(by.start("name"), by.end("name")))
    words = article.seen[span.start : span.end]
    craft = _CRAFT_WORD.search(words)
    states = [m for m in find_states(words) if m.kind in {"adjective", "demonym"} or words[m.end :].startswith("'")]
    if states and craft and states[0].start < craft.start() and craft.start() - states[0].end < 30:
        following = words[states[0].start : craft.start()].strip()
        return following.split(" ")[0] if len(following.split()) == 1 else " ".join(following.split()[:2])
    if frame.subject is not None and not _CRAFT_WORD.search(article.words(frame.subject)):
        subject = actor_name(article, frame.subject)
        return subject if subject and subject.lower() not in _PRONOUNS else None
    return None


_PRONOUNS = {"it", "they", "he", "she", "which", "that", "who", "these", "those", "we"}


def _place(pattern: re.Pattern[str], article: Article, span: Span) -> str | None:
    for match in pattern.finditer(article.seen, span.start, span.end):
        where = _ARTICLE.sub("", match["where"].strip())
        if re.search(r"[A-Z]", where) and not _AIRLINE.search(where) and not re.match(r"[A-Z][a-z]+ \d|20\d\d", where):
            return article.text[match.start("where") + len(match["where"]) - len(where) : match.end("where")]
    return None


def _count(article: Article, span: Span, match: re.Match[str]) -> tuple[float | None, float | None, str | None]:
    words = article.seen[span.start : span.end]
    ordinal = _ORDINAL.search(words)
    if ordinal:
        return float(_ORDINALS[ordinal[1].lower()]), None, "ordinal"
    if _RISE.search(words):
        return None, None, "increase"
    if _FALL.search(words):
        return None, None, "decrease"
    number = next(_counted(article, span, match), None)
    return (number.value, number.low, number.comparator) if number else (None, None, None)


def _counted(article: Article, span: Span, match: re.Match[str]) -> Iterator[Number]:
    """Give the number that stands right before the aircraft or flights."""
    craft = _CRAFT_WORD.search(article.seen, match.start(), span.end) or _JOURNEY.search(
        article.seen, match.start(), span.end
    )
    if craft is None:
        return
    for number in find_numbers(article.seen, Span(span.start, craft.end()), []):
        if number.kind == "plain" and 0 <= craft.start() - number.end <= 25:
            yield number


def _goes_on(article: Article, sentence: Sentence, before: FlightClaim) -> FlightClaim | None:
    """Read "Was in Israel yesterday" after an aircraft: the same aircraft, somewhere else."""
    match = _WAS_IN.match(article.seen[sentence.span.start : sentence.span.end])
    if not match:
        return None
    start, end = _ends(sentence)
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
