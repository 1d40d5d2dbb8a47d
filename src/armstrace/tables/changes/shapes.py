"""Which cells of a row say what it is about, and which say something of it: one shape per kind of record.

The identifying cells of a kind are those that name its parties, its thing and its time. Two rows that agree in them
are about the same; where a register numbers its rows itself (a deal, a licence, an incident), its number decides.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache

from armstrace.tables.schema import KINDS, columns_of

# where a record stands and who read it, never what it says
_BOOKKEEPING = frozenset({"key", "exhibit", "place", "item", "reader", "edition", "register"})
# a cell that others say already: the span of the years of delivery, which delivery_years prints
_DOUBLED = frozenset({("transfer", "delivered")})


@dataclass(frozen=True, slots=True)
class Shape:
    """How rows of a kind are compared.

    `number` names the fields that identify a row where its register numbers rows itself, `natural` those that do
    everywhere else. `parties` are what a summary groups by, `when` the fields of time, `weight` how much a row is.
    """

    kind: str
    number: tuple[str, ...]
    natural: tuple[str, ...]
    parties: tuple[str, str]
    when: tuple[str, ...] = ()
    weight: str = ""

    @property
    def register(self) -> str:
        """The SQL that names the register a row is of: a kind without one is known by its reader."""
        named = any(field.name == "register" for field in fields(KINDS[self.kind]))
        return "register" if named else "split_part(reader, '@', 1)"

    @property
    def cells(self) -> tuple[str, ...]:
        """All fields in which something is printed, identifying ones too, in the order of the record."""
        return _cells(self.kind)


@cache
def _cells(kind: str) -> tuple[str, ...]:
    """Leave out what has no print of its own: the code that armstrace knows a printed name by."""
    names = [field.name for field in fields(KINDS[kind]) if field.name not in _BOOKKEEPING]
    return tuple(name for name in names if f"{name}_printed" not in names and (kind, name) not in _DOUBLED)


SHAPES: Mapping[str, Shape] = {
    shape.kind: shape
    for shape in (
        Shape("transfer", ("deal", "delivery_years"), ("supplier", "recipient", "designation", "ordered"),
              ("supplier", "recipient"), ("delivered", "ordered"), "tiv_m"),
        Shape("flow", (), ("supplier", "recipient", "category", "measure", "year"),
              ("supplier", "recipient"), ("year",), "value_m"),
        Shape("commitment", (), ("state", "treaty", "action"), ("state", "treaty"), ("date",)),
        Shape("incident", ("number",), ("when", "place_printed", "actor_printed", "weapon_printed"),
              ("actor", "target"), ("when",)),
        Shape("remnant", ("number",), ("photo", "place_printed", "found"), ("identified_as", "place_printed")),
        Shape("term", ("number",), ("group", "name"), ("group", "name")),
        Shape("identity", (), ("hex", "valid"), ("operator", "state")),
        Shape("licence", ("number", "act"), ("issuer", "supplier", "recipient", "act", "designation", "date"),
              ("supplier", "recipient"), ("date",)),
        Shape("supply", ("number", "what"), ("what", "supplier", "recipient", "designation", "when"),
              ("supplier", "recipient"), ("when",)),
        Shape("report", (), ("reporter", "direction", "year", "partner", "origin_state", "category", "designation",
              "measure"), ("reporter", "partner"), ("year",)),
        Shape("embargo", ("number",), ("imposed_by", "target", "instrument"), ("imposed_by", "target"), ("begins",)),
        Shape("decision", ("number",), ("body", "act", "about", "supplier", "date"), ("supplier", "about"), ("date",)),
        Shape("capture", ("number",), ("what", "url", "time_utc"), ("url", "what"), ("day",)),
        Shape("reply", (), ("accusation", "party", "put"), ("party", "put_to"), ("put",)),
    )
}  # fmt: skip


def printed_sql(kind: str, field: str) -> str:
    """Write the SQL that gives a cell as text: as it was printed, a mark of doubt behind it where it is not in it.

    A value that was not printed as text (a number, yes or no) is written out; a cell that is empty is "".
    """
    columns = columns_of(kind, field)
    if (kind, field) == ("transfer", "delivery_years"):
        return _marked("delivery_years", "delivered_qualifier")
    printed = f"{field}{'_m' * (f'{field}_m_printed' in columns)}_printed"
    if printed not in columns:
        return f"coalesce(trim(CAST(\"{field}\" AS VARCHAR)), '')"
    if f"{field}_qualifier" in columns:
        return _marked(printed, f"{field}_qualifier")
    if f"{field}_estimate" in columns:
        return _marked(printed, f"CASE WHEN {field}_estimate THEN '?' ELSE '' END")
    return f"coalesce(trim({printed}), '')"


def identity_sql(kind: str, field: str) -> str:
    """Write the SQL that gives an identifying cell: of a date its days without its doubt, of a name its identity."""
    if (kind, field) == ("transfer", "delivery_years"):
        field = "delivered"
    columns = columns_of(kind, field)
    if f"{field}_earliest" in columns:
        return f"coalesce({field}_earliest || '/' || {field}_latest, '')"
    if f"{field}_printed" in {each.name for each in fields(KINDS[kind])}:
        return f"CASE WHEN {field} = '' THEN trim({field}_printed) ELSE {field} END"
    return printed_sql(kind, field)


def _marked(printed: str, mark: str) -> str:
    """Put a mark of doubt behind a cell, unless what is printed bears one: (2016), 50?, 2016~."""
    text, sign = f"coalesce(trim({printed}), '')", f"coalesce({mark}, '')"
    bears = " OR ".join(f"contains({text}, '{each}')" for each in "?~%(")
    return f"CASE WHEN {sign} = '' OR {bears} THEN {text} ELSE {text} || ' ' || {sign} END"
