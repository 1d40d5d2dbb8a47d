"""Treaties and embargoes, from the shipped facts and the tables of a case."""

from armstrace.desk.embargoes import also_named, embargo_rows, none_on_record, target_named
from armstrace.desk.python.answer import Answer, plain
from armstrace.desk.python.columns import DAY, TEXT, TEXTS, Sheet
from armstrace.desk.python.held import Held
from armstrace.desk.questions.mistakes import Mistakes
from armstrace.desk.questions.words import day, state
from armstrace.desk.treaties import known_treaty, treaty_rows, without_table
from armstrace.gazetteer.states import display

_TREATIES = Sheet(
    {
        "treaty": TEXT, "state": TEXT, "on": DAY, "status": TEXT, "signature": TEXT, "consent": TEXT, "how": TEXT,
        "in_force": TEXT, "withdrawal": TEXT, "as_of": TEXT, "table": TEXT,
    },
    ("treaty", "on", "status", "signature", "consent", "in_force", "as_of", "table"),
)  # fmt: skip
_EMBARGOES = Sheet(
    {
        "number": TEXT, "target": TEXT, "named": TEXT, "imposed_by": TEXT, "instrument": TEXT, "force": TEXT,
        "binds": TEXT, "bound": TEXTS, "begins": TEXT, "ends": TEXT, "on": DAY, "stands": TEXT, "supplier": TEXT,
        "addressed": TEXT, "scope": TEXT, "status": TEXT, "disputed": TEXT, "source": TEXT, "note": TEXT, "key": TEXT,
    },
    ("number", "force", "imposed_by", "binds", "begins", "ends", "stands", "addressed"),
)  # fmt: skip


class Treaties(Answer):
    """What a state had signed and joined on a day; a row per treaty and table."""

    __slots__ = ()


class Embargoes(Answer):
    """The arms embargoes on a state or group; a row per embargo and table."""

    __slots__ = ()


def treaties_of(held: Held, who: str, treaty: str, on: str) -> Treaties:
    """Say where a state stood on a day, today for ""."""
    wrong = Mistakes()
    with held.at_work() as case:
        code, said = wrong.read(state, who, "state"), wrong.read(day, on, "on")
        treaty_id = wrong.read(known_treaty, treaty)
        wrong.tell()
        rows = treaty_rows(case, code or "", said, treaty_id or "")
    missing = (without_table(treaty_id),) if treaty_id and not rows else ()
    return Treaties(
        title=f"{display(code or '')}: treaties" + (f" on {on}" if on else ""),
        rows=_TREATIES.rows(rows),
        sheet=_TREATIES,
        told=plain(rows),
        remarks=(*missing, *held.remarks),
    )


def embargoes_on(held: Held, who: str, on: str, supplier: str) -> Embargoes:
    """Give the embargoes on a state or group, with a day those that stood on it."""
    wrong = Mistakes()
    with held.at_work() as case:
        said = wrong.read(day, on, "on")
        of = wrong.read(state, supplier, "supplier") if supplier else ""
        code = wrong.read(target_named, case, who, "state") or ""
        wrong.tell()
        rows = embargo_rows(case, code, said, of or "")
        groups = also_named(case, code)
    none = () if rows else (none_on_record(code, said),)
    also = (f"{number} is on a group told of with that name: ask for {group!r} too." for group, number in groups)
    disputed = (f"{row['number']}: disputed: {row['disputed']}" for row in rows if row["disputed"])
    return Embargoes(
        title=f"Embargoes on {display(code)}" + (f" on {on}" if on else ""),
        rows=_EMBARGOES.rows(rows),
        sheet=_EMBARGOES,
        told=plain(rows),
        remarks=(*none, *disputed, *also, *held.remarks),
    )
