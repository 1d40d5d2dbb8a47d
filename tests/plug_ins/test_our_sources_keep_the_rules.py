"""The kit that a stranger's package runs is run on our own sources first, here and in sources/test_every_source."""

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
# asked of one sample each: what they cost adds up
MORE = [rules.knows_its_own_and_no_stranger, rules.bad_lines_are_set_aside]
PACKED = "rows of a packed file are not opened again yet"
# whose places do not lead back, and why; a plug-in has no such list
KNOWN = {
    "aircraft_database/sample_readsb.csv.gz": PACKED,
    "opensky_states/sample_answers.json": PACKED,
    "opensky_states/sample_hour.csv.tar": PACKED,
    "opensky_states/sample_packed.csv.gz": PACKED,
    "opensky_states/sample_states.parquet": PACKED,
    "coarm_licences/sample_missions.csv": "a mission without a name is told in the reader's words",
}


def _name(held: Held) -> str:
    return f"{held.source.name}/{held.sample.name}"


@pytest.mark.parametrize("held", EVERY, ids=_name)
def test_places_of_our_sources_lead_back(held: Held) -> None:
    if _name(held) in KNOWN:
        with pytest.raises((NotHeld, ArmstraceError)):
            rules.places_lead_back(held)
    else:
        rules.places_lead_back(held)


@pytest.mark.parametrize("held", FIRST, ids=_name)
def test_our_sources_are_bounded(held: Held) -> None:
    for rule in MORE:
        rule(held)
    rules.keeps_to_itself(held)
    rules.hostile_is_bounded(held, KIB)
    admit(held.reader, PlugIn(SOURCES, "tried", "tried", "1", ""))


def test_what_is_known_is_of_samples_that_there_are() -> None:
    assert set(KNOWN) <= {_name(held) for held in EVERY}
