"""Exchange the parties in every file of a case: the chains, their pictures and their words are exchanged, no more."""

import json
import re
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest

from armstrace.chain.as_json import chain_json
from armstrace.chain.model import Chain
from armstrace.desk.case import CASE_FILE, Case, new_case
from armstrace.desk.chains.asked import entries
from armstrace.desk.chains.build import built
from armstrace.dossier.chains.picture import chain_svg
from armstrace.evidence import ledger
from proofs.party_swap import swapped
from proofs.swapped_facts import facts_swapped

NAMES = ("incidents_karabakh_2020.csv", "tiv_imports_armenia.csv", "tiv_imports_azerbaijan.csv")
CHAINS = """
parties = ["ARM", "AZE"]

[[chain]]
name = "one"
hops = ["RUS", "ARM"]
place = "Barda"
from = "2020-09-27"
to = "2020-11-10"
weapon = "bm-30-smerch"
route = "state-aid"

[[chain]]
name = "two"
hops = ["ISR", "AZE"]
place = "Ganja"
from = "2020-09-27"
to = "2020-11-10"

[[chain]]
name = "three"
hops = ["RUS", "AZE"]
from = "2020-10-01"
to = "2020-10-10"
"""
_KEY = re.compile(r"\b(?:incident|flow|event|edition|decision|licence|embargo|commitment):[0-9a-f]+")


def shipped(name: str) -> str:
    return files("armstrace.desk").joinpath("demo_case", name).read_text(encoding="utf-8")


def case_of(root: Path, contents: dict[str, str], settings: str) -> Case:
    """Make a case without the shipped facts: what the world agreed to is not exchanged with the parties."""
    root.mkdir()
    ledger.append(root, "open", "p-1", title="a case")
    return filled(Case(root, "p-1"), contents, settings)


def filled(case: Case, contents: dict[str, str], settings: str) -> Case:
    """Take files into a case whose settings ask for chains."""
    root = case.root
    (root / CASE_FILE).write_text(settings, encoding="utf-8")
    folder = root.parent / f"{root.name}-files"
    folder.mkdir()
    for name, text in contents.items():
        (folder / name).write_text(text, encoding="utf-8")
        assert not case.read(case.add(folder / name)).refused
    return case


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Case, Case]:
    folder = tmp_path_factory.mktemp("swap")
    plain = {name: shipped(name) for name in NAMES}
    other = {name: swapped(text) for name, text in plain.items()}
    return case_of(folder / "plain", plain, CHAINS), case_of(folder / "other", other, swapped(CHAINS))


@pytest.fixture(scope="module")
def with_facts(tmp_path_factory: pytest.TempPathFactory) -> tuple[Case, Case]:
    """The same two cases with the shipped facts of law, exchanged in the one with everything else."""
    folder = tmp_path_factory.mktemp("facts")
    plain = {name: shipped(name) for name in NAMES}
    one = filled(new_case(folder / "plain", title="a case", said_by="p-1"), plain, CHAINS)
    with facts_swapped(folder / "swapped"):
        other = new_case(folder / "other", title="a case", said_by="p-1")
    return one, filled(other, {name: swapped(text) for name, text in plain.items()}, swapped(CHAINS))


def test_law_and_notice_are_exchanged_too(with_facts: tuple[Case, Case]) -> None:
    plain, other = with_facts
    for one, two in zip(chains_of(plain), chains_of(other), strict=True):
        for name in ("rungs", "norms", "gaps"):
            left, right = (
                comparable(case, json.dumps(chain_json(chain)[name], indent=1, ensure_ascii=False))
                for case, chain in ((plain, one), (other, two))
            )
            assert swapped(left).splitlines() == right.splitlines()


def comparable(case: Case, text: str) -> str:
    """Put in the place of each key which row of which file it stands for: the hash of a file changes with its words."""
    names = {each.sha256: f"file {number}" for number, each in enumerate(case.exhibits())}

    def row(found: re.Match[str]) -> str:
        record = case.tables.row(found.group())
        return f"{names[str(record['exhibit'])]} {record['place']} {record['item']}" if record else "none"

    return _KEY.sub(row, text)


def chains_of(case: Case) -> tuple[Chain, ...]:
    return built(case, entries(case)).chains


def test_everything_that_is_built_is_exchanged(both: tuple[Case, Case]) -> None:
    plain, other = both
    for one, two in zip(chains_of(plain), chains_of(other), strict=True):
        left = comparable(plain, json.dumps(chain_json(one)["rungs"], indent=1, ensure_ascii=False))
        right = comparable(other, json.dumps(chain_json(two)["rungs"], indent=1, ensure_ascii=False))
        assert swapped(left).splitlines() == right.splitlines()


def test_the_pictures_are_exchanged(both: tuple[Case, Case]) -> None:
    for one, two in zip(*map(chains_of, both), strict=True):
        # a line breaks elsewhere where a name is longer: the words for those who do not see are one line
        left, right = (re.findall(r"<desc>([^<]*)<", chain_svg(each)) for each in (one, two))
        assert list(map(swapped, left)) == right
        assert _shapes(chain_svg(one)) == _shapes(chain_svg(two))


def _shapes(svg: str) -> Counter[str]:
    return Counter(re.findall(r'<path class="[fs]-(?:own|mark|absent|period)"', svg))
