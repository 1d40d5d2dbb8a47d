"""What a share is a share of: "60 percent of all Azerbaijan's arms imports", "of the arms China exported", "of them"."""

import re
from dataclasses import dataclass, replace

from armstrace.reading.figures.clauses import Sentence, matches, row_pattern
from armstrace.reading.figures.context import Context

_FILL = r"(?:(?!P )(?:R|ARMS|GLOBAL|total|overall|all|of|entire|combined|annual|recent|country's|[a-z-]+) ){0,4}"


@dataclass(frozen=True, slots=True)
class Base:
    """What a share is a share of: imports or exports, the owner's S token (None: not named), or the whole world."""

    flow: str
    owner: int | None
    world: bool
    first: int
    last: int


# the first pattern that matches wins; group o is the owner
_BASES: tuple[tuple[str, bool, str], ...] = (
    ("exports", True, rf"GLOBAL {_FILL}(?:EXPORTS|TRANSFERS|EXPORTER|RECIPIENT)"),
    ("exports", True, rf"(?:EXPORTS|TRANSFERS) (?:of ARMS )?(?:AWAY |(?:BY )?all {_FILL})?GLOBAL"),
    ("imports", True, rf"GLOBAL {_FILL}(?:IMPORTS|IMPORTER)"),
    ("imports", True, r"IMPORTS (?:of ARMS )?GLOBAL"),
    ("exports", True, rf"GLOBAL 'S {_FILL}(?:EXPORTS|TRANSFERS)"),
    ("exports", True, r"GLOBAL (?:'S )?ARMS(?: PROVIDE| EXPORTS)?"),
    ("exports", True, r"ARMS (?:BE )?PROVIDE (?:AWAY |AND [a-z]+ )?GLOBAL"),
    ("imports", True, r"ARMS (?:BE )?RECEIVE (?:AWAY )?GLOBAL"),
    ("imports", False, r"what (?P<o>S) (?:HAVE )?RECEIVE"),
    ("exports", False, r"what (?P<o>S) (?:HAVE )?PROVIDE"),
    ("imports", False, rf"(?P<o>S) 'S {_FILL}IMPORTS"),
    ("exports", False, rf"(?P<o>S) 'S {_FILL}EXPORTS"),
    ("exports", False, rf"ITS {_FILL}EXPORTS"),
    ("imports", False, rf"IMPORTS (?:of {_FILL}ARMS )?(?:BY|of|TO|for) (?P<o>S)"),
    ("exports", False, rf"EXPORTS (?:of {_FILL}ARMS )?(?:BY|FROM|of) (?P<o>S)"),
    (
        "imports",
        False,
        rf"(?:EXPORTS|TRANSFERS|ARMS) (?:of {_FILL}ARMS )?(?:PROVIDE |WENT |PROVIDE AND [a-z]+ )?TO (?P<o>S)",
    ),
    ("imports", False, rf"(?P<o>S) 'S {_FILL}TRANSFERS FROM"),
    ("exports", False, rf"(?P<o>S) 'S {_FILL}TRANSFERS"),
    ("exports", False, rf"ARMS {_FILL}(?:(?:WHICH|BE) )*PROVIDE (?:AWAY )?BY (?P<o>S)"),
    ("imports", False, rf"ARMS {_FILL}(?:(?:WHICH|BE) )*RECEIVE (?:AWAY )?BY (?P<o>S)"),
    ("imports", False, r"ARMS (?:WHICH )?(?P<o>S) (?:HAVE )?RECEIVE"),
    ("exports", False, r"ARMS (?:WHICH )?(?P<o>S) (?:HAVE )?PROVIDE"),
    ("imports", False, r"(?P<o>S) (?:HAVE )?RECEIVE (?:AWAY|FROM AWAY)"),
    ("exports", False, rf"(?P<o>S) 'S {_FILL}ARMS (?:BE )?PROVIDE"),
    ("exports", False, r"RECIPIENT (?:for|of) (?P<o>S) 'S (?:ARMS|EXPORTS)"),
    ("exports", True, r"all ARMS PROVIDE(?! BY| TO)"),
    ("imports", False, r"(?:breakdown|split) (?:of ARMS )?(?:for|in) (?P<o>S)"),
    ("imports", False, r"(?:everything|all that|whatever) (?P<o>S) (?:HAVE )?RECEIVE"),
    ("imports", False, rf"(?P<o>S) 'S {_FILL}(?:ARMS|SUPPLIER)"),
    ("imports", False, rf"ITS {_FILL}(?:IMPORTS|ARMS)"),
    ("imports", False, r"ARMS (?:WHICH )?(?:IT|GOV) (?:HAVE )?RECEIVE"),
    ("imports", False, r"IMPORTS"),
    ("exports", False, r"EXPORTS"),
    ("imports", False, r"TRANSFERS"),
    ("imports", False, r"ARMS"),
)
_COMPILED = tuple((flow, world, row_pattern(pattern)) for flow, world, pattern in _BASES)
_BREAK = frozenset({";", "WHILE", "--"})
_VERBS = frozenset({"BE", "HAVE", "PROVIDE", "RECEIVE", "ACCOUNT", "ORDER", "RELY", "RISE", "FALL"})


