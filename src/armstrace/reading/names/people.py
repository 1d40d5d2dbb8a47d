"""People named in a text: the model's guesses, put right by titles and the gazetteer, surnames told in full."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from armstrace.gazetteer.mentions import Mention
from armstrace.gazetteer.states import state_names
from armstrace.reading.article import Article
from armstrace.reading.names.titles import TITLE
from armstrace.reading.names.word_lists import word_list
from armstrace.reading.parse.tree import Tree
from armstrace.reading.text.keyed import Keyed
from armstrace.reading.text.view import Span

_PARTICLE = r"(?:de|van|von|der|den|al|el|bin|ibn|la|le|di|da|du|ben|ter|dos|del)"
# bounded, and only at the head of a word: a megabyte of capitals is read once
_PART = r"(?<!\w)[A-Z][^\W\d_]{0,30}(?:[.'-][^\W\d_]{1,30}){0,3}\.?"
_NAME = rf"{_PART}(?:\s(?:{_PARTICLE}\s)?{_PART}){{0,3}}"
_TITLED = Keyed(re.compile(rf"(?<!\w)(?P<title>{TITLE.pattern})(?P<name>(?:{_PARTICLE}\s)?{_NAME})"))
_SAID = r"(?:said|says|say|told|tells|added|adds|stated|states|noted|notes|explained|explains|declared|argued|argues|wrote|writes|warned|warns|claimed|claims|concluded|concludes|stressed|replied|asked|insisted|announced)"
# without a parse: two to four capitalised words beside a verb of saying or behind "according to"
_BESIDE_CUE = Keyed(
    re.compile(
        rf"\b{_SAID}\s(?P<after>{_PART}(?:\s(?:{_PARTICLE}\s)?{_PART}){{1,3}})|\bccording to (?P<by>{_PART}(?:\s(?:{_PARTICLE}\s)?{_PART}){{1,3}})|(?P<before>{_PART}(?:\s(?:{_PARTICLE}\s)?{_PART}){{1,3}})(?:,[^,.]{{1,90}},)?\s(?:also\s|has\s|had\s)?{_SAID}\b"
    )
)
_LAST = re.compile(_PART)
_RUN = re.compile(r"[^\W\d_][\w.'-]*")
_POSSESSIVE = re.compile(r"(?:'s|')$")
_EDGES = " ,.;:()[]\"'-\u2014"
_SHORTEST = 3


# nobody's name has more, marks counted: a page of initials must not be looked up by each of its endings
_MOST_WORDS = 20


@dataclass(frozen=True, slots=True, order=True)
class PersonName:
    """A person named in a text: the words as `printed` and the fullest `name` that the text gives this person."""

    start: int
    end: int
    printed: str
    name: str


def find_people(article: Article) -> list[PersonName]:
    """Find the people named in an article, in order, none overlapping; titles are no part of a name.

    Takes the parse's guesses where there is one, names behind titles, and every later surname alone. A name of one
    word that the gazetteer knows for a state, a people or a capital is no person.
    """
    spans = _with_first_names(
        article,
        _merged([*_titled(article.seen), *(_guessed(article.tree) if article.tree else _beside(article.seen))]),
    )
    full = [span for span in spans if not _is_state(article.seen, span, article.states_seen)]
    names = _Directory(article.seen, full)
    found = {span: names.name_of(span) for span in full}
    for span in names.surnames(article.seen):
        if not any(span.start < other.end and other.start < span.end for other in _near(full, span)):
            found[span] = names.name_of(span)
    return [PersonName(span.start, span.end, article.words(span), name) for span, name in sorted(found.items())]


def _with_first_names(article: Article, spans: list[Span]) -> list[Span]:
    """Take the state's name before a surname for a first name: "Israel Charny", where "Charny" alone is a person."""
    alone = {article.seen[span.start : span.end] for span in spans if " " not in article.seen[span.start : span.end]}
    alone |= _subjects_alone(article.tree) if article.tree else set()
    found: list[Span] = []
    for first in _firsts().finditer(article.seen) if alone else ():
        match = _LAST.match(article.seen, first.end())
        last = _POSSESSIVE.sub("", match.group()) if match else ""
        if last in alone:
            found.append(Span(first.start(), first.end() + len(last)))
    if article.tree:
        found += _compounds(article.tree, frozenset(alone))
    return _merged([*spans, *found])


