"""A sentence as a row of classes: "S SUPPLY P of S 'S IMPORTS" for "Israel supplied 60 % of Azerbaijan's arms imports".

S is a state (followed by 'S where it owns or describes what comes next), P a share, N a plain number, M money, V a
volume in TIV, X a factor ("twice"), R a rank, W a weapon by its designation, Y a treaty; a period is left out of the
row but kept. Patterns run over the row; `tokens` leads back to the text.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import zip_longest

from armstrace.gazetteer.mentions import Mention, find_states, may_name_states
from armstrace.gazetteer.treaties import TreatyMention, find_treaties, may_name_treaties
from armstrace.gazetteer.weapon_classes import ClassMention, find_weapon_classes
from armstrace.gazetteer.weapons import WeaponName
from armstrace.reading.figures.lexicon import filler, rank_at, word_class
from armstrace.reading.figures.numbers import Number, find_numbers
from armstrace.reading.figures.periods import Calendar, Period, find_periods
from armstrace.reading.figures.weapons import WeaponMention, WeaponNames, find_weapons
from armstrace.reading.text.view import Span

Item = Mention | Number | Period | TreatyMention | WeaponMention | int | None
_NUMBER_TAGS = {"percent": "P", "money": "M", "tiv": "V", "times": "X", "plain": "N"}
_PUNCTUATION = {",": ",", ";": ";", ":": ":", "(": "(", ")": ")", "\u2014": "--", "/": "/"}
_WORD = re.compile(r"[^\W_]+(?:['.-][^\W_]+)*")
_ATTRIBUTION = re.compile(r"(?:according to|as reported by|as per|citing)\s[^,;.]*(?:,|(?=\.|;|$))", re.IGNORECASE)
_SUBJECTS = frozenset({"S", "IT", "WHICH", "HAVE"})
_DESCRIBING = frozenset({"adjective", "demonym"})


def row_pattern(pattern: str) -> re.Pattern[str]:
    """Compile a pattern over rows: a class in capitals matches that whole token and no longer one.

    >>> bool(row_pattern("FROM S").match("FROM SHARE")), bool(row_pattern("FROM S").match("FROM S of"))
    (False, True)
    """
    whole = re.sub(r"(?<![A-Za-z<?\\\[-])('?[A-Z]+)(?![A-Za-z>\]-])", r"\1(?![^ ])", pattern)
    return re.compile(rf"(?<![^ ])(?:{whole})")


def matches(pattern: re.Pattern[str], row: str) -> list[re.Match[str]]:
    """Find a pattern from every token of a row, so that one match does not hide the next."""
    found: list[re.Match[str]] = []
    position = 0
    while match := pattern.search(row, position):
        found.append(match)
        position = match.start() + 1
    return found


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of the row: its class, where it stands in the text, and the mention behind it."""

    tag: str
    start: int
    end: int
    item: Item = None


