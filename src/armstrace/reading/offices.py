"""Persons called the holder of an office: "Turkish President Recep Tayyip Erdoğan", "Nikol Pashinyan, the prime minister of Armenia".

Without a parse: a title, the state beside it, the name beside both. Deputies, vice presidents and presidents-elect hold
other offices and are passed over, and so are titles whose state or person is not told.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from armstrace.gazetteer.mentions import Mention
from armstrace.gazetteer.offices import holders, terms, titles
from armstrace.reading.article import Article, Sentence
from armstrace.reading.temporal import temporal_of
from armstrace.reading.text.keyed import Keyed
from armstrace.reading.times.mention import TimeMention
from armstrace.records.claims import OfficeClaim
from armstrace.records.values import When

_TITLE = Keyed(
    re.compile(
        rf"(?<!\w)(?:{'|'.join(sorted(titles(), key=lambda title: (-len(title), title)))})(?![\w-])", re.IGNORECASE
    )
)
_WORD_BEFORE = re.compile(r"([^\W_][\w'.-]{0,30})(?: |(?<=[A-Za-z])-)$")
_TENSES = {
    "former": "former", "ex": "former", "previous": "former", "late": "former", "ousted": "former", "deposed": "former",
    "then": "then",
}  # fmt: skip
_PASSED = frozenset(
    {"current", "incumbent", "new", "outgoing", "sitting", "longtime", "long-time", "the", "its", "our"}
)
_OTHER_OFFICES = frozenset({"vice", "deputy", "assistant", "shadow", "acting", "interim", "regional", "honorary"})
_NAME_WORD = re.compile(r"[^\W\d_][\w'-]{0,40}\.?|[^\W\d_]\.")
_PARTICLES = frozenset(
    ["bin", "ibn", "al", "el", "von", "van", "de", "der", "dos", "da", "di", "du", "la", "le", "ter"]
)
_NO_NAMES = frozenset(
    [
        "the", "a", "an", "in", "on", "at", "he", "she", "it", "his", "her", "and", "but", "who", "mr", "mrs", "ms", "dr",
        "i", "we", "they", "this", "that", "said", "office", "party", "day", "prize", "palace", "monday", "tuesday",
        "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april", "june", "july",
        "august", "september", "october", "november", "december",
    ]
)  # fmt: skip
_POSSESSOR = re.compile(r"(?<!\w)([^\W\d_][\w-]{2,40})'s(?!\w)")
_IN_OFFICE = re.compile(
    r"'s? (?:[\w-]{1,20} )?(?:time in office|time in power|years in (?:office|power)|tenure|term|terms|rule|premiership|presidency|reign|mandate)\b"
)
_MOST_WORDS = 5


@dataclass(frozen=True)
class _Text:
    """An article with its states and times, found once."""

    article: Article
    states: Sequence[Mention]

    @cached_property
    def ending(self) -> Mapping[int, Mention]:
        return {mention.end: mention for mention in self.states}

    @cached_property
    def starting(self) -> Mapping[int, Mention]:
        return {mention.start: mention for mention in self.states}

    @cached_property
    def times(self) -> Sequence[TimeMention]:
        return temporal_of(self.article)


@dataclass(frozen=True, slots=True)
class _Title:
    """A title with the state and the marks of time that stand beside it; `start` to `end` covers all of them."""

    start: int
    end: int
    office: str
    words: str
    state: str = ""
    tense: str | None = None


def find_offices(article: Article) -> list[OfficeClaim]:
    """Find who is called the holder of which office, in the order of the text."""
    if not _TITLE.search(article.seen):
        return []
    text = _Text(article, article.states_seen)
    found: list[OfficeClaim] = []
    for sentence in article.sentences:
        for match in _TITLE.finditer(article.seen, sentence.span.start, sentence.span.end):
            title = _beside(text, match, sentence)
            claim = _named(text, title, sentence, found) if title else None
            if claim:
                found.append(claim)
    return found


def _beside(text: _Text, match: re.Match[str], sentence: Sentence) -> _Title | None:
    """Take in what stands before a title (its state, "former", "then") and "of STATE" behind it."""
    seen, start = text.article.seen, match.start()
    title = _Title(start, match.end(), titles()[match[0].lower()], match[0])
    for _ in range(4):
        if not title.state and (state := _state_before(text, title.start)):
            title = replace(title, start=state.start, state=state.code)
            continue
        before = _WORD_BEFORE.search(seen, max(sentence.span.start, title.start - 34), title.start)
        word = before[1].lower() if before else ""
        if word in _OTHER_OFFICES:
            return None
        if word not in _TENSES and word not in _PASSED:
            break
        title = replace(title, start=before.start(1) if before else start, tense=title.tense or _TENSES.get(word))
    return title if title.state else _of_state(text, title)


def _state_before(text: _Text, place: int) -> Mention | None:
    seen = text.article.seen
    for gap in (" ", "'s ", "' ", "-"):
        if seen.endswith(gap, 0, place) and (mention := text.ending.get(place - len(gap))):
            return mention
    return None


def _of_state(text: _Text, title: _Title) -> _Title | None:
    """Read "president of Azerbaijan"; a president of anything else is none of a state."""
    seen = text.article.seen
    for link in (" of the ", " of "):
        if seen.startswith(link, title.end):
            mention = text.starting.get(title.end + len(link))
            return replace(title, end=mention.end, state=mention.code) if mention else None
    return title


def _named(text: _Text, title: _Title, sentence: Sentence, before: Sequence[OfficeClaim]) -> OfficeClaim | None:
    """Find the person: behind the title, before it set off by a comma, or by whose time in office it is."""
    seen = text.article.seen
    names = [(span, *_known(seen[slice(*span)], title, before)) for span in _names_around(text, title, sentence)]
    # the longest name that is known; a stranger only right beside the title and where the state is told
    strangers = [
        (span, seen[slice(*span)], title.state)
        for span, _, _ in names
        if title.state and span[1] - span[0] > 2 and (span[1] < title.start or span[0] == title.end + 1)
    ]
    for (start, end), person, state in [*(each for each in names if each[1]), *strangers]:
        low, high = min(start, title.start), max(end, title.end)
        return OfficeClaim(
            start=low, end=high, text=seen[low:high], person=person, office=title.office, state=state,
            title=title.words, as_of=_as_of(text, sentence), tense=title.tense,
            sentence=(sentence.span.start, sentence.span.end),
        )  # fmt: skip
    return None


def _names_around(text: _Text, title: _Title, sentence: Sentence) -> Iterator[tuple[int, int]]:
    seen = text.article.seen
    if seen.startswith("'", title.end):
        if title.state and _IN_OFFICE.match(seen, title.end, sentence.span.end):
            yield from _possessors(text, title, sentence)
        return
    links = (" ", ", ") if title.state else (" ",)
    for link in links:
        if seen.startswith(link, title.end):
            words = _name_after(seen, title.end + len(link), sentence.span.end)
            yield from ((words[0][0], words[count - 1][1]) for count in range(len(words), 0, -1))
    if title.state:
        yield from _name_before(seen, title, sentence)


def _name_after(seen: str, start: int, limit: int) -> list[tuple[int, int]]:
    """Give the words of the name that begins here, each as a span: capitalised, with particles only inside."""
    words: list[tuple[int, int]] = []
    place = start
    while len(words) < _MOST_WORDS and (match := _NAME_WORD.match(seen, place, limit)):
        word = match[0]
        bare = word.rstrip(".")
        if not _is_name(word, inside=bool(words)) or bare.lower() in _NO_NAMES:
            break
        end = match.end() - (0 if len(bare) == 1 or not word.endswith(".") else 1)
        ended = seen[place:end].endswith(("'s", "'"))
        words.append((place, end - 2 if seen[place:end].endswith("'s") else end))
        if ended or not seen.startswith(" ", end):
            break
        place = end + 1
    while words and seen[words[-1][0] : words[-1][1]].lower() in _PARTICLES:
        words.pop()
    return words


def _is_name(word: str, *, inside: bool) -> bool:
    """Tell a word of a name; "bin" and "al-Assad" are some inside one."""
    particle = word.partition("-")[0].rstrip(".").lower()
    return word[0].isupper() or (inside and particle in _PARTICLES)


def _name_before(seen: str, title: _Title, sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Read "Nikol Pashinyan, the Armenian prime minister": the longest run of name words before the comma."""
    start = title.start
    if seen.endswith(", ", sentence.span.start, start) is False:
        return
    end = start - 2
    places: list[int] = []
    place = end
    while len(places) < _MOST_WORDS:
        begin = seen.rfind(" ", max(sentence.span.start, place - 42), place) + 1 or sentence.span.start
        word = seen[begin:place]
        if not _NAME_WORD.fullmatch(word) or not _is_name(word, inside=True) or word.lower() in _NO_NAMES:
            break
        places.append(begin)
        if begin <= sentence.span.start or seen[begin - 1] != " ":
            break
        place = begin - 1
    yield from ((begin, end) for begin in reversed(places) if seen[begin].isupper())


