"""Shares: "Israel supplied 60 percent of all Azerbaijan's arms imports between 2015 and 2019".

For each share, first what it is a share of (see bases), then who the other party is. A base or party the sentence
leaves open ("60 per cent of them") is taken from the sentence before, never from further away.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from armstrace.reading.figures.bases import Base, base_of, clause, of_them
from armstrace.reading.figures.clauses import Sentence, matches, row_pattern
from armstrace.reading.figures.context import Context, commodity_of, one_class, period_for, span_of
from armstrace.reading.figures.moved import is_moving, two_shares
from armstrace.reading.figures.regions import region_in
from armstrace.reading.figures.roles import Roles, groups
from armstrace.records.claims import QuantityClaim

# a state right beside its share: "Israel (60 per cent)", "60 per cent from Israel", "with Israel at 60 per cent"
_BESIDE: tuple[tuple[str, str], ...] = (
    ("before", r"(?P<x>S) (?:'S )?\( (?:WITH |[a-z-]+ )?P"),
    ("before", r"(?P<x>S) (?:, |-- |: )?(?:WITH|at|on|of|for) P"),
    ("before", r"(?P<x>S) (?:(?:CAME|BE|FLOW) )?(?:R|second|third|fourth|fifth|next|last) (?:, )?(?:WITH|at|on) P"),
    (
        "before",
        r"(?P<x>S) , (?:S 'S |ITS |GLOBAL )?(?:R )?(?:SUPPLIER|RECIPIENT) (?:of ARMS )?, (?:HAVE )?(?:FLOW|ACCOUNT) P",
    ),
    ("before", r"(?P<x>S) 'S (?:BE |CAME )?(?:TO )?P"),
    ("before", r"(?P<x>S) 'S (?:RISE|FALL|WENT) TO P"),
    ("before", r"(?P<x>S) : P"),
    ("before", r"(?P<x>S) (?:HAVE )?(?:FLOW|ACCOUNT) (?:for )?P"),
    ("before", r"(?P<x>S) (?:'S )?SHARE (?:[a-z-]+ ){0,3}(?:BE )?(?:at |TO )?P"),
    ("before", r"(?P<x>S) (?:, |: )?P(?= ,| AND| ;| of| WHILE|$)"),
    ("before", r"(?P<x>S) (?:AND |ITS |[a-z]+ )?(?:another|further|additional|remaining|other|only) P"),
    ("after", r"P (?:AWAY )?(?:of (?:[A-Z]+ |[a-z]+ ){0,3})?(?:BE )?(?:CAME )?FROM (?P<x>S)"),
    ("after", r"P (?:of (?:THEM|this|ITS ARMS|ITS IMPORTS) )?(?:BE )?PROVIDE BY (?P<x>S)"),
    ("after", r"P (?:of THEM )?(?:WENT )?(?:WENT|TO) (?:TO |for )?(?P<x>S)"),
    ("after", r"P (?:BE |, |for |in |BY |of THEM BE )?(?P<x>S)(?: 'S)?(?= ,| AND| \)| ;| WHILE|$| \()"),
    ("before", r"(?P<x>S) , WHICH (?:HAVE )?(?:HAVE|ACCOUNT|FLOW) P"),
    (
        "before",
        r"(?P<x>S) , WHICH SHARE (?:in|of) (?:THEM|(?:ITS|S 'S) (?:[a-z-]+ )?IMPORTS) (?:RISE |FALL |BE )(?:TO |at )?P",
    ),
)
# "accounted for a third of them, Israel for 27 percent"
_SHARING = frozenset({"ACCOUNT", "RELY", "RECIPIENT", "SUPPLIER"})
# a state that supplies its share is the partner in somebody's imports, one that takes it in somebody's exports
_BESIDE_COMPILED = {
    flow: tuple((side, row_pattern(pattern.replace("FLOW", verb))) for side, pattern in _BESIDE)
    for flow, verb in (("imports", "PROVIDE"), ("exports", "RECEIVE"))
}


def shares(sentence: Sentence, read: Roles, before: Context) -> Iterator[QuantityClaim]:
    """Give the share claims of one sentence; a share of the world's has "*" on the other side."""
    respectively = _respectively(sentence)
    for index in sentence.indexes("P"):
        if _NO_PART.match(sentence.text, sentence.tokens[index].end):
            continue
        commodity = commodity_of(sentence, index, before)
        if commodity == "arms":
            commodity = one_class(sentence) or commodity
        base = base_of(sentence, index, before)
        if commodity is None or base is None:
            continue
        partners = respectively.get(index) or _partners(sentence, index, base, read)
        if base.world and partners and read.leaning(partners[0]) < -1:
            # what the world sends and one state receives is its share of the world's imports
            base = replace(base, flow="imports")
        split = [[partner] for partner in partners] if _each(sentence, index) else [partners]
        for some in split:
            claim = _claim(sentence, index, base, some, read, before)
            if claim is not None:
                claim = replace(claim, commodity=commodity)
                yield from two_shares(sentence, index, claim, before) if is_moving(sentence, index) else (claim,)
                # the next share of the sentence may leave out what this one named
                before = replace(before, **_open(claim, base))