@dataclass(frozen=True, eq=False)
class Sentence:
    """One sentence of a view (`text`, and in `small` letters); what stands in it is read when a finder asks for it.

    `named` are the weapons that the gazetteer names in it; offsets are those of the text.
    """

    span: Span
    text: str
    small: str
    calendar: Calendar
    weapons: WeaponNames
    named: tuple[WeaponName, ...] = ()

    @cached_property
    def piece(self) -> str:
        """The words of the sentence."""
        return self.text[self.span.start : self.span.end]

    @cached_property
    def states(self) -> tuple[Mention, ...]:
        """The states it names; offsets are those of the piece."""
        if not may_name_states(self.text, self.span.start, self.span.end):
            return ()
        return tuple(mention for mention in find_states(self.piece) if not _names_a_body(self.piece, mention))

    @cached_property
    def treaties(self) -> tuple[TreatyMention, ...]:
        """The treaties it names; offsets are those of the piece."""
        if not may_name_treaties(self.text, self.span.start, self.span.end):
            return ()
        return tuple(find_treaties(self.piece))

    @cached_property
    def arms(self) -> tuple[WeaponMention, ...]:
        """The weapons it names by designation; offsets are those of the piece."""
        return tuple(find_weapons(self.piece, self.weapons))

    @cached_property
    def classes(self) -> tuple[ClassMention, ...]:
        """The classes of weapon it names; offsets are those of the piece."""
        return tuple(find_weapon_classes(self.piece))

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """Its dates and periods; "the 1949 Geneva Conventions" is a name, not a date."""
        base = self.span.start
        return tuple(
            period
            for period in find_periods(self.text, self.span, self.calendar)
            if not any(period.start < base + name.end and base + name.start < period.end for name in self.treaties)
        )

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Its row of classes, each leading back to the text."""
        tokens = _tokens(self, _mentions(self), _attributions(self.text, self.span))
        return tuple(_filled_in(_shares_without_sign(_without_asides(_without_periods(_acting_states(tokens))))))

    @cached_property
    def row(self) -> str:
        """The tags of its tokens, for patterns."""
        return " ".join(token.tag for token in self.tokens)

    @cached_property
    def _index(self) -> dict[int, int]:
        found, position = {}, 0
        for index, token in enumerate(self.tokens):
            found[position] = index
            position += len(token.tag) + 1
        return found

    @cached_property
    def _by_tag(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for index, token in enumerate(self.tokens):
            found.setdefault(token.tag, []).append(index)
        return found

    def at(self, position: int) -> int:
        """Give the index of the token that begins at a position of the row."""
        return self._index[position]

    def part(self, first: int, last: int) -> str:
        """Give the row from token `first` up to but not including `last`."""
        return " ".join(token.tag for token in self.tokens[first:last])

    def indexes(self, *tags: str) -> list[int]:
        """Give the indexes of the tokens of some classes."""
        if len(tags) == 1:
            return list(self._by_tag.get(tags[0], ()))
        return sorted(index for tag in tags for index in self._by_tag.get(tag, ()))

    def code(self, index: int) -> str:
        """Give the state behind an S token."""
        item = self.tokens[index].item
        return item.code if isinstance(item, Mention) else ""

    def number(self, index: int) -> Number:
        """Give the number behind a P, N, M, V or X token."""
        item = self.tokens[index].item
        if not isinstance(item, Number):
            raise TypeError(f"token {index} of {self.row!r} is no number")
        return item


def _attributions(text: str, span: Span) -> list[Span]:
    return [Span(match.start(), match.end()) for match in _ATTRIBUTION.finditer(text, span.start, span.end)]


def _mentions(sentence: Sentence) -> dict[int, tuple[str, int, Item]]:
    """Give what a sentence names, by where it begins; where two begin together a treaty goes before a weapon or state."""
    base = sentence.span.start
    named: list[tuple[str, Mention | TreatyMention | WeaponMention]] = [
        *(("S", state) for state in sentence.states),
        *(("W", weapon) for weapon in sentence.arms),
        *(("Y", treaty) for treaty in sentence.treaties),
    ]
    taken = [Span(period.start, period.end) for period in sentence.periods]
    taken += [Span(base + mention.start, base + mention.end) for _, mention in named]
    # the 2 of "12 Leopard 2 tanks" counts nothing
    taken += [Span(name.start, mark_end(sentence.text, name.end)) for name in sentence.named if not name.generic]
    found: dict[int, tuple[str, int, Item]] = {}
    for number in find_numbers(sentence.text, sentence.span, taken):
        found[number.start] = (_NUMBER_TAGS[number.kind], number.end, number)
    for period in sentence.periods:
        found[period.start] = ("T", period.end, period)
    for tag, mention in named:
        found[base + mention.start] = (tag, base + mention.end, mention)
    return found


_MARK = re.compile(r"-\d{1,2}[A-Z]{0,2}\b(?! ?(?:%|per\b|year|month|day))")


def mark_end(text: str, end: int) -> int:
    """Give where a name ends with the mark of its version: the 5 of "60 Mirage 2000-5 fighters" counts nothing."""
    mark = _MARK.match(text, end)
    return mark.end() if mark else end


_INSTITUTE = re.compile(
    r"^ (?:institute|institution|think[- ]tank|conference|summit|office|process|talks)\b", re.IGNORECASE
)


_DATELINE = re.compile(r"(?:,? [A-Z][a-z]+\.? \d{1,2})?(?: \([^)]{2,30}\))?,? ?[\u2014:-] ")


def _names_a_body(piece: str, mention: Mention) -> bool:
    """Tell "the Stockholm institute" and a dateline ("STOCKHOLM, March 11 --") from a government."""
    behind = piece[mention.end : mention.end + 60]
    return bool(_INSTITUTE.match(behind)) or (mention.printed.isupper() and bool(_DATELINE.match(behind)))


def _tokens(
    sentence: Sentence, mentions: dict[int, tuple[str, int, Item]], attributions: Sequence[Span]
) -> list[Token]:
    text, span = sentence.text, sentence.span
    starts = sorted(mentions)
    found: list[Token] = []
    position = span.start
    skip_to = {attribution.start: attribution.end for attribution in attributions}
    while position < span.end:
        if position in skip_to and not any(
            position <= m < skip_to[position] for m in mentions if mentions[m][0] in "PNMVX"
        ):
            position = skip_to[position]
            continue
        if position in mentions:
            tag, end, item = mentions[position]
            found.append(Token(tag, position, end, item))
            position = end
            if tag in {"S", "W"}:
                position = _possessive(text, found, position)
            continue
        if text[position] == " ":
            position += 1
            continue
        following = bisect_right(starts, position)
        next_mention = starts[following] if following < len(starts) else span.end
        token = _token(sentence, position, next_mention, mentions)
        if token.tag == "ARMS" and text.startswith("imported ", position) and found and found[-1].tag in _SUBJECTS:
            # "South Africa imported arms": a verb here, not a kind of arms
            token = Token("RECEIVE", position, position + len("imported"))
        if token.tag:
            found.append(token)
        position = max(token.end, position + 1)
    return found


def _possessive(text: str, found: list[Token], end: int) -> int:
    """Add 'S after a state that owns or describes what follows: "Israel's arms", "Israeli arms", "Israel arms exports"."""
    mention = found[-1].item
    owned = re.compile(r"'s?(?![\w])").match(text, end)
    if owned:
        found.append(Token("'S", end, owned.end()))
        return owned.end()
    if isinstance(mention, Mention) and mention.kind in _DESCRIBING:
        found.append(Token("'S", end, end))
    return end