def _possessors(text: _Text, title: _Title, sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Name whom "Erdoğan's style outlives the Turkish prime minister's time in office" speaks of: the nearest of that state."""
    before = list(_POSSESSOR.finditer(text.article.seen, sentence.span.start, title.start))
    for match in reversed(before):
        if match[1][0].isupper() and holders(match[1], title.state):
            yield match.span(1)
            return


def _known(printed: str, title: _Title, before: Sequence[OfficeClaim]) -> tuple[str, str]:
    """Give the full name of a person and the state of the office, where the text or the table knows both; else ""."""
    said = next(
        (c for c in reversed(before) if _is_short_for(printed, c.person) and title.state in {"", c.state}), None
    )
    if said:
        return said.person, title.state or said.state
    who = holders(printed, title.state)
    if title.state:
        return (who[0] if len(who) == 1 else printed) if who else "", title.state
    # without a state a family name alone is too little, unless somebody of that name held this office
    short = " " not in printed
    held = [term for term in terms() if term.holder in who and (not short or term.office == title.office)]
    states, names = {term.state for term in held}, {term.holder for term in held}
    if len(states) != 1:
        return "", ""
    return names.pop() if len(names) == 1 else printed, states.pop()


def _is_short_for(printed: str, person: str) -> bool:
    words = person.split()
    return printed != person and len(words) > 1 and printed in {words[-1], words[0], " ".join(words[1:])}


def _as_of(text: _Text, sentence: Sentence) -> When | None:
    """Give the one past time that a sentence names; a tweet's own day where it names none."""
    span, published = sentence.span, text.article.published
    named = {
        mention.when
        for mention in text.times
        if mention.kind == "date" and mention.when and span.start <= mention.start < span.end
    }
    past = [when for when in named if when.earliest and when.latest and when.earliest <= published]
    if len(named) == 1 and past:
        return past[0]
    day = text.article.blocks[sentence.block].day
    return When.day(day) if day and not named else None
