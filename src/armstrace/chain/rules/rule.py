"""What a rule is and what it may say: that something stands on its rung, beside it, or against it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from armstrace.chain.model import Hop, Rung
from armstrace.chain.scope import Scope
from armstrace.chain.wording import RULES
from armstrace.records.values import When


@dataclass(frozen=True, slots=True, kw_only=True)
class Stands:
    """One part (`slot`) of one record stands on the rule's rung; see model.Placement for the fields.

    What does not count but is `near` the type asked about, its launcher or family, is printed before what is not.
    """

    key: str
    words: str
    slot: str = ""
    when: When | None = None
    hedge: str = ""
    established: tuple[str, str] | None = None
    records: tuple[str, ...] = ()
    bearing: str = ""
    about: str = ""
    value: str = ""
    counts: bool = True
    near: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """Something is shown beside the rule's rung and supports nothing, for a reason."""

    key: str
    kind: str
    words: str
    reason: str
    records: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Against:
    """Somebody contests or denies what stands on the rule's rung; `kind` says how, for other explanations.

    Where it is `retold`, `who` tells of it and does not contest it.
    """

    key: str
    who: str
    words: str
    kind: str
    retold: bool = False


Found = Stands | Aside | Against
Look = Callable[[Scope, Hop | None], Iterator[Found]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its name, the one rung it may say anything of, and the function that looks at the evidence."""

    name: str
    rung: Rung
    look: Look

    @property
    def sentence(self) -> str:
        """What the rule does, in a sentence."""
        return RULES[self.name]


def of_hop(look: Callable[[Scope, Hop], Iterator[Found]]) -> Look:
    """Make a look at one hop of one that is asked for any."""

    def looked(scope: Scope, hop: Hop | None) -> Iterator[Found]:
        return look(scope, hop) if hop is not None else iter(())

    return looked


def of_use(look: Callable[[Scope], Iterator[Found]]) -> Look:
    """Make a look at the use of one that is asked for any hop or none."""

    def looked(scope: Scope, hop: Hop | None) -> Iterator[Found]:
        return look(scope) if hop is None else iter(())

    return looked


def goes_over(hop: Hop, supplier: str, recipient: str) -> bool:
    """Tell whether something goes from the one side of a hop to the other."""
    return supplier == hop.supplier and recipient == hop.recipient
