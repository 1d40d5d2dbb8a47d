"""How fast texts and traces are read may rise and must not fall far: floors at a third of what was measured.

Processor time, the quickest of three runs: a busy machine stretches it little. Figures stand in docs/bench.md and
docs/bench-flights.md.
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from armstrace.flights.airfields.fields import all_fields
from armstrace.flights.movements import movements
from armstrace.reading.article import article_of
from armstrace.reading.read import claims_in
from armstrace.sources.traces.archives.walk import load, walk
from armstrace.sources.traces.reading import read_points
from bench.made_traces import make
from stopwatch import fastest

SETS = Path(__file__).parents[1] / "reading" / "sets"


def quickest(work: Callable[[], object]) -> float:
    """Time something in seconds, after one run that loads and compiles."""
    work()
    return fastest(work)


def test_plain_reading_of_articles() -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted(SETS.glob("articles*/*.txt"))]
    words = sum(len(text.split()) for text in texts)
    assert words > 5000
    seconds = quickest(lambda: [claims_in(article_of(text, date(2022, 5, 17))) for text in texts])
    assert words / seconds > 7_000


def test_traces_to_movements(tmp_path: Path) -> None:
    make(tmp_path, 60)
    members, fields = list(walk([str(tmp_path)])), all_fields()
    points = len(read_points(members, load).time_s)
    assert points > 50_000
    assert points / quickest(lambda: read_points(members, load)) > 1_000_000
    assert points / quickest(lambda: movements(read_points(members, load), fields)) > 500_000
