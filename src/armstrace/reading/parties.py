"""Who is named where: states by their code, other forces and organisations by their name, in the order of the text."""

import re
from bisect import bisect_left
from dataclasses import dataclass

from armstrace.gazetteer.mentions import find_states
from armstrace.reading.article import Article
from armstrace.reading.text.view import Span

_STATE = re.compile(r"(?!XNK|X[A-Z]{2}$)[A-Z]{3}")
# the force or office that belongs to a name: "Nagorno-Karabakh forces", "the Artsakh Defence Army"
_FORCE = re.compile(
    r"(?: (?:[A-Z][\w-]+|of|armed|security|army|military|defen[cs]e))*? (?:[Ff]orces?|[Aa]rmy|[Mm]ilitary|[Rr]ebels?|[Mm]ilitias?|[Ff]ighters|[Mm]ovement|[Gg]uards?|[Cc]oalition|[Ss]eparatists|[Aa]uthorities|[Gg]overnment)\b"
)
_BODIES = re.compile(r"\b(?:European Union|EU|NATO|United Nations|UN|African Union|ECOWAS)\b(?! [A-Z]\w+ (?:C|R)\w+)")
_PRONOUN = re.compile(
    r"(?:it|its|they|their|them|the (?:country|state|government|kingdom|republic|nation)(?:'s)?|he|she|his|her|both (?:sides|countries|states))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Party:
    """A party where the text names it: its code, or the name of what is no state; `belongs` tells "its", "'s", "-ian"."""

    start: int
    end: int
    name: str
    kind: str

    @property
    def is_state(self) -> bool:
        """Tell a state from a force, a contested territory or an organisation."""
        return bool(_STATE.fullmatch(self.name))


class Parties:
    """All parties of one article, found once."""

    def __init__(self, article: Article) -> None:
        """Find the parties of an article."""
        self.seen = article.seen
        found = [self._party(m.start, m.end, m.code, m.kind) for m in find_states(article.seen)]
        taken = {party.start for party in found}
        for match in _BODIES.finditer(article.seen):
            if match.start() not in taken:
                name = {"EU": "European Union", "UN": "United Nations"}.get(match.group(), match.group())
                found.append(Party(match.start(), match.end(), name, "body"))
        self.all = sorted(found, key=lambda party: party.start)
        self._starts = [party.start for party in self.all]

    def _party(self, start: int, end: int, code: str, kind: str) -> Party:
        if _STATE.fullmatch(code):
            return Party(start, end, code, kind)
        force = _FORCE.match(self.seen, end, end + 60)
        return Party(start, end, self.seen[start : force.end() if force else end], "group")

    def within(self, span: Span) -> list[Party]:
        """Give the parties named inside a span, in order."""
        first = bisect_left(self._starts, span.start)
        return self.all[first : bisect_left(self._starts, span.end)]

    def before(self, offset: int, floor: int) -> list[Party]:
        """Give the parties named from `floor` up to an offset, the nearest first."""
        return self.within(Span(floor, offset))[::-1]


def is_pronoun(words: str) -> bool:
    """Tell words that stand for a party named before: "it", "its forces", "the country"."""
    return bool(_PRONOUN.match(words))
