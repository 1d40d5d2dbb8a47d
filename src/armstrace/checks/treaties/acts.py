"""What one edition of a treaty table says of one state on one day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from armstrace.gazetteer.treaties import in_force_for, withdrawal_effect
from armstrace.records.errors import NotCovered, UnreadableValue
from armstrace.records.values import When
from armstrace.tables.ask import Row, Tables, literal


@dataclass(frozen=True, slots=True)
class Act:
    """One act of a state: when (None: the day is not known), how it consented, and the key of the row."""

    when: When | None
    how: str
    key: str


@dataclass(frozen=True, slots=True)
class Standing:
    """A state's acts towards a treaty in one edition, and what they make of it on `day`.

    The answers are True, False or None where the edition cannot tell: the date is too coarse, the day lies after what
    the table knows, or the table does not know the state (`known`). An act that is missing is a fact up to `as_of`.
    """

    treaty: str
    edition: str
    day: date
    as_of: When | None
    known: bool
    signing: Act | None = None
    consenting: Act | None = None
    applying: Act | None = None
    notifying: Act | None = None
    leaving: Act | None = None

    @property
    def acts(self) -> tuple[Act, ...]:
        """The acts on record, each once, in the order a treaty takes them."""
        all_acts = (self.signing, self.consenting, self.applying, self.notifying, self.leaving)
        return tuple(act for act in all_acts if act is not None)

    @property
    def covers(self) -> bool:
        """Whether the edition knows of the day: a later day may have brought acts it has not heard of."""
        return self.known and self.as_of is not None and self.as_of.latest is not None and self.day <= self.as_of.latest

    def done(self, act: Act | None) -> bool | None:
        """Say whether an act had happened by the day; an absent act is False only where the edition covers the day."""
        if act is None:
            return False if self.covers else None
        if act.when is not None:
            return act.when.by(self.day)
        # an act without a date had happened by the day the table speaks of
        past = self.as_of is not None and self.as_of.latest is not None and self.as_of.latest <= self.day
        return True if past else None

    @property
    def signature(self) -> When | None:
        """When the state signed."""
        return self.signing.when if self.signing else None

    @property
    def consent(self) -> When | None:
        """When the state consented to be bound."""
        return self.consenting.when if self.consenting else None

    @property
    def how(self) -> str:
        """How the state consented: ratification, accession, ...; "" where it did not or the table does not say."""
        return self.consenting.how if self.consenting else ""

    @property
    def provisional(self) -> When | None:
        """From when the state applied the treaty provisionally."""
        return self.applying.when if self.applying else None

    @property
    def notified(self) -> When | None:
        """When the state gave notice of its withdrawal."""
        return self.notifying.when if self.notifying else None

    @property
    def in_force(self) -> When | None:
        """When the treaty entered into force for the state, by the treaty's own article."""
        if self.consenting is None or self.consenting.when is None:
            return None
        try:
            return in_force_for(self.treaty, self.consenting.when, how=self.how)
        except (UnreadableValue, NotCovered):
            return None

    @property
    def withdrawal(self) -> When | None:
        """When a withdrawal took effect: as recorded, else by the treaty's period of notice."""
        if self.leaving is not None and self.leaving.when is not None:
            return self.leaving.when
        if self.notified is None:
            return None
        try:
            return withdrawal_effect(self.treaty, self.notified)
        except (UnreadableValue, NotCovered):
            return None

    @property
    def signed(self) -> bool | None:
        """Whether the state had signed; not known of a state that consented in a form that the table does not tell."""
        if self.signing is None and self.consenting is not None and not self.how:
            return None
        return self.done(self.signing)

    @property
    def applied(self) -> bool:
        """Whether the state is known to have applied the treaty provisionally."""
        return self.applying is not None and self.done(self.applying) is True

    @property
    def gave_notice(self) -> bool | None:
        """Whether the state had given notice of withdrawal, or had left."""
        return True if self.left else self.done(self.notifying)

    @property
    def left(self) -> bool | None:
        """Whether a withdrawal had taken effect."""
        if self.leaving is None and self.notifying is None:
            return self.done(None)
        return self.withdrawal.by(self.day) if self.withdrawal is not None else self.done(self.leaving)

    @property
    def bound(self) -> bool | None:
        """Whether the state had consented to be bound and not left."""
        left = self.left
        if left:
            return False
        consented = self.done(self.consenting)
        return consented if not consented or left is False else None

    @property
    def force(self) -> bool | None:
        """Whether the treaty was in force for the state."""
        if self.bound is not True:
            return self.bound
        return self.in_force.by(self.day) if self.in_force is not None else None


def standings(tables: Tables, treaty_id: str, state: str, day: date) -> list[Standing]:
    """Give what each edition says, first those that cover the day, the more precise before the coarser."""
    found = []
    for label, exhibit, *as_of in tables.ask(
        "SELECT label, exhibit, as_of_earliest, as_of_latest, as_of_qualifier, as_of_printed "
        f"FROM edition WHERE treaty = {literal(treaty_id)} ORDER BY label, exhibit"
    ):
        rows = tables.ask(
            "SELECT action, how, key, date_earliest, date_latest, date_qualifier, date_printed FROM commitment\n"
            f"WHERE exhibit = {literal(exhibit)} AND treaty = {literal(treaty_id)} AND state = {literal(state)}\n"
            "ORDER BY date_earliest NULLS LAST, place"
        )
        found.append(_standing(treaty_id, label, day, _when(as_of), rows))
    return sorted(found, key=lambda s: (not s.covers, _coarseness(s), s.edition))


def _standing(treaty_id: str, label: str, day: date, as_of: When | None, rows: Iterable[Row]) -> Standing:
    acts: dict[str, Act] = {}
    for action, how, key, *when in rows:
        # the earliest of several: a second consent confirms the first
        acts.setdefault(action, Act(_when(when), how, key))
    return Standing(
        treaty=treaty_id,
        edition=label,
        day=day,
        as_of=as_of,
        known="unknown" not in acts,
        signing=acts.get("signature"),
        consenting=acts.get("consent"),
        applying=acts.get("provisional"),
        notifying=acts.get("withdrawal_notified"),
        leaving=acts.get("withdrawal_effective"),
    )


def _when(columns: list[object]) -> When | None:
    earliest, latest, qualifier, printed = columns
    first, last = (value if isinstance(value, date) else None for value in (earliest, latest))
    return When(first, last, str(qualifier or ""), str(printed or "")) if first or last else None


def _coarseness(standing: Standing) -> int:
    """Count the days that a standing's dates leave open."""
    acts = [when for when in (standing.signature, standing.consent) if when is not None]
    return sum((act.latest - act.earliest).days if act.earliest and act.latest else 10_000 for act in acts)
