"""What a sentence hands on to the next, worked out only where a later sentence asks for it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from armstrace.reading.figures.clauses import Sentence
from armstrace.reading.figures.context import ARMS_WORDS, Context
from armstrace.reading.figures.counted_when import lately
from armstrace.reading.figures.roles import Roles, groups, roles
from armstrace.reading.figures.treaties.named import treaties_named
from armstrace.reading.figures.windows import begun, in_aside, is_former, said
from armstrace.reading.text.keyed import Keyed
from armstrace.records.claims import QuantityClaim, TradeClaim, TreatyClaim
from armstrace.records.values import When

_T = TypeVar("_T")
# what the grammar's ARMS may be without the words of ARMS_WORDS
_PERHAPS_ARMS = Keyed(
    re.compile(r"arms|weapon|armament|materi|munition|military|defen[cs]e|army|arsenal", re.IGNORECASE)
)


def handed_on(
    sentence: Sentence,
    votes: Roles,
    quantities: Sequence[QuantityClaim],
    claims: Sequence[QuantityClaim | TreatyClaim | TradeClaim],
    before: Context,
) -> Context:
    """Give the context of the next sentence: the last claim's parties, else those the words of this one show."""
    last = next(
        (c for c in reversed(quantities) if c.measure.startswith("share") or c.measure in {"count", "amount"}), None
    ) or next((c for c in reversed(quantities) if c.measure == "change"), None)
    listed = next((c for c in claims if isinstance(c, TradeClaim)), None)
    states = _states(sentence)
    told = sorted((c for c in claims if isinstance(c, TreatyClaim) and c.treaty != "NATO"), key=lambda c: c.end)
    treaty = (told[-1].treaty_id if told else None) or _treaty(sentence)
    suppliers = [sentence.code(i) for i in sentence.indexes("S") if votes.leaning(i) > 0]
    recipients = [sentence.code(i) for i in sentence.indexes("S") if votes.leaning(i) < 0]
    tags = {token.tag for token in sentence.tokens}
    flow = last.measure.removeprefix("share_of_") if last and last.measure.startswith("share_of_") else ""
    flow = last.action or "" if last and last.measure == "change" else flow
    joined = tuple(sentence.code(i) for group in groups(sentence) for i in group) if states else ()
    if last and last.comparator == "ordinal" and {last.subject, last.object} & {*joined}:
        # "Angola, Nigeria and Mali were the largest importers": no later figure is of the last of them
        last = replace(last, subject=_alone(last.subject, joined), object=_alone(last.object, joined))
        suppliers, recipients = (list(set(codes) - {*joined}) for codes in (suppliers, recipients))
    kept = before if listed and not states else Context()
    return Context(
        supplier=(_state(last.subject) if last else None) or (suppliers[0] if suppliers else kept.supplier),
        recipient=(_state(last.object) if last else None) or (recipients[0] if recipients else kept.recipient),
        flow=flow or ("imports" if tags & {"IMPORTS", "RECEIVE"} else "exports" if "EXPORTS" in tags else kept.flow),
        commodity=last.commodity if last else "arms" if tags & {"ARMS", "W", "SUPPLIER"} else kept.commodity,
        period=_window(sentence, quantities, last, before.period if last else kept.period),
        states=states or before.states,
        treaty=treaty or before.treaty,
        treaties=treaties_named(sentence) or before.treaties,
        topic=_topic(sentence) or before.topic,
        lately=lately(sentence, before.lately),
        said=said(sentence, before.said),
        begun=(*before.begun, *begun(sentence)),
        moved=_moved(quantities) or before.moved,
        about=_about(sentence, before),
        joined=joined,
    )


def _window(
    sentence: Sentence, quantities: Sequence[QuantityClaim], last: QuantityClaim | None, before: When | None
) -> When | None:
    """Give the years that a later figure without any is of: never those that another was only held against."""
    dated = [p for p in sentence.periods if p.when is not None and p.when.years is not None]
    own = [p.when for p in dated if not is_former(sentence, p) and not in_aside(sentence, p, None)]
    former = [p.when for p in dated if is_former(sentence, p) and p.when not in own]
    if last and last.period and last.period not in former:
        return last.period
    figures = [c.period for c in quantities if c.period and c.period not in former] if last else []
    return next(iter([*reversed(figures), *reversed(own)]), before)