def clause(sentence: Sentence, index: int) -> tuple[int, int]:
    """Give the tokens around `index` up to the next break: "while", ";", a dash, or ", and Russia supplied"."""
    breaks = [i for i in range(len(sentence.tokens)) if _breaks(sentence, i)]
    first = max((i + 1 for i in breaks if i < index), default=0)
    return first, min((i for i in breaks if i > index), default=len(sentence.tokens))


def _breaks(sentence: Sentence, index: int) -> bool:
    tag = sentence.tokens[index].tag
    if tag in _BREAK:
        return True
    joined = tag == "AND" and index > 0 and sentence.tokens[index - 1].tag == ","
    return joined and sentence.part(index + 1, index + 2) == "S" and sentence.part(index + 2, index + 3) in _VERBS


def base_of(sentence: Sentence, index: int, before: Context) -> Base | None:
    """Find what a share is a share of: after its "of", else before it, else anywhere in the sentence, else before."""
    first, last = clause(sentence, index)
    next_percent = min((i for i in sentence.indexes("P") if i > index), default=len(sentence.tokens))
    if _of_something_else(sentence, index) or _NOT_TRADED.search(sentence.row):
        return None
    own = _first_base(sentence, index + 1, min(last, next_percent)) if _opens_base(sentence, index) else None
    for found in (
        _given_away(sentence, index),
        _part_of_exports(sentence, index),
        own,
        _world_total(sentence, first, index, before),
        _share_base(sentence, first, index),
        _first_base(sentence, first, index),
        _first_base(sentence, index + 1, last),
        _first_base(sentence, 0, len(sentence.tokens)),
    ):
        if found is not None:
            return _worldwide(sentence, found)
    return Base(before.flow, None, before.world, index, index) if before.flow else None


# arms that were used, lost or found are no deliveries, and arms as a part of all exports no share of arms
_NOT_TRADED = row_pattern(
    r"ARMS (?:BE )?(?:used|fired|deployed|captured|lost|destroyed|found|seen)|ARMS ACCOUNT P of S 'S EXPORTS"
)
_TRADE = frozenset(
    [
        *(
            "IMPORTS",
            "EXPORTS",
            "TRANSFERS",
            "ARMS",
            "PROVIDE",
            "RECEIVE",
            "SUPPLIER",
            "RECIPIENT",
            "SHARE",
            "THEM",
        ),
        *("IT", "GLOBAL", "what", "that", "this"),
    ]
)


def _of_something_else(sentence: Sentence, index: int) -> bool:
    """Tell "70 percent of opposing forces", a share of nothing that was traded."""
    following = [token.tag for token in sentence.tokens[index + 1 : index + 7]]
    if following[:1] != ["of"]:
        return False
    stop = next(
        (i for i, tag in enumerate(following) if tag in {"P", ";", "WHILE", ",", "on", "WITH"} and i), len(following)
    )
    return not _TRADE & set(following[1:stop])


def _opens_base(sentence: Sentence, index: int) -> bool:
    following = [token.tag for token in sentence.tokens[index + 1 : index + 3] if token.tag != ","]
    return bool(following) and following[0] in {"of", "in", "ITS", "AWAY"}


_PART_OF_EXPORTS = row_pattern(
    r"(?:ITS|(?P<o>S) 'S) (?:[a-z-]+ )?EXPORTS TO S(?: 'S)? (?:, )?(?:HAVE )?(?:ACCOUNT|BE) P(?= of (?:THEM|total|all|ITS|S 'S)| , | AND|$)"
)


def _part_of_exports(sentence: Sentence, index: int) -> Base | None:
    """Read "its exports to Azerbaijan made up 13 percent of the total" as a share of its exports."""
    for match in matches(_PART_OF_EXPORTS, sentence.row):
        first = sentence.at(match.start())
        if first + match.group().count(" ") == index:
            subject = next((i for i in sentence.indexes("S") if i < first), None)
            owner = sentence.at(match.start("o")) if match["o"] else subject
            return Base("exports", owner, False, first, index)
    return None


_WORLD_TOTAL = row_pattern(
    r"SHARE (?:of|in) (?:(?:ITS|THEM|GLOBAL|ARMS|[a-z-]+) )?GLOBAL (?:ARMS )?(?:total|RECIPIENT|TRANSFERS)(?! of)"
)


