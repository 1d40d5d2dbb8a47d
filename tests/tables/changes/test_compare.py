"""What a comparison of two editions must be: complete, the least there is, and the same backwards."""

from collections import Counter
from datetime import date
from itertools import permutations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from armstrace.tables.changes.assign import assign
from armstrace.tables.changes.compare import Scope, Side, compare
from armstrace.tables.changes.match import MOST_STEPS, differing, match
from armstrace.tables.changes.model import Comparison
from armstrace.tables.changes.rows import Row
from armstrace.tables.changes.shapes import SHAPES
from made_rows import applied, few_rows, numbered_rows, row, side
from stopwatch import Work, grows_at_most

ROWS = st.one_of(few_rows(), numbered_rows())


def told(comparisons: tuple[Comparison, ...], *, turned: bool = False) -> list[object]:
    """Give what comparisons say by the cells of the rows alone."""
    found: list[object] = []
    for each in comparisons:
        pairs = ((one.old.cells, one.new.cells) for one in (*each.changed, *each.apart))
        likely = ((one.old.cells, one.new.cells, one.differs) for one in each.suggested)
        gone, new = (sorted(one.cells for one in rows) for rows in (each.gone, each.new))
        found.append(
            (
                each.same,
                sorted((b, a) if turned else (a, b) for a, b in pairs),
                (new, gone) if turned else (gone, new),
                sorted((b, a, differs) if turned else (a, b, differs) for a, b, differs in likely),
            )
        )
    return found


@given(ROWS)
def test_an_edition_compared_with_itself_shows_no_change(rows: list[Row]) -> None:
    assert all(each.empty and each.same == len(rows) and not each.moved for each in compare(side(*rows), side(*rows)))


@given(few_rows(), st.randoms())
def test_rows_that_only_moved_are_no_change(rows: list[Row], chance: Random) -> None:
    others = list(rows)
    chance.shuffle(others)
    again = [row(**dict(zip(SHAPES["transfer"].cells, each.cells, strict=True))) for each in others]
    for each in compare(side(*rows), side(*again)):
        assert each.empty
        assert each.moved == each.same == len(rows)


@settings(max_examples=300)
@given(ROWS, ROWS)
def test_backwards_a_comparison_says_the_same_turned_round(old: list[Row], new: list[Row]) -> None:
    assert told(compare(side(*old), side(*new))) == told(compare(side(*new), side(*old)), turned=True)


@settings(max_examples=300)
@given(ROWS, ROWS)
def test_what_it_says_done_to_the_older_rows_gives_the_newer_so_that_every_changed_cell_is_named(
    old: list[Row], new: list[Row]
) -> None:
    found = compare(side(*old), side(*new))
    assert applied(found, old) == Counter(each.cells for each in new)
    for each in found:
        assert each.old_rows == each.same + len(each.changed) + len(each.gone) == len(old)
        assert each.new_rows == each.same + len(each.changed) + len(each.new) == len(new)
        assert all(one.cells for one in each.changed)
        assert all(one.apart and not one.cells for one in each.apart)
        assert all(cell.old != cell.new for one in each.changed for cell in (*one.cells, *one.apart))


@given(few_rows(), few_rows(), st.randoms())
def test_the_order_of_rows_makes_no_difference(old: list[Row], new: list[Row], chance: Random) -> None:
    before = told(compare(side(*old), side(*new)))
    chance.shuffle(old)
    chance.shuffle(new)
    assert told(compare(side(*old), side(*new))) == before


@given(ROWS, ROWS)
def test_a_suggestion_asserts_nothing(old: list[Row], new: list[Row]) -> None:
    for each in compare(side(*old), side(*new)):
        gone, come = ({one.key for one in rows} for rows in (each.gone, each.new))
        assert {one.old.key for one in each.suggested} <= gone
        assert {one.new.key for one in each.suggested} <= come
        assert len({one.old.key for one in each.suggested}) == len({one.new.key for one in each.suggested})
        assert len(each.suggested) == len({one.old.key for one in each.suggested})
        assert all(one.reason and one.cells for one in each.suggested)


@given(st.lists(st.lists(st.integers(0, 9), min_size=5, max_size=5), min_size=0, max_size=5))
def test_an_assignment_is_the_best_there_is(costs: list[list[int]]) -> None:
    chosen = assign(costs)
    assert len(set(chosen)) == len(costs)
    best = min(sum(costs[at][column] for at, column in enumerate(each)) for each in permutations(range(5), len(costs)))
    assert sum(costs[at][column] for at, column in enumerate(chosen)) == best


@settings(max_examples=200)
@given(few_rows(), few_rows())
def test_rows_about_the_same_are_matched_so_that_the_fewest_cells_differ(old: list[Row], new: list[Row]) -> None:
    old, new = old[:5], new[:5]
    found = match(old, new, lambda _: 0, lambda each: each.cells)
    few, many = sorted((old, new), key=len)
    least = min(
        sum(differing(a.cells, b.cells) for a, b in zip(few, each, strict=True))
        for each in permutations(many, len(few))
    )
    assert sum(differing(a.cells, b.cells) for a, b in (*found.same, *found.differing)) == least


