"""Who supplies and who receives, told from the words beside each state.

Each cue is a pattern over a sentence's row with one group: `s` marks a supplier, `r` a recipient. A cue gives its
weight to the state and to every state coordinated with it ("Israel and Turkey supplied"). Nothing is decided here
that the words do not say: a state without a cue has no role.
"""

import re
from collections import defaultdict
from dataclasses import dataclass

from armstrace.reading.figures.clauses import Sentence, matches, row_pattern

_GAP = r"(?:\b(?:HAVE|WHICH|R|in|,|its|ITS|of|AWAY|total|T) )*"
_NOUNS = r"(?:(?:R|ARMS|total|all|R of|[a-z-]+) ){0,4}"
_SIDE = r"(?:(?:[a-z-]+|ARMS|P|N|W|M|,|of|ITS|R|GLOBAL|IMPORTS|TRANSFERS|\(|\)|AND|'S) ){0,8}"

# a relative clause without figures between a subject and its verb
_ASIDE_WORD = r"(?:(?!(?:,|;|--|\(|\)|P|N|M|V|X|R)(?![^ ]))[^ ]+ )"
_RELATIVE = rf"(?:, (?:WHICH|who|whose|where) {_ASIDE_WORD}{{1,25}}, |-- (?:WHICH|who|whose|where) {_ASIDE_WORD}{{1,25}}-- |\( (?:WHICH|who|whose|where) {_ASIDE_WORD}{{1,25}}\) )"