def _world_total(sentence: Sentence, first: int, last: int, before: Context) -> Base | None:
    """Read "its share of the world total" as one of what the sentence, or the one before, is about: its exports."""
    found = list(_WORLD_TOTAL.finditer(sentence.part(first, last)))
    if not found or not (found[-1].group().endswith("total") or before.flow):
        return None
    nouns = [token.tag for token in sentence.tokens[:first] if token.tag in {"IMPORTS", "EXPORTS"}]
    flow = nouns[-1].lower() if nouns else before.flow
    return Base(flow, None, True, last, last) if flow else None


def _share_base(sentence: Sentence, first: int, last: int) -> Base | None:
    """Look behind the last SHARE OF before the number: "Israel's share of Azerbaijan's arms imports was 60 %"."""
    for index in reversed(range(first, last)):
        if sentence.tokens[index].tag == "SHARE":
            return _first_base(sentence, index + 1, last)
    return None


_OF_THEM = row_pattern(
    r"P of (?P<them>(?:THEM|total)(?: (?:total|ARMS|IMPORTS|EXPORTS))?|IMPORTS|EXPORTS)(?= ,| AND| ;| WHILE| --| \)| FROM|$)"
)
_SHARE_OF_THEM = row_pattern(r"S 'S SHARE (?:of|in) THEM (?:RISE|FALL|BE|WENT)")
_NAMED_FIRST = row_pattern(r"(?:for|in|of|TO|as for) S")


def of_them(sentence: Sentence, base: Base) -> bool:
    """Tell shares "of them" or "of the total": the sentence before says whose, and no state of this one is meant."""
    if base.owner is not None or "ITS" in sentence.part(base.first, base.last).split():
        return False
    if _SHARE_OF_THEM.search(sentence.row):
        return True
    found = _OF_THEM.search(sentence.row)
    if found is None or _NAMED_FIRST.match(sentence.row):
        return False
    behind = sentence.tokens[sentence.at(found.start("them"))]
    # "39 per cent of arms imports" points to no sentence before, "56 per cent of the imports" does
    return behind.tag in {"THEM", "total"} or sentence.text.startswith("the ", behind.start - 4)


def _first_base(sentence: Sentence, first: int, last: int) -> Base | None:
    part = sentence.part(first, last)
    for flow, world, pattern in _COMPILED:
        for match in matches(pattern, part)[:1]:
            start = first + part[: match.start()].count(" ")
            end = start + match.group().count(" ") + 1
            owner = match.groupdict().get("o")
            owner_index = start + part[match.start() : match.start("o")].count(" ") if owner else None
            return Base(flow, owner_index, world, start, end)
    return None


# what is sold is one's own, what is supplied may be the receiver's: "China, which supplied 70 percent of its arms"
_SOLD = re.compile(r"export|s[oe]ld?\b|sell|sen[dt]|ship", re.IGNORECASE)
_TO_SOMEBODY = row_pattern(r"of ITS (?:[a-z-]+ )*(?:ARMS|EXPORTS)(?: EXPORTS)?(?: AWAY)? TO S")


def _given_away(sentence: Sentence, index: int) -> Base | None:
    """Read "exported 60 percent of its arms" as a share of exports: what is given away is one's own.

    Arms "supplied" to nobody named, or in a relative clause, are those that somebody else received: there "its" is
    the one that the sentence is about, and not the supplier.
    """
    if sentence.part(index + 1, index + 4) != "of ITS ARMS" or sentence.part(index - 1, index) != "PROVIDE":
        return None
    verb = sentence.tokens[index - 1]
    relative = "WHICH" in sentence.part(max(0, index - 4), index - 1).split()
    own = not relative and _SOLD.match(sentence.text, verb.start)
    if own or _TO_SOMEBODY.match(sentence.part(index + 1, len(sentence.tokens))):
        giver = next((i for i in reversed(range(max(0, index - 5), index)) if sentence.tokens[i].tag == "S"), None)
        return Base("exports", giver if relative else None, False, index + 2, index + 4)
    return Base("imports", None, False, index + 2, index + 4)


def _worldwide(sentence: Sentence, base: Base) -> Base:
    """Read a base without an owner in a sentence that speaks of the whole world as the world's."""
    owned = base.owner is not None or "ITS" in sentence.part(base.first, base.last)
    if base.world or owned or "GLOBAL" not in sentence.row.split() or " TO S" in sentence.row:
        return base
    flow = "exports" if base.flow == "exports" or "PROVIDE" in sentence.row.split() else base.flow
    return replace(base, flow=flow, world=True)
