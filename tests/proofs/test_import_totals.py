from pathlib import Path

import pytest

from proofs.conftest import DELIVERIES, CaseOf

pytestmark = pytest.mark.shared
IMPORTS = "sipri/import-values_1990-2023_gen2024-04-13_InfoViz.csv"


def test_sipris_import_table_is_the_sum_of_its_deliveries(shared: Path, case_of: CaseOf) -> None:
    case = case_of([shared / DELIVERIES, shared / IMPORTS])
    # by name as printed: two of SIPRI's names stand for parties it does not know
    cells = case.tables.ask(
        """
        WITH years AS (SELECT unnest(range(1990, 2024)) AS year),
        names AS (SELECT DISTINCT recipient_printed AS name FROM flow WHERE recipient <> '*'),
        printed AS (SELECT recipient_printed AS name, year, sum(value_m) AS tiv_m FROM flow GROUP BY ALL),
        added AS (
            SELECT recipient_printed AS name, year(delivered_latest) AS year, sum(tiv_m) AS tiv_m
            FROM transfer GROUP BY ALL
        )
        SELECT names.name, years.year, coalesce(printed.tiv_m, 0), coalesce(added.tiv_m, 0)
        FROM names CROSS JOIN years
        LEFT JOIN printed ON printed.name = names.name AND printed.year = years.year
        LEFT JOIN added ON added.name = names.name AND added.year = years.year
        """
    )
    assert not [cell for cell in cells if abs(cell[2] - cell[3]) > 1]
    assert len(cells) == 7582
    # nothing was delivered to anybody who is not in the table
    strangers = "SELECT DISTINCT recipient FROM transfer WHERE recipient NOT IN (SELECT DISTINCT recipient FROM flow)"
    assert case.tables.ask(strangers) == []