def _moved(quantities: Sequence[QuantityClaim]) -> tuple[When, When] | None:
    """Give the windows that the last change of a sentence led from and to."""
    dated = (c for c in reversed(quantities) if c.measure == "change" and c.period and c.compared)
    return next(((c.compared, c.period) for c in dated if c.compared and c.period), None)


_SUBJECT_ENDS = frozenset({"PROVIDE", "RECEIVE", "ACCOUNT", "RISE", "FALL", "BE", "HAVE", "ORDER", "RELY", "P", ";"})
_NO_SUBJECT = frozenset({"FROM", "in", "TO", "BY", "of", "on", "WITH", "for", "than", "among"})


def _about(sentence: Sentence, before: Context) -> str | None:
    """Give the state that a sentence is about: the first before its verb, or the one that "it" and "its" stand for."""
    for index, token in enumerate(sentence.tokens):
        if token.tag in {"IT", "ITS"}:
            return before.about
        if token.tag == "S":
            behind = sentence.tokens[index - 1].tag if index else ""
            return None if behind in _NO_SUBJECT else sentence.code(index)
        if token.tag in _SUBJECT_ENDS:
            break
    return None if sentence.indexes("S") else before.about


class Handed:
    """The context before a sentence: that after the last sentence with figures, and the sentences passed over since.

    Of those only the last one counts in full; the states, treaty and topic of earlier ones stay until others come.
    """

    def __init__(self, context: Context | None = None) -> None:
        """Begin after a sentence that was read, or at the beginning of a text."""
        self._known = context or Context()
        self._since: list[Sentence] = []
        self._afresh = False

    def pass_over(self, sentence: Sentence) -> None:
        """Note a sentence without figures."""
        self._since.append(sentence)
        self._afresh = False

    def start_afresh(self) -> None:
        """Begin a paragraph: "it" may still mean the last treaty or state named, and nothing else is kept."""
        self._afresh = True

    def on(self) -> Context:
        """Work out the context."""
        if not (self._since or self._afresh):
            return self._known
        last = self._since[-1] if self._since and not self._afresh else None
        earlier = self._since[:-1] if last else self._since
        here = handed_on(last, roles(last), (), (), Context()) if last else Context()
        known, dated, latest = self._known.said, self._known.begun, self._known.lately
        for sentence in self._since:
            known, dated = said(sentence, known), (*dated, *begun(sentence))
            latest = lately(sentence, latest)
        return replace(
            here,
            lately=latest,
            said=known,
            period=here.period or (self._known.period if self._only_looks_back() else None),
            moved=self._known.moved,
            about=here.about or (None if here.states else self._known.about),
            begun=dated,
            states=here.states or _latest(_states, earlier) or self._known.states,
            treaty=here.treaty or _latest(_treaty, earlier) or self._known.treaty,
            treaties=here.treaties or _latest(treaties_named, earlier) or self._known.treaties,
            topic=here.topic or self._known.topic or _latest(_topic, earlier),
        )

    def _only_looks_back(self) -> bool:
        """Tell whether one sentence was passed over, and it only says what had been before: "up from 2011-15"."""
        if len(self._since) != 1 or self._afresh:
            return False
        periods = self._since[0].periods
        return bool(periods) and all(is_former(self._since[0], each) for each in periods)


def _latest(read: Callable[[Sentence], _T | None], sentences: Sequence[Sentence]) -> _T | None:
    """Give what the last sentence that has any says of something."""
    return next((found for sentence in reversed(sentences) if (found := read(sentence))), None)


def _states(sentence: Sentence) -> tuple[str, ...]:
    if not sentence.states:
        return ()
    return tuple(dict.fromkeys(sentence.code(i) for i in sentence.indexes("S")))


def _treaty(sentence: Sentence) -> str | None:
    named = treaties_named(sentence)
    return named[0][0] if named else None


def _topic(sentence: Sentence) -> str | None:
    """Give "arms" where a sentence speaks of them."""
    where = sentence.text, sentence.span.start, sentence.span.end
    if ARMS_WORDS.search(*where):
        return "arms"
    perhaps = sentence.arms or _PERHAPS_ARMS.search(*where)
    return "arms" if perhaps and sentence.indexes("ARMS", "W") else None


def _alone(code: str | None, joined: Sequence[str]) -> str | None:
    return None if code in joined else code


def _state(code: str | None) -> str | None:
    """Leave the world ("*") out: no pronoun stands for it."""
    return None if code == "*" else code
