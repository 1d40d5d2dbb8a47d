"""Files far larger than any register: read in bounded memory, or refused at once."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from armstrace.desk.case import new_case
from desk.made_files import deliveries, delivery_row, write

SIZE = 300 << 20
PEAK_MB = 450
STATUS = Path("/proc/self/status")
pytestmark = pytest.mark.skipif(not STATUS.exists(), reason="this system does not tell how much memory was used")
# what the system says of a finished child counts the memory of the process it was forked from too
_PEAK = """
from pathlib import Path
def peak_mb():
    (line,) = [line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM")]
    return int(line.split()[1]) // 1024
"""
_COMMAND = f"""{_PEAK}
import sys
from armstrace.desk.cli.main import _run
code = _run()
print("peak", peak_mb(), file=sys.stderr)
sys.exit(code)
"""
_READING = f"""{_PEAK}
import sys, time
from armstrace.desk.private_case import temporary_case
path = Path(sys.argv[1])
with temporary_case() as case:
    start = time.process_time()
    outcome = case.read(case.add(path))
    print(sum(part.rows for part in outcome.rows), time.process_time() - start, peak_mb())
"""


@pytest.fixture
def large(tmp_path: Path) -> Iterator[Path]:
    """Where a large file can lie; it is gone as soon as the test is done."""
    path = tmp_path / "large.csv"
    yield path
    path.unlink()


def long_rows(path: Path) -> int:
    """Write 300 MB, in turns a row of deliveries with a long description, and a row of anything."""
    cells = "UAV " * 15_000
    good = (delivery_row(n, ("Israel", "Azerbaijan", 2016, 1.0), cells) for n in range(100))
    block = "".join(row + f"Ruritania,{cells}\n" for row in good)
    blocks = SIZE // len(block) + 1
    with path.open("w", encoding="utf-8") as file:
        file.write(deliveries([]))
        file.writelines(block for _ in range(blocks))
    return blocks * 100


def zeros(path: Path) -> int:
    """Make a file of 300 MB without a single byte on the disk."""
    with path.open("wb") as file:
        file.truncate(SIZE)
    return 0


def zeros_after_rows(path: Path) -> int:
    """Make a register that turns into 300 MB of nothing."""
    path.write_text(deliveries(), encoding="utf-8")
    os.truncate(path, SIZE)
    return 0


def one_line(path: Path) -> int:
    """Write a register whose last row never ends."""
    with path.open("w", encoding="utf-8") as file:
        file.write(deliveries())
        file.writelines("x" * (1 << 20) for _ in range(SIZE >> 20))
    return 0


@pytest.mark.parametrize("make", [long_rows, zeros, zeros_after_rows, one_line])
def test_300_megabytes_are_read_in_bounded_memory(make: Callable[[Path], int], large: Path, tmp_path: Path) -> None:
    rows = make(large)
    assert large.stat().st_size >= SIZE
    case = new_case(tmp_path / "case", title="large").root
    command = write(tmp_path, "command.py", _COMMAND)
    words = [sys.executable, command, "add", large, "--case", case, "--json", "--in-place"]
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, check=False)
    told, err = done.stdout, done.stderr
    assert "Traceback" not in err
    assert int(err.split()[-1]) < PEAK_MB
    assert done.returncode == 3, err
    if rows:
        assert f'"transfer": {rows}' in told
        assert f"set aside, {rows} in large.csv:" in err
    else:
        assert "set aside, large.csv: " in err
        assert not list((case / "tables").glob("transfer/*"))


@pytest.mark.shared
def test_the_register_of_all_deliveries_takes_two_seconds_and_300_megabytes(shared: Path, tmp_path: Path) -> None:
    (register,) = (shared / "sipri").glob("deliveries_all_all_*.csv")
    script = write(tmp_path, "reading.py", _READING)
    told = subprocess.run([sys.executable, script, register], check=True, capture_output=True, text=True).stdout
    rows, seconds, megabytes = map(float, told.split())
    assert rows == 27_839
    # processor time, since other programs may be at work on this machine
    assert seconds < 2
    assert megabytes < 300