def test_a_changed_row_names_its_cells() -> None:
    (found,) = compare(
        side(row(ordered="2001", number_delivered="4 ?", tiv="4"), row(designation="Merlin", tiv="1")),
        side(row(designation="Merlin", tiv="1"), row(ordered="2001", number_delivered="6", tiv="6")),
    )
    ((cell, other),) = [one.cells for one in found.changed]
    assert (cell.field, cell.old, cell.new) == ("number_delivered", "4 ?", "6")
    assert (other.field, other.old, other.new) == ("tiv", "4", "6")
    assert (found.same, found.gone, found.new) == (1, (), ())
    assert found.by_field == {"number_delivered": 1, "tiv": 1}
    (edited,) = found.by_parties
    assert (edited.parties, edited.changed, edited.old_weight, edited.new_weight) == (
        ("Ruritania", "Utopia"), 1, 0.0, 2.0,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("was", "says", "differs"),
    [
        ({"designation": "Kestrel-A"}, "The designation is another; supplier, recipient and year", "designation"),
        ({"supplier_printed": "Soviet Ruritania"}, "The supplier is another; recipient, designation and", "supplier"),
        ({"ordered": "2002"}, "The year of order is another; supplier, recipient and designation agree", "ordered"),
    ],
)
def test_a_row_whose_name_changed_is_suggested_with_the_reason_and_stays_gone_and_new(
    was: dict[str, str], says: str, differs: str
) -> None:
    cells = {"ordered": "2001", "number_delivered": "4", "delivery_years": "2003", "comment": "aid"}
    # others fill the columns that the two leave empty
    (found,) = compare(side(row(**(cells | was))), side(row(**cells)))
    (one,) = found.suggested
    assert (len(found.gone), len(found.new), found.changed) == (1, 1, ())
    assert one.differs == differs
    assert one.reason.startswith(says)
    assert "3 of the other cells: number delivered, years of delivery and comment" in one.reason


def test_rows_that_have_little_in_common_are_not_suggested() -> None:
    (found,) = compare(
        side(row(designation="Kestrel", number_delivered="4", delivery_years="2003", comment="aid")),
        side(row(designation="Merlin", number_delivered="40", delivery_years="2013", comment="aid")),
    )
    assert found.suggested == ()


def test_a_register_that_numbers_its_deals_is_followed_by_its_numbers() -> None:
    cells = {"deal": "17", "delivery_years": "2003", "tiv": "4"}
    (found,) = compare(
        side(row(**cells), row(deal="18", delivery_years="2003")),
        side(row(**cells, supplier_printed="Freedonia"), row(deal="18", delivery_years="2003")),
    )
    ((cell,),) = [one.cells for one in found.changed]
    assert (cell.field, cell.old, cell.new) == ("supplier_printed", "Ruritania", "Freedonia")
    assert found.suggested == ()


def test_a_deal_with_another_number_is_suggested() -> None:
    (found,) = compare(
        side(row(deal="17", delivery_years="2003", tiv="4", ordered="2001")),
        side(row(deal="99", delivery_years="2003", tiv="4", ordered="2001")),
    )
    (one,) = found.suggested
    assert one.differs == "number"
    assert one.reason.startswith("The number in the register is another; supplier, recipient, designation")


def test_a_column_that_one_edition_does_not_have_is_told_apart() -> None:
    (found,) = compare(
        side(row(tiv="4", comment="aid"), row(designation="Merlin", tiv="1")),
        side(row(tiv="4"), row(designation="Merlin", tiv="2")),
    )
    assert [(each.field, each.side, each.rows) for each in found.one_sided] == [("comment", "old", 1)]
    assert found.by_field == {"tiv": 1}
    assert found.same == 1
    ((cell,),) = [one.apart for one in found.apart]
    assert (cell.field, cell.old, cell.new) == ("comment", "aid", "")


def test_what_the_other_edition_does_not_cover_is_told_apart() -> None:
    def scope(last: int, supplier: str = "*") -> Scope:
        return Scope("made", date(1950, 1, 1), date(last, 12, 31), supplier, "*")

    late, early = (
        row(designation=str(year))._replace(since=date(year, 1, 1), until=date(year, 12, 31)) for year in (2024, 2023)
    )
    other = row(designation="other")._replace(parties=("XXX", "YYY"))
    old, new = Side({}, (scope(2023, "Ruritania"),)), Side({"transfer": [late, early, other]}, (scope(2024),))
    (found,) = compare(old, new)
    assert found.beyond == {late.key, other.key}
    (found,) = compare(new, old)
    assert found.beyond == {late.key, other.key}


def test_a_large_group_takes_time_in_proportion() -> None:
    """Rows that nothing tells apart by their names: more than can be assigned at their best are paired in order."""

    def work(size: int) -> Work:
        old = [row(tiv=str(number), comment="a") for number in range(size)]
        new = [row(tiv=str(number), comment="b") for number in range(size)]
        sides = side(*old), side(*new)

        def compared() -> None:
            (found,) = compare(*sides)
            assert len(found.changed) == size

        return compared

    assert MOST_STEPS < 4_000**3
    grows_at_most(24, work, 2_000, 16_000)


def test_many_renamed_rows_take_time_in_proportion() -> None:
    def work(size: int) -> Work:
        old = [row(designation=f"A-{number}", tiv=str(number), comment="a") for number in range(size)]
        new = [row(designation=f"B-{number}", tiv=str(number), comment="a") for number in range(size)]
        sides = side(*old), side(*new)

        def compared() -> None:
            (found,) = compare(*sides)
            assert len(found.suggested) == size

        return compared

    grows_at_most(24, work, 2_000, 16_000)
