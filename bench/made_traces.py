"""Trace files with readsb's own format strings, for measures of speed: made, not received."""

import gzip
import math
import random
from collections.abc import Iterator
from pathlib import Path

FIRST_S = 1_709_596_800
_MOST_ROWS, _LEAST_ROWS = 2_500, 490


def details(rng: random.Random, flight: str, state: tuple[int, float, float, int]) -> str:
    """Write a details object with the fields that an airliner of today sends."""
    altitude, speed, track, climb = state
    return (
        f'{{"type":"adsb_icao","flight":"{flight:<8}","alt_geom":{altitude + 275},"ias":{speed * 0.8:.0f},'
        f'"tas":{speed:.0f},"mach":{speed / 660:.3f},"track":{track:.2f},"track_rate":{rng.uniform(-0.5, 0.5):.2f},'
        f'"roll":{rng.uniform(-3, 3):.2f},"baro_rate":{climb},'
        f'"geom_rate":{climb + 32 * rng.randrange(-2, 3)},"squawk":"{rng.randrange(4096):04o}","emergency":"none",'
        f'"category":"A5","nav_qnh":1013.6,"nic":8,"rc":186,"version":2,'
        f'"nic_baro":1,"nac_p":{rng.randrange(8, 11)},"nac_v":{rng.randrange(1, 3)},"sil":3,"sil_type":"perhour",'
        f'"gva":2,"sda":2,"alert":0,"spi":0}}'
    )


def rows(rng: random.Random, count: int) -> Iterator[str]:
    """Write the rows of one aircraft that flies about; every fourth has details, every twentieth is MLAT."""
    at_s, lat, lon = rng.uniform(0, 20_000), rng.uniform(-60, 60), rng.uniform(-180, 180)
    altitude, speed, track, climb = rng.randrange(5_000, 39_000, 25), rng.uniform(200, 480), rng.uniform(0, 360), 0
    flight = f"TST{rng.randrange(100, 9_999)}"
    for number in range(count):
        step_s = rng.choice((1.9, 4.1, 8.0, 15.2, 19.9)) + rng.random()
        at_s += step_s
        track = (track + rng.gauss(0, 1)) % 360
        speed = max(120.0, min(500.0, speed + rng.gauss(0, 2)))
        climb = rng.choice((0, 0, 64, -64, 1_216, -1_216)) if rng.random() < 0.05 else climb
        altitude = max(1_000, min(41_000, altitude + int(climb * step_s / 60 / 25) * 25))
        moved = speed * step_s / 3_600 / 60
        lat = max(-80.0, min(80.0, lat + moved * math.cos(math.radians(track))))
        lon = (lon + moved * math.sin(math.radians(track)) / math.cos(math.radians(lat)) + 180) % 360 - 180
        more = details(rng, flight, (altitude, speed, track, climb)) if number % 4 == 3 else "null"
        source = "mlat" if rng.random() < 0.05 else "adsb_icao"
        yield (
            f"[{at_s:.2f},{lat:f},{lon:f},{altitude},{speed:.1f},{track:.1f},0,{climb},{more},"
            f'"{source}",{altitude + 275},{climb},{speed * 0.8:.0f},{rng.uniform(-3, 3):.1f}]'
        )


def text(rng: random.Random, hex_: str, count: int) -> bytes:
    """Write a whole file of so many rows."""
    head = (
        f'{{"icao":"{hex_}",\n"r":"N{hex_}",\n"t":"B738",\n"desc":"BOEING 737-800",\n"ownOp":"MADE FOR MEASURING",\n'
        f'"year":"2001",\n"timestamp": {FIRST_S}.000,\n"trace":[ \n'
    )
    return (head + ",\n".join(rows(rng, count)) + " ]\n }\n").encode()


def make(folder: Path, files: int, seed: int = 7) -> int:
    """Write so many files into a day's folder below `folder`, packed at level 9; gives their bytes as JSON."""
    rng, unpacked = random.Random(seed), 0  # the same files each time
    for number in range(files):
        hex_ = f"{0x600000 + 37 * number:06x}"
        content = text(rng, hex_, rng.randrange(_LEAST_ROWS, _MOST_ROWS))
        unpacked += len(content)
        path = folder / "2024/03/05/traces" / hex_[-2:] / f"trace_full_{hex_}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(gzip.compress(content, 9))
    return unpacked
