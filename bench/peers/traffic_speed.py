"""Read trace files with traffic, in its own environment: traffic_speed.py FILE...; prints points and seconds."""

import sys
import time

from traffic.core import Flight

Flight.from_readsb(sys.argv[1])
started, points = time.process_time(), 0
for name in sys.argv[1:]:
    flight = Flight.from_readsb(name)
    points += 0 if flight is None else len(flight.data)
print(points, time.process_time() - started)