# "half as large as" compares, and what "the rest" is a part of is not told
_NO_PART = re.compile(r" as (?:much|many|large|big|high|great)\b| of the (?:rest|remainder|others)\b", re.IGNORECASE)
_AFTER = frozenset({"FROM", "BY", "TO", "of", "on", "in"})


def _each(sentence: Sentence, index: int) -> bool:
    """Tell "11 percent each", one share for every state, from a share that they hold together."""
    end = sentence.tokens[index].end
    return bool(re.match(r"\s+each\b", sentence.text[end : end + 8]))


def _open(claim: QuantityClaim, base: Base) -> dict[str, Any]:
    """Give what a claim leaves to the rest of its sentence: whose imports or exports they are, and when."""
    handed: dict[str, Any] = {"flow": base.flow, "world": base.world, "period": claim.period}
    if not base.world:
        handed["recipient" if base.flow == "imports" else "supplier"] = (
            claim.object if base.flow == "imports" else claim.subject
        )
    return handed


def _respectively(sentence: Sentence) -> dict[int, list[int]]:
    """Pair states and shares of "Israel and Russia supplied 60 and 29 per cent respectively"."""
    percents = sentence.indexes("P")
    for group in groups(sentence):
        if (
            len(group) == len(percents) > 1
            and "respectively" in sentence.text[sentence.span.start : sentence.span.end].lower()
        ):
            return {percent: [state] for percent, state in zip(percents, group, strict=True)}
    return {}


def _beside(sentence: Sentence, flow: str) -> dict[int, list[int]]:
    """Give, per share, the state that stands right beside it, with those coordinated with it where a verb joins them."""
    together = {member: group for group in groups(sentence) for member in group}
    found: dict[int, list[int]] = {}
    for side, pattern in _BESIDE_COMPILED[flow]:
        for match in matches(pattern, sentence.row):
            first, state = sentence.at(match.start()), sentence.at(match.start("x"))
            percent = first if side == "after" else first + match.group().count(" ")
            supplied = sentence.part(state - 1, state + 2) if side == "before" else ""
            if percent in found or supplied == "PROVIDE S WITH" or _given(sentence, state):
                continue
            if sentence.part(percent - 1, percent) == "for" and not _SHARING & set(sentence.part(0, state).split()):
                continue
            verb = sentence.part(state + 1, state + 2) in {"PROVIDE", "ACCOUNT", "RECEIVE", "HAVE"}
            shared = sentence.part(percent - 1, percent) == "for" and state + 2 == percent
            joint = verb or shared or (side == "after" and ("PROVIDE" in match.group() or _each(sentence, percent)))
            group = together.get(state, [state])
            # "from Russia, and the Emirates supplied 22 percent": only the last has the verb
            apart = verb and sentence.part(group[0] - 1, group[0]) in _AFTER
            found[percent] = group if joint and not apart else [state]
    return found


def _given(sentence: Sentence, state: int) -> bool:
    """Tell the second recipient in "supplied Tanzania with 92 per cent, and Cameroon with 70"."""
    lead = sentence.part(0, state + 3)
    return sentence.part(state, state + 3) == "S WITH P" and "PROVIDE S WITH P" in lead


def _partners(sentence: Sentence, index: int, base: Base, read: Roles) -> list[int]:
    """Find the other party of a share: the state beside it, else the one whose words give it the other role."""
    owner = sentence.code(base.owner) if base.owner is not None else ""
    beside = [i for i in _beside(sentence, base.flow).get(index, []) if sentence.code(i) != owner]
    if beside:
        return beside
    together = {member: group for group in groups(sentence) for member in group}
    sign = -1.0 if base.flow == "exports" and not base.world else 1.0
    first, last = clause(sentence, index)
    candidates = [
        i for i in sentence.indexes("S") if i != base.owner and sentence.code(i) != owner and not _is_firm(sentence, i)
    ]
    ranked = sorted(candidates, key=lambda i: (not first <= i < last, abs(i - index)))
    leaning = [i for i in ranked if sign * read.leaning(i) > 0]
    neutral = [i for i in ranked if read.leaning(i) == 0] if base.owner is not None or base.world else []
    only = ranked if owner and len({sentence.code(i) for i in ranked}) == 1 else []
    best = (leaning or neutral or only or (ranked if base.world else []))[:1]
    return together.get(best[0], best) if best else []


def _claim(
    sentence: Sentence, index: int, base: Base, partners: list[int], read: Roles, before: Context
) -> QuantityClaim | None:
    number = sentence.number(index)
    subject, obj = _sides(sentence, index, base, partners, read, before)
    if not subject and not obj:
        return None
    period = period_for(sentence, index, before)
    owner = [base.owner] if base.owner is not None else []
    involved = [index, *partners, base.first, max(base.first, base.last - 1), *owner]
    start, end = span_of(sentence, involved, number, period)
    return QuantityClaim(
        start=start,
        end=end,
        text=sentence.text[start:end],
        measure=f"share_of_{base.flow}",
        value=number.value,
        min=number.low,
        max=number.high,
        unit="percent",
        comparator=number.comparator,
        subject=subject,
        object=obj,
        place=region_in(_base_words(sentence, base)),
        period=period.when if period else before.period,
        sentence=(sentence.span.start, sentence.span.end),
    )