_CUES: tuple[tuple[str, float], ...] = (
    # active: "Israel supplied", "Israel, which has supplied", "Israel was supplying"
    (r"(?P<s>S) (?:, )?(?:WHICH )?(?:HAVE )?(?:BE )?(?:NEG )?(?:HAVE )?(?:to )?PROVIDE(?! BY)(?! S 'S RECEIVE)", 2.0),
    (r"(?P<s>S) (?:[a-z-]+ ){1,3}PROVIDE(?! BY)", 1.0),
    # "Italy, which stopped sales to Ankara after the offensive, had supplied"
    (
        rf"(?P<s>S) {_RELATIVE}(?:HAVE )?(?:NEG )?(?:PROVIDE(?! BY)|ACCOUNT|EXPORTS P|BE (?:ITS |S 'S )?(?:R )?SUPPLIER)",
        2.5,
    ),
    (rf"(?P<r>S) {_RELATIVE}(?:HAVE )?(?:NEG )?(?:RECEIVE(?! BY)|ORDER|BE PROVIDE)", 2.5),
    (r"(?P<r>S) (?:, )?(?:WHICH )?(?:HAVE )?BE PROVIDE", 3.0),
    (rf"PROVIDE (?:{_SIDE})?BY (?P<s>S)", 3.0),
    (rf"RECEIVE (?:{_SIDE})?BY (?P<r>S)", 3.0),
    (r"PROVIDE (?P<r>S)(?! 'S)", 2.0),
    (r"(?P<r>S) (?:, )?(?:WHICH )?(?:HAVE )?(?:BE )?(?:NEG )?(?:HAVE )?(?:to )?(?:RECEIVE|ORDER)(?! BY)", 2.0),
    (r"(?P<r>S) (?:[a-z-]+ ){1,3}RECEIVE(?! BY)", 1.0),
    (r"(?P<r>S) (?:, )?(?:WHICH )?(?:HAVE )?(?:BE )?(?:[a-z-]+ ){0,2}RELY", 2.0),
    (r"RELY (?:[a-z-]+ ){0,2}(?:on|upon|TO) (?P<s>S)", 2.5),
    (r"RELY (?:on|upon|TO) (?P<s>S) (?:for|AND)", 2.5),
    (r"(?:on|upon) (?P<s>S) for P", 2.0),
    # from and to
    (r"FROM (?P<s>S)(?! 'S)", 2.5),
    (r"FROM (?P<s>S) 'S(?! (?:[a-z]+ )?(?:IMPORTS|ARMS IMPORTS|SUPPLIER))", 1.0),
    (rf"(?:PROVIDE|EXPORTS|TRANSFERS|WENT|ARMS|SHARE|SUPPLIER|W|sale|sales) (?:{_SIDE})?TO (?P<r>S)", 2.0),
    (r"(?:WENT|destined|bound) (?:TO|for|in) (?P<r>S)", 2.5),
    (r"(?P<s>S) earned", 1.5),
    (r"(?P<r>S) (?:spent|paid)", 1.5),
    (r"(?:BY|FROM) S TO (?P<r>S)", 2.5),
    (r"(?P<r>S) HAVE S to thank for P", 3.0),
    (r"HAVE (?P<s>S) to thank for P", 3.0),
    (r"(?P<r>S) (?:HAVE )?owe[sd]?", 2.5),
    (r"TO (?P<s>S) WHICH S owe[sd]?", 3.0),
    (r"owe[sd]? (?:P )?(?:[a-z]+ |of |ITS |ARMS |IMPORTS )*TO (?P<s>S)", 3.0),
    (rf"(?:RECEIVE|found|met|procured) {_SIDE}in (?P<s>S)", 1.5),
    (r"MADE in (?P<s>S)", 2.0),
    (r"left (?P<s>S)", 1.5),
    (r"reached (?P<r>S)", 2.0),
    (rf"PROVIDE {_SIDE}for (?P<r>S)", 1.5),
    (r"(?P<s>S) 'S [a-z]+ , WHICH ACCOUNT P", 2.5),
    (r"(?P<r>S) , WHICH HAVE P", 2.0),
    (r"RECIPIENT for ARMS BE (?P<r>S)", 2.5),
    (r"(?:breakdown|split) (?:of ARMS )?(?:for|in) (?P<r>S)", 2.0),
    (rf"(?:RECIPIENT|IMPORTER) (?:of|for) (?:ARMS FROM |{_NOUNS})?(?P<s>S) 'S", 1.5),
    # nouns
    (rf"(?P<r>S) 'S {_NOUNS}IMPORTS", 3.0),
    (r"IMPORTS (?:of (?:[a-z-]+ )?ARMS )?(?:BY|of|TO|for) (?P<r>S)", 3.0),
    (r"IMPORTS (?:of (?:[a-z-]+ )?ARMS )?FROM S (?:'S )?(?:AND S )?BY (?P<r>S)", 3.0),
    (r"EXPORTS (?:of (?:[a-z-]+ )?ARMS )?TO S (?:'S )?(?:AND S )?BY (?P<s>S)", 3.0),
    (rf"(?P<s>S) 'S {_NOUNS}EXPORTS", 2.5),
    (r"EXPORTS (?:of (?:[a-z-]+ )?ARMS )?(?:BY|of) (?P<s>S)", 2.5),
    (rf"(?P<s>S) 'S {_NOUNS}SHARE", 2.0),
    (r"SHARE (?:[a-z-]+ )?(?:held BY|of|BY) (?P<s>S) (?:in|of)", 1.5),
    (r"(?P<s>S) (?:- )?MADE", 1.5),
    (rf"(?P<s>S) (?:, )?(?:WHICH )?(?:HAVE )?BE (?:NEG )?(?:S 'S |ITS )?{_NOUNS}(?:R )?SUPPLIER", 2.5),
    (rf"BE (?:NEG )?(?P<r>S) 'S {_NOUNS}(?:R )?SUPPLIER", 3.0),
    (rf"(?P<r>S) 'S {_NOUNS}(?:R )?(?:[a-z]+ )?SUPPLIER", 3.0),
    (rf"SUPPLIER (?:of {_NOUNS})?(?:TO|of|for) (?P<r>S)", 3.0),
    (
        rf"SUPPLIER (?:of {_NOUNS})?(?:(?:TO|of|for|in) S )?(?:(?:WHICH )?S (?:HAVE )?RECEIVE )?(?:[a-z]+ ){{0,3}}(?:, )?(?:AND (?:THEM|WHICH) )?BE (?:NEG S (?:WHILE|,) )?(?P<s>S)",
        2.5,
    ),
    (rf"SUPPLIER (?:of {_NOUNS})?, (?:[a-z]+ S )?, BE (?P<s>S)", 2.5),
    (rf"SUPPLIER (?:of {_NOUNS})?, AND (?:THEM|WHICH|IT) BE (?P<s>S)", 2.5),
    (r"(?P<r>S) HAVE (?:N |[a-z]+ )?(?:R )?(?:[a-z]+ )?SUPPLIER", 2.5),
    (r"for (?P<r>S) (?:,|[a-z]+)", 1.0),
    (r"(?:in|of) (?:case|instance) of (?P<r>S)", 1.0),
    (rf"(?:ARMS|P|RECEIVE|IMPORTS) {_SIDE}BE (?P<s>S) 'S(?: MADE)?(?= ,| ;| AND| WHILE| NEG|$)", 1.5),
    (r"SUPPLIER (?:[a-z]+ )*(?P<r>S) (?:HAVE|RECEIVE)", 1.5),
    (r"SUPPLIER of ARMS (?:WHICH )?(?P<r>S) (?:HAVE )?RECEIVE", 2.0),
    (r"SUPPLIER (?:, |: |\( |-- )?(?P<s>S)(?! 'S SUPPLIER)", 1.5),
    (rf"(?P<r>S) (?:, )?(?:WHICH )?(?:HAVE )?BE (?:NEG )?(?:S 'S |ITS )?{_NOUNS}(?:R )?(?:[a-z]+ )?RECIPIENT", 2.5),
    (rf"(?P<s>S) 'S {_NOUNS}(?:R )?(?:[a-z]+ )?RECIPIENT", 3.0),
    (rf"RECIPIENT (?:of|for) (?:{_NOUNS})?(?P<s>S)", 2.5),
    (rf"RECIPIENT (?:of (?:{_NOUNS})?(?:S 'S )?(?:ARMS|EXPORTS|TRANSFERS) )?BE (?P<r>S)", 2.5),
    (r"TRANSFERS (?:of (?:[a-z-]+ )?ARMS )?BY (?P<s>S)", 2.0),
    (rf"(?P<s>S) 'S {_NOUNS}TRANSFERS", 1.5),
    (rf"(?:ARMS|P) {_NOUNS}(?:BE )?(?P<s>S) 'S(?: \.)?$", 1.0),
)
_COMPILED = tuple((row_pattern(pattern), weight) for pattern, weight in _CUES)
_COORDINATION = re.compile(
    r"(?<![^ ])S(?: 'S)?(?: , S(?: 'S)?)*(?: ,)?(?: \()? AND S(?: 'S)?(?: \))?(?:(?: ,)?(?: \()? AND S(?: 'S)?(?: \))?)*(?![^ ])"
)


