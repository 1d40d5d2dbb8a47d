"""Who was delivered a weapon, per register: the recipient asked for and, always, everybody else.

A delivery shows that a state received the weapon, not that it held it on a day, and not who used it.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from armstrace.checks.designations import designations, folded, of_designation
from armstrace.checks.editions import RegisterEdition, editions
from armstrace.checks.registry import Ground
from armstrace.events.munitions import FAMILY, SAME, Weapon, launched_by, named_weapon, relation
from armstrace.gazetteer.states import display
from armstrace.records.findings import Part
from armstrace.tables.ask import Tables, literal, rerunnable

_SHOWN = 12
_ROW = "TRY_CAST(regexp_extract(place, 'row=(\\d+)', 1) AS INTEGER)"


@dataclass(frozen=True, slots=True)
class Delivery:
    """One row of a register: what went to whom, from whom, how many and when, each as printed."""

    key: str
    recipient: str
    supplier: str
    designation: str
    number: str
    year: str
    first_year: int
    last_year: int

    @property
    def words(self) -> str:
        """The row in words: "12 Smerch from Ukraine (2004)"."""
        return f"{self.number or '?'} {self.designation} from {display(self.supplier)} ({self.year})"


@dataclass(frozen=True, slots=True)
class Held:
    """All deliveries of a weapon in one edition, up to the end of a year, by recipient."""

    edition: RegisterEdition
    designation: str
    rows: tuple[Delivery, ...]
    sql: str

    def of(self, code: str) -> tuple[Delivery, ...]:
        """Give the rows of one recipient."""
        return tuple(row for row in self.rows if row.recipient == code)

    @property
    def recipients(self) -> tuple[str, ...]:
        """All who were delivered it, in the order of their first delivery and then of the register's rows."""
        return tuple(dict.fromkeys(row.recipient for row in self.rows))

    def words(self, code: str) -> str:
        """Say what one recipient was delivered."""
        return "; ".join(row.words for row in self.of(code)[:_SHOWN])

    def parts(self, asked: Collection[str], parties: Collection[str] = ()) -> tuple[Part, ...]:
        """List the other holders, the parties to the conflict first and named as such."""
        others = [code for code in self.recipients if code not in asked]
        others.sort(key=lambda code: code not in parties)
        return tuple(
            Part(
                label=f"{display(code)} (a party to the conflict)" if code in parties else display(code),
                value=float(len(self.of(code))),
                unit="rows",
                note=self.words(code),
                records=tuple(row.key for row in self.of(code)),
            )
            for code in others
        )


def held(weapon: Weapon, ground: Ground, until: int | None = None) -> Held | None:
    """Look up who was delivered a weapon (identity or "", words), in the first edition that lists single deliveries.

    None where no such edition is here, or no register lists the weapon by that name.
    """
    for edition in editions(ground.tables, ground.published):
        if edition.kind == "sipri_tiv":
            continue
        found = _held(ground.tables, edition, weapon, until)
        if found.rows:
            return found
    return None


def _names(weapon: Weapon) -> Iterable[str]:
    """Give the words under which a register may list a weapon: it lists launchers, seldom what they fire."""
    identity, printed = weapon
    return dict.fromkeys(name for name in (printed, identity, *launched_by(weapon)) if name)


def listed_as(tables: Tables, weapon: Weapon) -> list[str]:
    """Give the conditions, in SQL, of which the rows of a weapon (identity or "", words) meet one."""
    listed = designations(tables)
    return sorted({of_designation(listed, name).condition for name in _names(weapon)})


def _held(tables: Tables, edition: RegisterEdition, weapon: Weapon, until: int | None) -> Held:
    conditions = listed_as(tables, weapon)
    sql = (
        "SELECT key, recipient, supplier, rtrim(designation, ' -'), number_delivered_printed, delivered_printed,\n"
        "  year(delivered_earliest), year(delivered_latest), description\n"
        f"FROM transfer WHERE edition = {literal(edition.label)} AND delivered_latest IS NOT NULL\n"
        f"  AND ({' OR '.join(conditions) or 'false'})"
    )
    if until is not None:
        sql += f" AND year(delivered_earliest) <= {until}"
    # by row, not by name: a name would set one party always before the other
    sql += f"\nORDER BY delivered_earliest, {_ROW}, place, key"
    rows = [
        Delivery(*row[:8]) for row in tables.ask(sql) if row[1] and is_it(weapon, str(row[3]), str(row[8]), str(row[1]))
    ]
    return Held(edition, weapon[1] or weapon[0], tuple(rows), rerunnable(sql))


def is_it(weapon: Weapon, designation: str, description: str, recipient: str) -> bool:
    """Keep look-alikes out: "Lynx" is a rocket launcher and a helicopter, "Uragan" two weapons."""
    identity = named_weapon(designation, description, recipient)
    if weapon[0] and identity:
        return relation(weapon, (identity, designation)).how in {SAME, FAMILY}
    return any(folded(designation).startswith(folded(name)) for name in weapon if name)


def also_held(found: Held | None, actor: str, others: Sequence[str], weapon: str) -> list[str]:
    """Say which of the other parties to the conflict were delivered the weapon too: type alone shows no user."""
    if found is None:
        return []
    if not actor:
        having = [f"{display(code)}: {found.words(code)}" for code in others if found.of(code)]
        words = f"Of the parties to the conflict these were delivered {weapon}: {'; '.join(having)}"
        return [f"{words} ({found.edition.label})."] if having else []
    own = (
        "" if found.of(actor) else f"No delivery of {weapon} to {display(actor)} is recorded in {found.edition.label}."
    )
    told = [
        f"{display(code)}, the other belligerent, also holds {weapon}: {found.words(code)} ({found.edition.label})."
        for code in others
        if code != actor and found.of(code)
    ]
    return [own, *told, *(["The type alone does not show who used it."] if told else [])]