def _token(sentence: Sentence, at: int, next_mention: int, mentions: dict[int, tuple[str, int, Item]]) -> Token:
    """Read the word or sign at `at`; a token without a tag is dropped."""
    text, small = sentence.text, sentence.small
    sign = _PUNCTUATION.get(text[at])
    if sign:
        return Token(sign, at, at + 1)
    if not (text[at].isalnum() or (text[at] == "-" and text[at - 1].isalnum()) or text[at] == "&"):
        return Token("", at, at + 1)
    rank = rank_at(small, at)
    # "number two" is a rank, whatever the number inside it
    if rank and (rank[1] <= next_mention or mentions.get(next_mention, ("",))[0] == "N"):
        return Token("R", at, rank[1], rank[0])
    found = word_class(small, at)
    if found and found[1] <= next_mention:
        return Token(found[0], at, found[1])
    dropped = filler(small, at)
    if dropped and dropped <= next_mention:
        return Token("", at, dropped)
    word = _WORD.match(text, at)
    end = min(word.end() if word else at + 1, next_mention)
    return Token(text[at:end].lower() if word else "", at, end)


def _acting_states(tokens: list[Token]) -> list[Token]:
    """Let a state stand for its army, government or industry: "Azerbaijan's air force bought" is "S RECEIVE"."""
    joined: list[Token] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        tags = [other.tag for other in tokens[index : index + 3]]
        if tags[:3] == ["S", "'S", "GOV"]:
            joined.append(Token("S", token.start, tokens[index + 2].end, token.item))
            index += 3
        elif tags[:2] == ["S", "GOV"]:
            joined.append(Token("S", token.start, tokens[index + 1].end, token.item))
            index += 2
        else:
            joined.append(token)
            index += 1
    return [other for pair in zip_longest(joined, joined[1:]) for other in _described(*pair)]