@dataclass(frozen=True, slots=True)
class Roles:
    """Votes per S token of a sentence: how much its words make it a supplier, how much a recipient."""

    supplier: dict[int, float]
    recipient: dict[int, float]

    def leaning(self, index: int) -> float:
        """Give a positive number for a supplier, a negative one for a recipient, 0 for neither."""
        return self.supplier.get(index, 0.0) - self.recipient.get(index, 0.0)


def groups(sentence: Sentence) -> list[list[int]]:
    """Give the coordinated states of a sentence ("Israel, Turkey and Russia") as lists of token indexes."""
    found = []
    for match in _COORDINATION.finditer(sentence.row):
        first = sentence.at(match.start())
        last = min(first + match.group().count(" "), len(sentence.tokens) - 1)
        found.append([index for index in range(first, last + 1) if sentence.tokens[index].tag == "S"])
    return found


_SET_OFF = row_pattern(rf"S {_RELATIVE}")


def _asides(sentence: Sentence) -> list[tuple[int, int]]:
    """Give the first and last tokens of relative clauses without figures, with the state that they tell of."""
    matched = _SET_OFF.finditer(sentence.row) if {"WHICH", "where", "who", "whose"} & set(sentence.row.split()) else ()
    found = ((sentence.at(match.start()), match.group().rstrip().count(" ")) for match in matched)
    return [(first, first + more) for first, more in found]


def roles(sentence: Sentence) -> Roles:
    """Read the cues of a sentence."""
    if not sentence.indexes("S"):
        return Roles({}, {})  # each cue has a state
    votes: dict[str, dict[int, float]] = {"s": defaultdict(float), "r": defaultdict(float)}
    together = {index: group for group in groups(sentence) for index in group}
    asides = _asides(sentence)
    for pattern, weight in _COMPILED:
        seen: set[int] = set()
        for match in matches(pattern, sentence.row):
            role = "s" if match.groupdict().get("s") else "r"
            index = sentence.at(match.start(role))
            last = sentence.at(match.start()) + match.group().count(" ")
            if index in seen or any(first < index < end < last for first, end in asides):
                # "Turkey, which occupied Cyprus, bought": Cyprus did not
                continue
            seen.add(index)
            for member in together.get(index, [index]):
                votes[role][member] += weight if member == index else weight * 0.9
    return Roles(dict(votes["s"]), dict(votes["r"]))