@cache
def _firsts() -> Keyed:
    names = {
        state.name for state in state_names() if state.kind == "name" and re.fullmatch("[A-Z][a-z]{2,20}", state.name)
    }
    return Keyed(re.compile(rf"(?<!\w)(?:{'|'.join(sorted(names))})\s"))


def _compounds(tree: Tree, alone: frozenset[str]) -> Iterator[Span]:
    """Take the word before a surname that elsewhere stands alone, where the parse holds both for one name."""
    for word in tree.words:
        if word.text not in alone or word.index == 0 or word.entity not in {"PERSON", "ORG", ""}:
            continue
        first = tree.words[word.index - 1]
        fits = first.tag == "NNP" and first.text[1:].islower() and first.entity == word.entity
        if fits and word.index in {first.head, tree.words[first.head].head} and not TITLE.fullmatch(first.text + " "):
            yield Span(first.start, word.end)


def _subjects_alone(tree: Tree) -> set[str]:
    """Give the capitalised words that alone, without an article, do something in a text."""
    return {
        word.text
        for word in tree.words
        if word.dep == "nsubj" and word.tag == "NNP" and word.text[1:].islower() and not tree.children(word.index)
    }


def _near(spans: Sequence[Span], span: Span) -> Sequence[Span]:
    index = bisect_right(spans, span)
    return spans[max(0, index - 1) : index + 1]


def _titled(seen: str) -> Iterator[Span]:
    for match in _TITLED.finditer(seen):
        start, end = match.span("name")
        if any(word.casefold().rstrip(".") in _bodies() for word in match["name"].split()):
            continue  # "General Staff", "Defence Army"
        yield Span(start, _without_possessive(seen, start, end))


def _bodies() -> frozenset[str]:
    return word_list("institutions") | word_list("group_nouns")


def _guessed(tree: Tree) -> Iterator[Span]:
    """Take runs of words that the model holds for one person."""
    run: list[int] = []
    for word in (*tree.words, None):
        if word and word.entity == "PERSON" and (not run or word.index == run[-1] + 1):
            run.append(word.index)
            continue
        if 0 < len(run) <= _MOST_WORDS:
            yield from _cleaned(tree, run)
        run = [word.index] if word and word.entity == "PERSON" else []


def _cleaned(tree: Tree, run: Sequence[int]) -> Iterator[Span]:
    """Take a run without titles before it, possessive and stray marks behind it."""
    words = [tree.words[index] for index in run]
    while words and (TITLE.fullmatch(words[0].text + " ") or not words[0].text[0].isupper()):
        if re.fullmatch(_PARTICLE, words[0].text, re.IGNORECASE) and len(words) > 1:
            break
        words = words[1:]
    while words and (words[-1].tag == "POS" or not any(char.isalpha() for char in words[-1].text)):
        words = words[:-1]
    if words and words[-1].text.casefold() in word_list("body_endings"):
        return
    if words and not any(char in "@#/:" for word in words for char in word.text):
        yield Span(words[0].start, words[-1].end)


def _beside(seen: str) -> Iterator[Span]:
    for match in _BESIDE_CUE.finditer(seen):
        kind = match.lastgroup or ""
        start, end = match.span(kind)
        title = TITLE.match(seen, start, end)
        start = title.end() if title else start
        if end - start > _SHORTEST:
            yield Span(start, _without_possessive(seen, start, end))


def _without_possessive(seen: str, start: int, end: int) -> int:
    match = _POSSESSIVE.search(seen, start, end)
    end = match.start() if match else end
    while end > start and seen[end - 1] in _EDGES:
        end -= 1
    return end


