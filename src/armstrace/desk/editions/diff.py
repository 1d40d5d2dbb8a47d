"""Two editions of a case compared: every register of them, what was left out, and what to bear in mind."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from armstrace.desk.editions.named import EditionNamed
from armstrace.desk.intake import Case
from armstrace.gazetteer.states import display
from armstrace.records.errors import CaseError
from armstrace.records.kinds import Incident
from armstrace.tables.changes.compare import ALL, Side, compare, side_of
from armstrace.tables.changes.labels import label
from armstrace.tables.changes.model import Comparison
from armstrace.tables.changes.rows import Row


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed from one edition to another: a comparison per register and kind of record, remarks in sentences.

    `asked` is the supplier and the recipient that the comparison was narrowed to, "" for all. `alone` are the parties
    for whom alone one of the two was exported, where the other knows more.
    """

    old: EditionNamed
    new: EditionNamed
    compared: tuple[Comparison, ...]
    asked: tuple[str, str]
    remarks: tuple[str, ...]
    alone: frozenset[str] = frozenset()

    @property
    def empty(self) -> bool:
        """Whether nothing changed."""
        return all(each.empty for each in self.compared)


def difference(case: Case, old: EditionNamed, new: EditionNamed, asked: tuple[str, str] = ("", "")) -> Difference:
    """Compare two editions, all of them or what went from one supplier or to one recipient.

    Raises:
        CaseError: neither side holds rows that can be compared.
    """
    sides = [side_of(case.tables, each.keys) for each in (old, new)]
    whole = compare(sides[0], sides[1])
    if not whole:
        raise CaseError(
            "Neither edition holds rows that can be compared.",
            where=f"{old.said}, {new.said}",
            todo="Name two editions of a register; texts are compared by reading them.",
        )
    compared = tuple(_released(case, each if asked == ("", "") else _within(each, asked)) for each in whole)
    remarks, alone = [*_remarks(old, new, compared)], frozenset[str]()
    if asked == ("", ""):
        side, option, alone = _alone(sides[0], sides[1])
        remarks[:0] = [_said_of_alone(side, option, alone)] if alone else []
    return Difference(old, new, compared, asked, tuple(remarks), alone)


def _alone(old: Side, new: Side) -> tuple[str, str, frozenset[str]]:
    """Find the edition that was exported for some parties alone where the other was exported for more."""
    for option in ("recipient", "supplier"):
        mine, others = (frozenset(str(getattr(scope, option)) for scope in side.scopes) for side in (old, new))
        for side, few, more in (("older", mine, others), ("newer", others, mine)):
            if few and few.isdisjoint({ALL, ""}) and (ALL in more or few < more):
                return side, option, few
    return "", "", frozenset()


def _said_of_alone(side: str, option: str, alone: frozenset[str]) -> str:
    codes = sorted(alone)
    named = ", ".join(display(each) for each in codes[:3]) + (f" and {len(codes) - 3} more" if codes[3:] else "")
    other = "newer" if side == "older" else "older"
    return (
        f"The {side} edition was exported for {named} as {option} alone, the {other} one for more: rows of all others "
        f"can only be {'new' if other == 'newer' else 'gone'}. To leave them out: --{option} {codes[0]}"
    )


def _released(case: Case, comparison: Comparison) -> Comparison:
    """Keep back what may not leave of incidents; other registers need none of what that takes to load."""
    if comparison.kind != Incident.KIND:
        return comparison
    from armstrace.desk.editions.released import released  # noqa: PLC0415  # it loads all that reads texts

    return released(case, comparison)


def _within(comparison: Comparison, asked: tuple[str, str]) -> Comparison:
    """Keep what concerns the parties asked for; the counts of rows stay those of the whole editions."""

    def meant(row: Row) -> bool:
        return all(code in {"", party} for code, party in zip(asked, row.parties, strict=True))

    return replace(
        comparison,
        changed=tuple(each for each in comparison.changed if meant(each.old) or meant(each.new)),
        apart=tuple(each for each in comparison.apart if meant(each.old) or meant(each.new)),
        gone=tuple(filter(meant, comparison.gone)),
        new=tuple(filter(meant, comparison.new)),
        suggested=tuple(each for each in comparison.suggested if meant(each.old) or meant(each.new)),
    )


def _remarks(old: EditionNamed, new: EditionNamed, compared: tuple[Comparison, ...]) -> Iterator[str]:
    """Say what a reader has to bear in mind."""
    for side, named in (("The older", old), ("The newer", new)):
        if named.set_aside:
            yield (
                f"{side} edition holds {named.set_aside:,} pieces that were set aside when it was read: a row of "
                "theirs is not compared, and its partner in the other edition counts as gone or new."
            )
    if old.covers != new.covers and old.covers and new.covers:
        yield (
            f"The editions cover {_spans(old.covers)} and {_spans(new.covers)}: rows of years that only one of "
            "them covers are counted apart, and a row whose deliveries run on may have changed by those years alone."
        )
    for each in compared:
        if bool(each.old_rows) != bool(each.new_rows):
            side = "older" if each.old_rows else "newer"
            yield f"Only the {side} edition holds rows of {each.register} ({each.kind})."
        for column in each.one_sided:
            other = "newer" if column.side == "old" else "older"
            yield (
                f"{each.register}: no row of the {other} edition tells the {label(column.field)}, "
                f"{column.rows:,} of the other do; that is told apart and is no change of a cell."
            )


def _spans(covers: tuple[str, ...]) -> str:
    return ", ".join(each.replace("/", "\u2013") for each in covers)
