"""What `armstrace diff` works on, and how it prints what changed."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from armstrace.desk.cli.show import line, plain, table, verdict, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from armstrace.desk.case import Case
    from armstrace.desk.editions.diff import Difference
    from armstrace.desk.editions.named import EditionNamed
    from armstrace.tables.changes.model import Changed, Comparison, Suggested
    from armstrace.tables.changes.rows import Row

_COLUMNS_SHOWN, _ALIKE_SHOWN, _PAIRS_SHOWN, _PAIRS_OPENED, _LONGEST = 12, 15, 15, 6, 90
_TRADE = {"transfer", "flow"}


def asked_of(supplier: str, recipient: str, *, json: bool, as_csv: bool) -> tuple[str, str]:
    """Read the parties asked for as codes.

    Raises:
        CaseError: one is not known, or two kinds of output are asked for at once.
    """
    from armstrace.desk.questions.mistakes import Mistakes
    from armstrace.desk.questions.words import state

    wrong = Mistakes()
    sides = ((supplier, "--supplier"), (recipient, "--recipient"))
    codes = [wrong.read(state, text, option) if text else "" for text, option in sides]
    if json and as_csv:
        wrong.add("--json and --csv cannot both be printed.", todo="Choose one.")
    wrong.tell()
    return codes[0] or "", codes[1] or ""


@contextmanager
def compared(
    old: str, new: str, folder: Path | None, asked: tuple[str, str], *, effects: bool
) -> "Iterator[tuple[Difference, list[dict[str, Any]], bool]]":
    """Compare two editions: of the case named, or of the one around where they are no files; else apart from any."""
    from armstrace.desk.case import temporary_case
    from armstrace.desk.cli.options import working_case
    from armstrace.desk.cli.taking import catch_up, report, take
    from armstrace.desk.editions.diff import difference
    from armstrace.desk.editions.named import edition_in, told_of
    from armstrace.desk.questions.files import files_in
    from armstrace.records.sources import ReadOptions

    there = [Path(each).exists() for each in (old, new)]
    if folder is not None or not all(there):
        case = working_case(folder)
        whole = catch_up(case)
        sides = [edition_in(case, each, files_in) for each in (old, new)]
        told = _effects(case, sides[0], sides[1]) if effects else []
        yield difference(case, sides[0], sides[1], asked), told, whole
        return
    with temporary_case() as private:
        named, whole = [], True
        for each in (old, new):
            paths = files_in([Path(each)])
            taken = take(private, paths, ReadOptions())
            whole = report(taken, private) and len(taken) == len(paths) and whole
            named.append(told_of(private, each, [outcome.exhibit for outcome in taken]))
        yield difference(private, named[0], named[1], asked), [], whole


def _effects(case: "Case", old: "EditionNamed", new: "EditionNamed") -> "list[dict[str, Any]]":
    from armstrace.desk.editions.effects import effects_json, effects_of

    return effects_json(effects_of(case, old, new))


def print_difference(found: "Difference", effects: "Sequence[dict[str, Any]]", rows: int) -> None:
    """Print what changed for a person: the counts, what was changed alike, then the largest changes by party."""
    line(f"[bold]{plain(found.old.title)}[/]")
    line(f"[bold]\u2192 {plain(found.new.title)}[/]")
    for each in found.compared:
        line()
        _print(each, rows, narrowed=found.asked != ("", ""))
    line()
    for remark in found.remarks:
        line(plain(remark))
    if any(each.kind in _TRADE and each.old_rows and each.new_rows for each in found.compared):
        said = f"{found.old.title} and {found.new.title}"
        line(f"Lost and gained are our calculation from {plain(said)}; TIV measures volume and is no price.")
    if found.empty:
        line("Nothing changed: every row of one edition stands in the other, cell by cell.")
    _print_effects(effects)


def _print(each: "Comparison", rows: int, *, narrowed: bool) -> None:
    if not (each.old_rows and each.new_rows):
        _print_alone(each)
        return
    line(f"[bold]{plain(each.register)}, {each.kind}[/]: {each.old_rows:,} rows \u2192 {each.new_rows:,}")
    moved = f" ({each.moved:,} of them stand elsewhere)" if each.moved else ""
    cells = f"{each.cells:,} cell{'s' * (each.cells != 1)}"
    line(f"  {each.same:,} the same{moved}; {len(each.changed):,} changed, in {cells};")
    gone, new = (sum(row.key in each.beyond for row in part) for part in (each.gone, each.new))
    line(f"  {len(each.gone):,} gone{_apart(gone)}; {len(each.new):,} new{_apart(new)}.")
    if each.suggested:
        line(f"  {len(each.suggested):,} of those gone and new may be the same rows under another name: see below.")
    if each.by_field:
        from armstrace.tables.changes.labels import label

        told = [f"{label(name)} {count:,}" for name, count in each.by_field.most_common(_COLUMNS_SHOWN)]
        line(f"  changed cells by column: {plain('; '.join(told))}")
    _print_alike(each)
    _print_parties(each)
    opened = each.by_parties if narrowed else each.by_parties[:_PAIRS_OPENED]
    for parties in [one.parties for one in opened][: len(opened) if rows else 0]:
        _print_pair(each, parties, rows)


def _print_alone(each: "Comparison") -> None:
    """Say of a table that only one edition holds that its rows are neither gone nor new."""
    side, count = ("older", each.old_rows) if each.old_rows else ("newer", each.new_rows)
    line(f"[bold]{plain(each.register)}, {each.kind}[/]: {count:,} rows, in the {side} edition")
    line("  only: nothing to compare them with. Two formats tell the same deliveries in other rows; that is no change.")


def _apart(count: int) -> str:
    return f" ({count:,} of them not covered by the other edition)" if count else ""


def _print_alike(each: "Comparison") -> None:
    """Print the changes that were made in many rows alike, and names that may have been changed throughout."""
    from armstrace.tables.changes.labels import label

    alike = [(cell, count) for cell, count in each.alike.most_common(_ALIKE_SHOWN) if count > 1]
    if alike:
        shown = [
            [f"{count:,}", label(cell.field), _short(cell.old) or "(empty)", _short(cell.new) or "(empty)"]
            for cell, count in alike
        ]
        line()
        table(["rows", "column", "was", "is"], shown, "  Changed alike")
    renamed = Counter(
        (one.differs, cell.old, cell.new)
        for one in each.suggested
        for cell in one.cells
        if cell.field.removesuffix("_printed") == one.differs
    )
    often = [(parts, count) for parts, count in renamed.most_common(_ALIKE_SHOWN) if count > 1]
    if often:
        shown = [[f"{count:,}", label(parts[0]), _short(parts[1]), _short(parts[2])] for parts, count in often]
        line()
        table(["rows", "column", "was, perhaps", "is, perhaps"], shown, "  Perhaps renamed alike; a person decides")


def _print_parties(each: "Comparison") -> None:
    from armstrace.tables.changes.shapes import SHAPES

    if not each.by_parties:
        return
    weighed = bool(SHAPES[each.kind].weight)
    head = [*SHAPES[each.kind].parties, "changed", "gone", "new", "perhaps", *(["lost", "gained"] if weighed else [])]
    shown = [
        [
            *map(_name, one.parties),
            *(f"{count:,}" for count in (one.changed, one.gone, one.new, one.perhaps)),
            *([f"{one.old_weight:,.1f}", f"{one.new_weight:,.1f}"] if weighed else []),
        ]
        for one in each.by_parties[:_PAIRS_SHOWN]
    ]
    line()
    table(head, shown, "  Most touched first" + (", lost and gained in million TIV" if weighed else ""))
    if each.suggested:
        line("  perhaps: pairs of a row gone and a row new that may be the same; only their difference is summed.")
    if len(each.by_parties) > _PAIRS_SHOWN:
        line(f"  \u2026 and {len(each.by_parties) - _PAIRS_SHOWN:,} more pairs; --json and --csv give all.")


def _print_pair(each: "Comparison", parties: tuple[str, str], rows: int) -> None:
    """Print the rows of one pair of parties, those first in which most changed."""
    from armstrace.desk.editions.export import what
    from armstrace.tables.changes.labels import label

    likely = [one for one in each.suggested if parties in (one.old.parties, one.new.parties)]
    told = {row.key for one in each.suggested for row in (one.old, one.new)}
    found: list[tuple[float, str]] = [
        (abs(one.new.weight - one.old.weight), f"changed  {words(what(each.kind, one.new))}: {_cells(one)}")
        for one in each.changed
        if one.new.parties == parties
    ]
    for word, part in (("gone", each.gone), ("new", each.new)):
        found += [
            (row.weight, f"{word:7}  {_row(each.kind, row)}{' (not covered by the other)' * (row.key in each.beyond)}")
            for row in part
            if row.parties == parties and row.key not in told
        ]
    for one in likely:
        was, now = (words(what(each.kind, row)) for row in (one.old, one.new))
        agree = f"another {label(one.differs)}{_other_party(one)}; {len(one.equal)} other cells agree"
        found.append((abs(one.new.weight - one.old.weight), f"perhaps  {was} \u2192 {now}: {agree}"))
    line()
    line(f"  [bold]{_name(parties[0])} \u2192 {_name(parties[1])}[/]")
    for _, told_of in sorted(found, key=lambda one: -one[0])[:rows]:
        line(f"    {told_of}")
    if len(found) > rows:
        line(f"    \u2026 and {len(found) - rows:,} more")


def _other_party(one: "Suggested") -> str:
    """Name the parties where they are what differs."""
    pairs = zip(one.old.parties, one.new.parties, strict=True)
    return "".join(f", {_name(was)} \u2192 {_name(now)}" for was, now in pairs if was != now)


def _cells(one: "Changed") -> str:
    from armstrace.tables.changes.labels import label

    told = (f"{label(cell.field)} {_quoted(cell.old)} \u2192 {_quoted(cell.new)}" for cell in one.cells)
    return "; ".join(told)


def _row(kind: str, row: "Row") -> str:
    """Write a row on one line: what it is, and what else it prints, without its parties and marks of nothing."""
    from armstrace.desk.editions.export import cells_of, what
    from armstrace.tables.changes.labels import label
    from armstrace.tables.changes.shapes import SHAPES

    shape = SHAPES[kind]
    known = {cell for name in (*shape.parties, *shape.natural, *shape.number) for cell in (name, f"{name}_printed")}
    rest = [f"{label(name)} {_short(cell)}" for name, cell in cells_of(kind, row).items() if name not in known]
    return f"{words(what(kind, row))}: {'; '.join(rest)}"


def _print_effects(effects: "Sequence[dict[str, Any]]") -> None:
    """Print which findings of the case are others under the newer edition."""
    if not effects:
        return
    differing = [each for each in effects if each["differs"]]
    line()
    count = len(effects)
    line(f"[bold]Findings of this case[/]: {len(differing)} of {count} are others under the newer edition.")
    for each in differing:
        line()
        line(f"  \u201c{words(each['claim'])}\u201d ({plain(each['document'])})")
        line(f"    older edition: {_answer(each['old'])}; newer edition: {_answer(each['new'])}")
        for reason in each["why"]:
            line(f"    {plain(reason)}")


def _answer(each: "dict[str, Any]") -> str:
    figure = f" ({each['figure']:.1f})" if isinstance(each["figure"], float) else ""
    return verdict(each["verdict"]) + figure if each["verdict"] else "no answer"


def _name(code: str) -> str:
    from armstrace.gazetteer.states import display, states

    return plain(display(code) if code in states() else code or "not known")


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return plain(flat if len(flat) <= _LONGEST else flat[: _LONGEST - 1] + "\u2026")


def _quoted(text: str) -> str:
    return _short(text) or "(empty)"