def _merged(spans: list[Span]) -> list[Span]:
    """Keep the longest of spans that overlap."""
    found: list[Span] = []
    for span in sorted(spans, key=lambda each: (each.start, -each.end)):
        if span.end - span.start < _SHORTEST:
            continue
        if found and span.start < found[-1].end:
            if span.end - span.start > found[-1].end - found[-1].start:
                found[-1] = span
            continue
        found.append(span)
    return found


def _is_state(seen: str, span: Span, states: Sequence[Mention]) -> bool:
    """Tell a state from a person: one word that names it, or several that name it together; "Israel Charny" is one."""
    index = bisect_right(states, span.start, key=lambda mention: mention.end)
    for mention in states[index : index + 4]:
        if mention.start >= span.end:
            break
        if mention.start <= span.start and span.end <= mention.end:
            return True
        single = " " not in seen[span.start : span.end]
        if single or (mention.kind in {"adjective", "demonym", "capital"} and mention.end >= span.end):
            return True
    return False


def _is_other_name(seen: str, plain: str, begin: int, start: int) -> bool:
    """Tell "River Watch" from a later "Watch" alone: another capitalised word, no title, stands right before."""
    if start - begin - len(plain) != 1 or not plain[0].isupper() or plain.endswith("'s"):
        return False
    lead = seen[max(0, begin - 2) : begin].rstrip()
    return bool(lead) and lead[-1] not in ".?!\"'(" and not TITLE.fullmatch(plain + " ")


class _Directory:
    """The full names of a text, found by any ending of theirs: "Yair Auron" by "Auron"."""

    def __init__(self, seen: str, spans: Sequence[Span]) -> None:
        self._seen = seen
        self._by_ending: dict[str, list[tuple[int, str]]] = {}
        for span in spans:
            words = self._words(span)
            for first in range(1, len(words)):
                ending = " ".join(words[first:]).casefold()
                for form in {ending, re.sub(r"^(?:al|el)-", "", ending)}:
                    self._by_ending.setdefault(form, []).append((span.start, " ".join(words)))

    def _words(self, span: Span) -> list[str]:
        return self._seen[span.start : span.end].split()

    def name_of(self, span: Span) -> str:
        """Give the fullest name: the last before that ends so, else the first behind; else the words themselves."""
        words = self._words(span)
        printed = " ".join(words)
        known = self._by_ending.get(printed.casefold(), [])
        if not known:
            return printed
        index = bisect_right(known, span.start, key=lambda each: each[0])
        return known[max(0, index - 1)][1]

    def surnames(self, seen: str) -> Iterator[Span]:
        """Find the surnames alone wherever they stand."""
        endings = sorted(
            {key for key in self._by_ending if len(key) > _SHORTEST - 1 and key[0].isalpha()}, key=len, reverse=True
        )
        if not endings:
            return
        known = frozenset(endings)
        longest = max(key.count(" ") for key in known) + 1
        opening = {key[:2] for key in known}
        words = _RUN.findall(seen)
        starts = list(_starts(seen, words))
        reached = 0
        for at, word in enumerate(words):
            head = word[:2]
            if at < reached or not head[0].isupper() or (len(head) > 1 and head.casefold()[:2] not in opening):
                continue
            for count in range(longest, 0, -1):
                last = min(at + count, len(words)) - 1
                end = _without_possessive(seen, starts[at], starts[last] + len(words[last]))
                piece = seen[starts[at] : end]
                named = piece[0].isupper() and " ".join(piece.split()).casefold() in known
                if named and not (at and _is_other_name(seen, words[at - 1], starts[at - 1], starts[at])):
                    yield Span(starts[at], end)
                    reached = at + count
                    break


def _starts(seen: str, words: Sequence[str]) -> Iterator[int]:
    """Give where the words of a text begin, which come one behind the other with no letter between them."""
    end = 0
    for word in words:
        start = seen.find(word, end)
        yield start
        end = start + len(word)