def _base_words(sentence: Sentence, base: Base) -> str:
    """Give the words of a base and the few behind them, where a region would stand."""
    return sentence.text[
        max(sentence.span.start, sentence.tokens[base.first].start - 20) : sentence.tokens[base.last - 1].end + 30
    ]


def _sides(
    sentence: Sentence, index: int, base: Base, partners: list[int], read: Roles, before: Context
) -> tuple[str | None, str | None]:
    """Give subject (who supplies) and object (who receives); a world's share has one of them only."""
    codes = list(dict.fromkeys(sentence.code(partner) for partner in partners))
    partner = "+".join(codes) or None
    owner = _codes(sentence, base.owner) if base.owner is not None else _owner(sentence, index, base, codes, read)
    if base.world:
        return (partner or owner, "*") if base.flow == "exports" else ("*", partner or owner)
    known = before.supplier if base.flow == "exports" else before.recipient
    # "Israel sold drones to Iran. Turkey supplied 60 percent of its arms": not of whom the first is about
    open_whose = any(each < base.first for each in partners) and len(before.states) > 1
    its = "ITS" in sentence.part(base.first, base.last).split()
    if before.about and its and before.flow != base.flow and not open_whose:
        # "Poland bought from Korea. Its exports ...": of whom the sentence before is about, whichever side it was
        known = _other(before.about, partner) or known
    known = None if known in before.joined and of_them(sentence, base) else known
    meant = None if open_whose else _pronoun(sentence, base, before)
    owner = owner or _other(known, partner) or _other(meant, partner)
    if base.flow == "exports":
        return owner, partner or _other(before.recipient, owner)
    return partner or _other(before.supplier, owner), owner


def _codes(sentence: Sentence, owner: int) -> str:
    """Give the owner of a base with those joined to it: "Armenia and Azerbaijan's arms imports" are of both."""
    group = next((group for group in groups(sentence) if owner == group[-1]), [owner])
    joined = group if all(sentence.part(i + 1, i + 2) in {",", "AND"} for i in group[:-1]) else [owner]
    return "+".join(dict.fromkeys(sentence.code(i) for i in joined))


def _is_firm(sentence: Sentence, index: int) -> bool:
    """Tell "Israel's Elbit", a company and not the state."""
    after = sentence.tokens[index + 1 : index + 3]
    named = len(after) == 2 and after[0].tag == "'S" and after[1].tag.islower()
    return named and sentence.text[after[1].start].isupper()


def _pronoun(sentence: Sentence, base: Base, before: Context) -> str | None:
    """Find whom "its imports" or "what the country imported" means: the first state of the sentence before."""
    words = sentence.text[sentence.tokens[base.first].start : sentence.tokens[base.last - 1].end].lower()
    back = {"ITS", "IT"} & set(sentence.part(base.first, base.last).split()) or re.search(
        r"\b(?:country|state|nation|kingdom)\b", words
    )
    return before.states[0] if back and before.states else None


def _owner(sentence: Sentence, index: int, base: Base, partners: list[str], read: Roles) -> str | None:
    """Find whose imports or exports are meant where the base does not name them ("its arms imports").

    States that stand beside another share are somebody's partners, not the owner.
    """
    if base.world or of_them(sentence, base):
        return None
    given = [i for i in sentence.indexes("S") if sentence.part(i, i + 3) == "S WITH P" and i + 2 == index]
    if given and "PROVIDE S WITH P" in sentence.row:
        return sentence.code(given[0])
    taken = {sentence.code(i) for group in _beside(sentence, base.flow).values() for i in group}
    # "Germany 14 percent and Poland 13"
    taken |= {sentence.code(i) for i in sentence.indexes("S") if sentence.part(i, i + 2) == "S N"}
    sign = 1.0 if base.flow == "exports" else -1.0
    candidates = [i for i in sentence.indexes("S") if sentence.code(i) not in partners]
    free = [i for i in candidates if sentence.code(i) not in taken]
    nearest = sorted(free, key=lambda i: abs(i - index))
    leaning = [i for i in nearest if sign * read.leaning(i) > 0]
    neutral = [i for i in nearest if read.leaning(i) == 0]
    if leaning:
        return sentence.code(leaning[0])
    if len({sentence.code(i) for i in neutral}) == 1:
        return sentence.code(neutral[0])
    pronoun = "ITS" in sentence.part(base.first, base.last) or "IT" in sentence.part(base.first, base.last)
    behind = [i for i in neutral if i < index] if pronoun else []
    return sentence.code(behind[0]) if behind else None


def _other(code: str | None, than: str | None) -> str | None:
    return code if code != than else None
