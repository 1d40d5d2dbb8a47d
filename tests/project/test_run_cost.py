"""What a whole run of the tests may cost."""

from run_cost import MOST_S, WHOLE, Cost, so_far


def test_only_a_whole_run_over_its_bound_is_over() -> None:
    assert Cost(WHOLE, MOST_S + 1).is_over()
    assert not Cost(WHOLE, MOST_S).is_over()
    assert not Cost(WHOLE - 1, 9 * MOST_S).is_over()
    assert "OVER" in Cost(WHOLE, MOST_S + 1).told()
    assert Cost(10_692, 1386.4).told() == "measured: 10,692 tests took 1,386 s of processor time, 2,200 at most"


def test_what_was_taken_so_far_grows() -> None:
    before = so_far(1)
    if before is None:
        return
    assert before.seconds > 0
    while (after := so_far(1)) and after.seconds < before.seconds + 0.01:
        sum(range(10_000))
    assert after is not None