def _described(token: Token, following: Token | None) -> list[Token]:
    """Let a bare name describe the noun behind it: "US arms exports" are exports of the US."""
    owns = (
        token.tag == "S"
        and following is not None
        and following.tag in {"EXPORTS", "IMPORTS", "TRANSFERS", "SUPPLIER", "SHARE"}
    )
    return [token, Token("'S", token.end, token.end)] if owns else [token]


_BARE = row_pattern(r"S(?: 'S)? (?:\( |WITH (?:another )?)(?P<n>N)(?= \)| ,| AND| ;| WHILE|$)")
_TWICE = row_pattern(r"(?P<first>P) \( P \)")


def _shares_without_sign(tokens: list[Token]) -> list[Token]:
    """Read "Ukraine (35 per cent), Russia (29)" as two shares and "more than half (53 per cent)" as one."""
    row = " ".join(token.tag for token in tokens)
    if "P" not in row.split():
        return tokens
    bare = {row[: match.start("n")].count(" ") for match in matches(_BARE, row)}
    twice = {row[: match.start("first")].count(" ") for match in matches(_TWICE, row)}
    return [
        replace(token, tag="P") if index in bare else token for index, token in enumerate(tokens) if index not in twice
    ]


_SHARES_OF = row_pattern(r"P of S 'S(?: (?:(?:R|ARMS|total|all) ){0,2}(?P<noun>IMPORTS|EXPORTS))?")
_LISTED = {",", "AND", ", AND"}
_GOES_ON = frozenset({",", "AND", ";", ".", "WHILE", ")", ""})


def _filled_in(tokens: list[Token]) -> list[Token]:
    """Read "45 per cent of Algeria's and 36 per cent of Egypt's arms imports" with the noun that the two share."""
    row = " ".join(token.tag for token in tokens)
    if row.count("P of S 'S") < 2:
        return tokens
    nouns: dict[int, str] = {}
    together: list[re.Match[str]] = []
    for match in [*matches(_SHARES_OF, row), None]:
        if together and (match is None or row[together[-1].end() : match.start()].strip() not in _LISTED):
            found = {each["noun"] for each in together} - {None}
            for each in together if len(found) == 1 else ():
                if each["noun"] is None and row[each.end() :].split(" ")[:2][-1] in _GOES_ON:
                    nouns[row[: each.end()].count(" ")] = next(iter(found))
            together = []
        together += [match] if match else []
    return [
        each
        for index, token in enumerate(tokens)
        for each in ([token, Token(nouns[index], token.end, token.end)] if index in nouns else [token])
    ]


# states named only by contrast: "Italy, rather than the USA, was", "India, unlike Russia,", "after Russia, was France"
_ASIDE = row_pattern(r", (?:rather than|unlike|instead of|like|NEG|besides|NEG FROM|after) S(?: 'S)?(?: ,)?")


def _without_asides(tokens: list[Token]) -> list[Token]:
    """Leave out states that a sentence names only to set them apart from its subject."""
    row = " ".join(token.tag for token in tokens)
    dropped: set[int] = set()
    for match in _ASIDE.finditer(row):
        first = row[: match.start()].count(" ")
        dropped.update(range(first, first + match.group().count(" ") + 1))
    return [token for index, token in enumerate(tokens) if index not in dropped]


def _without_periods(tokens: list[Token]) -> list[Token]:
    """Leave periods out of the row, with the commas or brackets that only set them off."""
    kept: list[Token] = []
    index = 0
    while index < len(tokens):
        if tokens[index].tag != "T":
            kept.append(tokens[index])
            index += 1
            continue
        after = tokens[index + 1].tag if index + 1 < len(tokens) else ""
        before = kept[-1].tag if kept else ""
        if (before, after) in {("(", ")"), (",", ",")}:
            kept.pop()
            index += 1
        elif after == "," and not kept:
            index += 1
        index += 1
    return kept
