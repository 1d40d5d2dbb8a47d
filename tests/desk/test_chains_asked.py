"""Which chain is asked about: entries of case.toml and words of a command, every mistake named at once."""

from pathlib import Path

import pytest

from armstrace.chain.model import Hop
from armstrace.desk.case import CASE_FILE, Case, new_case
from armstrace.desk.chains.asked import asked_of, entries, entry_named
from armstrace.records.errors import CaseError
from armstrace.records.values import When

COMPONENT = """
[[chain]]
name = "Canada to Azerbaijan"
hops = [
    {supplier = "Canada", recipient = "TUR", what = "component", designation = "MX-15D"},
    {supplier = "TUR", recipient = "AZE"},
]
place = "Stepanakert"
from = 2020-09-27
to = "2020-11-10"
decided = {1 = "2020-05", 2 = 2020-06-01}
route = "company"

[[chain]]
hops = ["RUS", "ARM"]
place = "Barda"
"""


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return new_case(tmp_path / "case", title="A case", parties=["ARM", "Azerbaijan"], said_by="p-1")


def ask(case: Case, entry: str) -> None:
    settings = case.root / CASE_FILE
    settings.write_text(settings.read_text("utf-8") + entry, encoding="utf-8")


def test_entries_are_read_with_states_days_and_decisions(case: Case) -> None:
    ask(case, COMPONENT)
    one, other = entries(case)
    assert one.asked.hops == (Hop(1, "CAN", "TUR", "component", "MX-15D"), Hop(2, "TUR", "AZE", "system"))
    assert one.asked.when == When.read("2020-09-27/2020-11-10")
    assert one.asked.decided == {1: When.read("2020-05"), 2: When.read("2020-06-01")}
    assert (one.asked.user, one.asked.opponents, one.route) == ("AZE", ("ARM",), "company")
    assert other.asked.hops == (Hop(1, "RUS", "ARM", "system"),)
    assert (other.asked.user, other.asked.opponents) == ("ARM", ("AZE",))
    assert other.asked.name == "RUS \u2192 ARM \u2192 Barda"


def test_an_entry_is_found_by_its_name_or_the_only_beginning(case: Case) -> None:
    ask(case, COMPONENT)
    assert entry_named(case, "canada").asked.name == "Canada to Azerbaijan"
    with pytest.raises(CaseError, match="No single chain here is called 'x'"):
        entry_named(case, "x")


def test_all_mistakes_of_all_entries_are_named_at_once(case: Case) -> None:
    ask(case, '[[chain]]\nhops = ["XYZ", "ARM"]\nwhere = "x"\nfrom = "soon"\n[[chain]]\ndecided = {4 = "2020"}\n')
    with pytest.raises(CaseError) as told:
        entries(case)
    for words in ("chain 1: 'where' is no setting", "'XYZ' is no code of a state", "from and to: 'soon'",
                  "chain 2: it has no hops", "decided: there is no hop 4"):  # fmt: skip
        assert words in str(told.value)


def test_two_chains_of_one_name_are_refused(case: Case) -> None:
    ask(case, '[[chain]]\nname = "a"\nhops = ["RUS", "ARM"]\n[[chain]]\nname = "a"\nhops = ["RUS", "AZE"]\n')
    with pytest.raises(CaseError, match="another chain has the name 'a'"):
        entries(case)


def test_a_chain_in_single_brackets_is_refused(case: Case) -> None:
    ask(case, '[chain]\nhops = ["RUS", "ARM"]\n')
    with pytest.raises(CaseError, match="double brackets"):
        entries(case)


def test_words_of_a_command_mean_what_an_entry_means() -> None:
    entry = asked_of({"hops": ["CAN", "TUR", "AZE"], "from": "2020-09-27"}, ("ARM", "AZE"))
    assert [hop.what for hop in entry.asked.hops] == ["system", "onward"]
    assert entry.asked.when is not None
    assert (entry.asked.when.earliest, entry.asked.when.latest) == (When.read("2020-09-27").earliest, None)
    assert entry.asked.opponents == ("ARM",)
    assert asked_of({"hops": ["RUS", "ARM"], "opponents": []}, ("ARM", "AZE")).asked.opponents == ()


def test_a_group_that_is_no_state_may_hold_and_use() -> None:
    entry = asked_of({"hops": ["IRN", "The Made-up Brigade"]})
    assert entry.asked.hops[0].recipient == "The Made-up Brigade"
    assert entry.asked.user == "The Made-up Brigade"
