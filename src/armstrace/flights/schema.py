"""The columns of movements: one row per candidate airfield of a landing or a take-off."""

import pyarrow as pa

MOMENT = pa.timestamp("ms", tz="UTC")

MOVEMENT = pa.schema(
    [
        ("event", pa.string()),  # names the event: the same for all its candidates, and in every run on the same bytes
        ("rank", pa.int16()),  # 1 is the likeliest candidate
        ("hex", pa.string()),  # as in the file's name, "~" kept
        ("registration", pa.string()),
        ("typecode", pa.string()),
        ("operator", pa.string()),  # ICAO designator, as the callsign or a fleet list says
        ("callsign", pa.string()),
        ("kind", pa.string()),  # landing, takeoff
        ("airfield", pa.string()),  # OurAirports ident; "" where none can be named
        ("icao", pa.string()),
        ("time_utc", MOMENT),  # best estimate
        ("time_earliest", MOMENT),
        ("time_latest", MOMENT),
        ("probability", pa.float32()),  # of this event at this airfield; those of one event sum to at most 1
        ("tier", pa.string()),  # confirmed, probable, ranked
        ("basis", pa.string()),  # surface, descent, bracket, none
        ("inputs", pa.string()),  # "<sha256 of the member>;point=120-180", several with a space between
    ]
)
"""What `flights read` writes and `flights movements` prints."""

METHOD = "flights.movements@2"
"""What finds them; the number changes when the same points would give other movements."""
