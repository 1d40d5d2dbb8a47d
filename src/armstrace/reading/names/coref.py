"""Whom words stand for: full names for surnames, the last fitting speaker for "he", "they", "the report"."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from armstrace.reading.article import Article
from armstrace.reading.names.bodies import BodyName, acronyms, find_bodies
from armstrace.reading.names.people import PersonName, find_people
from armstrace.reading.names.word_lists import word_list
from armstrace.reading.text.view import Span

_HE = frozenset({"he", "him", "his", "himself"})
_SHE = frozenset({"she", "her", "hers", "herself"})
_THEY = frozenset({"they", "them", "their", "theirs"})
_IT = frozenset({"it", "its"})
_ARTICLE = re.compile(r"^(?:both\s+|even\s+|only\s+)?(?:the\s+|a\s+|an\s+)?", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_NOMINAL = re.compile(
    r"^(?:[Tt]he|[Tt]his|[Tt]hat|[Tt]hese|[Tt]hose|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir)\s(?:[a-z][a-z-]{2,16}\s){0,2}(?P<noun>[a-z-]+)$"
)
_REACH = 12
_Named = TypeVar("_Named", PersonName, BodyName)


@dataclass(frozen=True, slots=True)
class Spoken:
    """Somebody who spoke: where, under which name, and whether it is a person, a body or several people."""

    at: int
    name: str
    kind: str


@dataclass
class Names:
    """The people and organisations of an article, and who has spoken so far."""

    article: Article
    people: Sequence[PersonName]
    bodies: Sequence[BodyName]
    short: dict[str, str]
    sexes: dict[str, str] = field(default_factory=dict)
    spoken: list[Spoken] = field(default_factory=list)

    @classmethod
    def of(cls, article: Article, known: Sequence[BodyName] = ()) -> "Names":
        """Read the names of an article; organisations `known` from elsewhere, in order, come before all guesses."""
        sure = [Span(each.start, each.end) for each in known]
        people = [person for person in find_people(article) if not _overlaps(sure, person)]
        taken = sorted([*sure, *(Span(each.start, each.end) for each in people)])
        bodies = sorted([*known, *(body for body in find_bodies(article) if not _overlaps(taken, body))])
        return cls(article, people, bodies, acronyms(article.seen), _sexes(article, people))

    def people_in(self, span: Span) -> Sequence[PersonName]:
        """Give the people named in a span."""
        return _inside(self.people, span)

    def heard(self, at: int, name: str, span: Span) -> None:
        """Remember that somebody spoke."""
        people = _inside(self.people, span)
        plain = self.article.seen[span.start : span.end]
        plural = not people and plain.lower().split()[-1:] and plain.split()[-1].endswith("s")
        known = any(person.name == name for person in people)
        was = next((each.kind for each in reversed(self.spoken) if each.name == name), "")
        kind = was or ("person" if known else "several" if plural else "body" if _inside(self.bodies, span) else "")
        self.spoken.append(Spoken(at, name, kind or ("person" if self._is_person(plain) else "body")))

    def _is_person(self, words: str) -> bool:
        return any(word.casefold() in word_list("person_nouns") for word in words.split())

    def name_of(self, span: Span) -> str:
        """Give the name for the words of a speaker as far as the text resolves it."""
        words = " ".join(self.article.seen[span.start : span.end].split())
        lower = words.lower()
        if lower in _HE | _SHE | _THEY | _IT:
            return self._pronoun(lower, span.start) or words
        people = _inside(self.people, span)
        if people and self._is_head(people[0], span):
            return people[0].name
        nominal = _NOMINAL.match(words)
        if nominal and not people:
            return self._nominal(nominal["noun"].lower(), lower, span.start) or _plain(words)
        described = [
            body for body in _inside(self.bodies, span) if body.end <= span.end and self._is_described(body, span)
        ]
        if described:
            return self.short.get(described[0].name, described[0].name)
        plain = _plain(words)
        return self.short.get(plain, plain)

    def _is_described(self, body: BodyName, span: Span) -> bool:
        """Tell "the rights group X (XY)": an organisation behind words of description only."""
        before = self.article.seen[span.start : body.start]
        behind = _BRACKETS.sub("", self.article.seen[body.end : span.end]).strip()
        plain = before == before.lower() or (not before[1:].isspace() and before[1:] == before[1:].lower())
        return (
            plain
            and (not behind or behind[0] == ",")
            and not re.search(r"\b(?:of|for|to|with|by|from|at|on|in)\s", before)
        )

    def _is_head(self, person: PersonName, span: Span) -> bool:
        """Tell "President X" and "X, the author" from "X's lawyer" and "a spokesman for X"."""
        seen = self.article.seen
        behind = seen[person.end : span.end]
        before = seen[span.start : person.start]
        if behind[:2] in {"'s", "'"} or behind[:1] == "'":
            return False
        return not re.search(
            r"\b(?:of|for|to|with|by|from|at|on|in|about|against|named after)\s(?:[A-Z][\w.]*\s){0,3}$", before
        )

    def _pronoun(self, word: str, at: int) -> str | None:
        if word in _HE | _SHE:
            return self._person(at, "she" if word in _SHE else "he")
        kinds = {"several", "body"} if word in _THEY else {"body"}
        return self._last_spoken(at, kinds) or (self._person(at, "") if word in _THEY else self._last_body(at))

    def _nominal(self, noun: str, words: str, at: int) -> str | None:
        if noun in word_list("person_nouns") and words.startswith(("the ", "this ")):
            return self._titled(noun, at) or self._person(at, "")
        if noun in word_list("institutions") and words.startswith("the "):
            return self._institution(noun, at)
        if noun in word_list("group_nouns") and not words.startswith(("his ", "her ")):
            return self._last_spoken(at, {"body"}, reach=6) or self._last_body(at)
        return None

    def _titled(self, noun: str, at: int) -> str | None:
        """Find the last person whose title or description has the noun."""
        index = bisect_left(self.people, at, key=lambda each: each.start)
        for person in reversed(self.people[max(0, index - 40) : index]):
            around = (
                self.article.seen[max(0, person.start - 60) : person.start]
                + self.article.seen[person.end : person.end + 60]
            )
            before, behind = around[: min(60, person.start)], around[min(60, person.start) :]
            if re.search(rf"\b{re.escape(noun)}\s(?:of\s[\w\s]{{0,30}},\s)?$", before, re.IGNORECASE) or re.match(
                rf",[^,.]{{0,50}}\b{re.escape(noun)}\b", behind, re.IGNORECASE
            ):
                return person.name
        return None

    def _institution(self, noun: str, at: int) -> str | None:
        """Find the last organisation that bears the noun in its name."""
        index = bisect_left(self.spoken, at, key=lambda each: each.at)
        heard = [each.name for each in self.spoken[max(0, index - _REACH) : index]]
        index = bisect_left(self.bodies, at, key=lambda each: each.start)
        named = [body.name for body in self.bodies[max(0, index - 40) : index]]
        return next((name for name in (*reversed(heard), *reversed(named)) if noun in name.casefold().split()), None)

    def _last_spoken(self, at: int, kinds: set[str], reach: int = _REACH) -> str | None:
        index = bisect_left(self.spoken, at, key=lambda each: each.at)
        for each in reversed(self.spoken[max(0, index - reach) : index]):
            if each.kind in kinds:
                return each.name
        return None

    def _last_body(self, at: int) -> str | None:
        index = bisect_left(self.bodies, at, key=lambda each: each.start)
        return self.bodies[index - 1].name if index else None

    def _person(self, at: int, sex: str) -> str | None:
        """Find the person last spoken of: who spoke or begins a sentence counts for more than who is nearer."""
        index = bisect_left(self.people, at, key=lambda each: each.start)
        best: tuple[float, str] | None = None
        here = self._sentence_number(at)
        spoke = {each.name for each in self.spoken[-3:] if each.kind == "person"}
        for person in reversed(self.people[max(0, index - 25) : index]):
            known = self.sexes.get(person.name, "")
            if sex and known and known != sex:
                continue
            distance = here - self._sentence_number(person.start)
            weight = 2.0 * distance - 1.5 * self._leads(person) - 1.0 * (person.name in spoke) - bool(sex and known)
            weight += 1.5 * (self.article.seen[person.end : person.end + 2] == "'s")
            if best is None or weight < best[0]:
                best = (weight, person.name)
        return best[1] if best else None

    def _sentence_number(self, at: int) -> int:
        return bisect_right(self.article.sentences, at, key=lambda each: each.span.start)

    def _leads(self, person: PersonName) -> bool:
        """Tell a subject: by the parse, else by standing at the head of its sentence."""
        tree = self.article.tree
        index = tree.at(person.end - 1) if tree else None
        if tree is None or index is None:
            sentence = self.article.sentence_at(person.start)
            return sentence is not None and person.start - sentence.span.start < 30
        for _ in range(4):
            if tree.words[index].dep in {"nsubj", "nsubjpass"}:
                return True
            if tree.words[index].dep not in {"compound", "appos", "flat"}:
                return False
            index = tree.words[index].head
        return False


def _sexes(article: Article, people: Sequence[PersonName]) -> dict[str, str]:
    """Tell men and women by the words right before any mention of them: "Mrs", "spokesman"."""
    found: dict[str, str] = {}
    for person in people:
        before = article.seen[max(0, person.start - 16) : person.start].rstrip(" .").casefold().rpartition(" ")[2]
        if before in word_list("women") or before in word_list("men"):
            found.setdefault(person.name, "she" if before in word_list("women") else "he")
    return found


def _plain(words: str) -> str:
    """Give a name without article, brackets and possessive."""
    words = _BRACKETS.sub("", words).strip(' ,.;:"')
    words = re.sub(r"(?:'s|')$", "", words)
    return _ARTICLE.sub("", words) if len(words.split()) > 1 else words


def _inside(names: Sequence[_Named], span: Span) -> Sequence[_Named]:
    low = bisect_left(names, span.start, key=lambda each: each.start)
    high = bisect_left(names, span.end, key=lambda each: each.start)
    return names[low:high]


def _overlaps(taken: Sequence[Span], body: BodyName | PersonName) -> bool:
    index = bisect_right(taken, body.start, key=lambda each: each.start)
    return any(span.start < body.end and body.start < span.end for span in taken[max(0, index - 1) : index + 1])
