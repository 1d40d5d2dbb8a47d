"""The kit that a stranger's package runs is run on armstrace's own sources first."""

from collections.abc import Callable
from pathlib import Path

import pytest

from armstrace.plug_ins.found import SOURCES, PlugIn
from armstrace.records.errors import ArmstraceError
from armstrace.sources.plugged import admit
from armstrace.sources.registry import own_readers
from armstrace.testing import NotHeld
from armstrace.testing import source_rules as rules
from armstrace.testing.held import Held
from armstrace.testing.hostile import KIB

FOLDERS = Path(__file__).resolve().parents[1] / "sources"
EVERY = [Held(reader, sample) for name, reader in own_readers().items() for sample in rules.samples_in(FOLDERS / name)]
# a PDF is read by a process of its own each time: its hostile files have tests of their own
FIRST = list({held.source.name: held for held in reversed(EVERY) if held.source.name != "pdf_file"}.values())
ASKED: list[Callable[[Held], None]] = [rules.says_where_and_who, rules.places_lead_back]
# the others are asked of one sample each: what they cost adds up
MORE = [rules.knows_its_own_and_no_stranger, rules.same_bytes_same_records, rules.bad_lines_are_set_aside]
PACKED = "rows of a packed file are not opened again yet"
# what our own do not keep, and why; a plug-in has no such list
KNOWN = {
    ("places_lead_back", "aircraft_database/sample_readsb.csv.gz"): PACKED,
    ("places_lead_back", "opensky_states/sample_answers.json"): PACKED,
    ("places_lead_back", "opensky_states/sample_hour.csv.tar"): PACKED,
    ("places_lead_back", "opensky_states/sample_packed.csv.gz"): PACKED,
    ("places_lead_back", "opensky_states/sample_states.parquet"): PACKED,
    (
        "places_lead_back",
        "coarm_licences/sample_missions.csv",
    ): "a mission without a name is told in the reader's words",
}


def _name(held: Held) -> str:
    return f"{held.source.name}/{held.sample.name}"


@pytest.mark.parametrize("held", EVERY, ids=_name)
def test_our_sources_keep_the_rules(held: Held) -> None:
    for rule in ASKED:
        if (rule.__name__, _name(held)) in KNOWN:
            with pytest.raises((NotHeld, ArmstraceError)):
                rule(held)
        else:
            rule(held)


@pytest.mark.parametrize("held", FIRST, ids=_name)
def test_our_sources_are_bounded(held: Held) -> None:
    rules.says_what_it_is(held.source)
    for rule in MORE:
        rule(held)
    rules.keeps_to_itself(held)
    rules.hostile_is_bounded(held, KIB)
    admit(held.reader, PlugIn(SOURCES, "tried", "tried", "1", ""))


def test_what_is_known_is_of_samples_that_there_are() -> None:
    assert {sample for _, sample in KNOWN} <= {_name(held) for held in EVERY}
