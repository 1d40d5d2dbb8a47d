"""Without the flights extra every source is known, and those of positions say what is missing."""

import subprocess
import sys

PROBE = """
import sys

sys.modules |= dict.fromkeys(("numpy", "numba", "scipy", "isal"))
from armstrace.records.errors import CaseError
from armstrace.sources.registry import readers
from armstrace.sources.traces.points import Member

for name in ("basestation", "fr24_csv", "opensky_states"):
    try:
        readers()[name].read_columns(b"", Member("a", "600866.csv"))
    except CaseError as error:
        print(name, error)
"""


def test_what_is_missing_is_named() -> None:
    done = subprocess.run([sys.executable, "-c", PROBE], capture_output=True, text=True, check=True)
    assert done.stdout.count("Install armstrace[flights].") == 3
