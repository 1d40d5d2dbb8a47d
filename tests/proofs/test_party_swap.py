"""Exchange the parties in text and data, check, exchange back: verdicts, figures, order and wording are the same."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armstrace.desk.case import new_case
from armstrace.desk.demo import PUBLISHED
from armstrace.desk.documents.article import check_document
from armstrace.desk.documents.document import load_text
from armstrace.gazetteer import offices
from armstrace.gazetteer.shipped_tables import shipped_rows
from proofs.conftest import DELIVERIES, supplier_tables
from proofs.party_swap import comparable, swapped, swapped_back
from proofs.small_registers import Delivery, deliveries
from proofs.swapped_facts import facts_swapped


def findings_on(
    root: Path, article: str, registers: Iterable[tuple[str, str]], published: date
) -> list[dict[str, Any]]:
    """Make a case of an article and registers, given as (name, text), and check the article."""
    received = root / "received"
    received.mkdir(parents=True)
    case = new_case(root / "case", title="swap", said_by="p-1")
    for name, text in [*registers, ("article.txt", article)]:
        path = received / name
        path.write_text(text, encoding="utf-8")
        exhibit = case.add(path)
        outcome = case.read(exhibit)
        assert not outcome.refused, outcome.refused
    found = comparable(case, check_document(case, load_text(case, exhibit, published)))
    case.tables.close()
    return found


@contextmanager
def offices_swapped() -> Iterator[None]:
    """Exchange the parties in the table of offices too, which holds different persons for each."""

    def exchanged(name: str) -> list[dict[str, str]]:
        return [row | {"state": swapped(row["state"])} if "state" in row else row for row in shipped_rows(name)]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(offices, "shipped_rows", exchanged)
        offices.forget()
        yield
    offices.forget()


def assert_swaps(root: Path, article: str, registers: list[tuple[str, str]], published: date) -> int:
    """Check a text and its swapped twin; give the number of findings."""
    plain = findings_on(root / "plain", article, registers, published)
    twins = [(swapped(name), swapped(text)) for name, text in registers]
    with offices_swapped(), facts_swapped(root / "facts"):
        twin = findings_on(root / "twin", swapped(article), twins, published)
    assert swapped_back(twin) == swapped_back(swapped_back(plain))
    return len(plain)


def test_the_demo(tmp_path: Path) -> None:
    with as_file(files("armstrace.desk").joinpath("demo_case")) as folder:
        report = (folder / "report.md").read_text(encoding="utf-8")
        tables = [(path.name, path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.csv"))]
    assert len(tables) == 3
    assert assert_swaps(tmp_path, report, tables, PUBLISHED) > 30


@pytest.mark.shared
def test_the_founding_article(shared: Path, packs: Path, tmp_path: Path) -> None:
    article = (packs / "reading-dev/seed/article.txt").read_text(encoding="utf-8")
    # a word for one party only, which has no twin
    article = article.replace("Azeri ", "Azerbaijani ")
    paths = [shared / DELIVERIES, *supplier_tables(shared)]
    registers = [(path.name, path.read_text(encoding="latin-1")) for path in paths]
    assert assert_swaps(tmp_path, article, registers, date(2020, 11, 20)) >= 9


@given(st.text(st.sampled_from("ArmeniZbjYvkuBR SW.")) | st.text())
def test_swapping_twice_gives_the_text_again(text: str) -> None:
    assert swapped(swapped(text)) == text


def test_every_form_of_a_name_is_exchanged() -> None:
    said = "Armenia’s and Azerbaijani forces; Baku, Azerbaijanis, ARM but no SWARM; #Azerbaijan"
    assert swapped(said) == "Azerbaijan’s and Armenian forces; Yerevan, Armenians, AZE but no SWARM; #Armenia"


INCIDENTS = """number,date,reported,place,actor,target,weapon_printed,deaths_best,origin,hedge,denial
1,2020-10-28,2020-10-30,Barda,ARM,AZE,Smerch rocket,21,Human Rights Watch,either fired or supplied by Armenian forces,
2,2020-10-28,2020-10-29,Barda,ARM,AZE,Smerch rocket,21,Amnesty International,,Armenia denied it
3,2020-10-28,2020-10-28,Barda,ARM,AZE,Smerch rocket,,Ministry of Defence of Azerbaijan,,Armenia denied it
4,2020-10-04,2020-10-05,Stepanakert,AZE,ARM,M095,,Amnesty International,appear to have been fired by Azerbaijani forces,
5,2020-10-04,2020-10-06,Stepanakert,AZE,ARM,LAR-160 rockets,2,Human Rights Watch,,Azerbaijan denied it
6,2020-10-17,2020-10-18,Ganja,ARM,AZE,Scud missile,12,Prosecutor General of Azerbaijan,,Armenia denied it
7,2020-10-17,2020-10-18,Ganja,AZE,AZE,Scud missile,,Armenian Ministry of Defence,,
"""
USES = """On 28 October 2020, Armenia fired Smerch rockets at Barda, killing at least 21 people.

There is evidence to suggest that on October 30, 2020, Armenia fired a Smerch rocket at the city of Barda.

On 4 October 2020, Azerbaijan fired M095 cluster munitions at Stepanakert.

On 4 October 2020, Azerbaijan fired LAR-160 rockets at Stepanakert.

On 17 October 2020, Armenia fired Scud missiles at Ganja.

On 17 October 2020, Azerbaijan fired Scud missiles at Ganja.

For the first time, Armenia fired Smerch rockets on 27 October 2020.
"""


def test_uses_of_weapons_against_incidents(tmp_path: Path) -> None:
    rows = [
        Delivery(
            supplier="Russia", recipient=recipient, designation="Smerch", description="self-propelled MRL", year="2005"
        )
        for recipient in ("Azerbaijan", "India")
    ]
    registers = [("incidents.csv", INCIDENTS), ("register.csv", deliveries(rows))]
    assert assert_swaps(tmp_path, USES, registers, date(2020, 11, 20)) >= 7
    findings = findings_on(tmp_path / "once", USES, registers, date(2020, 11, 20))
    checks = [finding["check"] for finding in findings]
    assert checks.count("incident") >= 6
    assert "first_use" in checks
    verdicts = {finding["verdict"] for finding in findings}
    assert {"contradicted", "partly"} <= verdicts
