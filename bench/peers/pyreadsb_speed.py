"""Read trace files with pyreadsb, in its own environment: pyreadsb_speed.py FILE...; prints points and seconds."""

import sys
import time
from pathlib import Path

from pyreadsb.traces_decoder import process_traces_from_file

started, points = time.process_time(), 0
for name in sys.argv[1:]:
    points += sum(1 for _ in process_traces_from_file(Path(name)))
print(points, time.process_time() - started)
