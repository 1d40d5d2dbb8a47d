"""A process killed at 50 random moments while it adds: nothing accepted is lost, and the case verifies each time."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from armstrace.desk.case import Case, open_case
from armstrace.desk.intake import FACTS
from armstrace.evidence import custody
from desk.conftest import Armstrace
from desk.made_files import deliveries, tree, write

KILLS = 50
FILES = 24


@pytest.mark.skipif(sys.platform == "win32", reason="forking and SIGKILL belong to Unix")
def test_nothing_accepted_is_lost_by_a_kill_at_any_moment(case: Case, armstrace: Armstrace, tmp_path: Path) -> None:
    folder = tmp_path / "incoming"
    folder.mkdir()
    for number in range(FILES):
        rows = [("Israel", "Azerbaijan", 2010 + number % 10, float(number + 1))] * (number % 7 + 1)
        write(folder, f"deliveries-{number:02}.csv", deliveries(rows))
    program = Path(__file__).with_name("killed_while_adding.py")
    # -P: beside the program lies a folder named as a library is, and is none
    words = [sys.executable, "-P", str(program), str(case.root), str(folder), str(KILLS), "2020"]
    done = subprocess.run(words, check=True, capture_output=True, text=True)
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(told) == KILLS
    assert {each["verified"] for each in told} == {0}
    assert all(each["kept"] for each in told), "an accepted line is there after every kill"
    assert sum(each["killed"] for each in told) > KILLS // 2
    assert [each["lines"] for each in told] == sorted(each["lines"] for each in told)

    assert armstrace("add", folder, "--case", case.root).code == 0
    names = [exhibit.received_name for exhibit in custody.exhibits(case.root)]
    assert sorted(names) == sorted([*FACTS, *(path.name for path in folder.iterdir())])
    left = [name for name in tree(case.root) if name.endswith((".part", ".partial", ".tmp", ".json"))]
    assert left == [], "what the dead left half done is tidied up"
    reopened = open_case(case.root)
    assert reopened.tables.ask("SELECT count(DISTINCT exhibit) FROM transfer") == [(FILES,)]
    assert armstrace("verify", "--case", case.root).code == 0
