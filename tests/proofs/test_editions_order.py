"""Which of several editions is asked first: the one generated nearest to the day of publication, newest without one."""

from datetime import date
from pathlib import Path

import pytest

from armstrace.checks.editions import editions
from proofs.small_registers import Delivery, deliveries, ground_of

ROW = Delivery(
    supplier="Israel", recipient="Azerbaijan", designation="SandCat", description="APV", year="2016", number="4"
)
DAYS = {"old": "13 Apr 2016 3:44:54 PM", "near": "13 Apr 2021 3:44:54 PM", "new": "13 Apr 2024 3:44:54 PM"}


@pytest.mark.parametrize(
    ("published", "years"),
    [(date(2020, 11, 20), [2021, 2024, 2016]), (date(2016, 1, 1), [2016, 2021, 2024]), (None, [2024, 2021, 2016])],
)
def test_editions_stand_in_the_order_of_their_distance(
    tmp_path: Path, published: date | None, years: list[int]
) -> None:
    ground = ground_of(tmp_path, {f"{name}.csv": deliveries([ROW], generated=day) for name, day in DAYS.items()})
    found = [each.generated.year for each in editions(ground.tables, published) if each.generated]
    assert found == years
