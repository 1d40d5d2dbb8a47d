"""How well texts are read may rise and must not fall: floors on labelled sets, a little below what was measured.

The sets in `sets/articles` and `sets/articles2` ship with the project; those beside the checkout are scored by their
pack's own program. Figures of every run stand in docs/evaluation.md.
"""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from armstrace.reading.article import Article, article_of
from armstrace.reading.read import claims_in, parsed
from armstrace.records.claims import StatementClaim, claim_json
from eval import seed_form
from eval.overlap import Counts, counts
from eval.passages import score, scorer

SETS = Path(__file__).parent / "sets"
ARTICLES = SETS / "articles"
TYPES = (
    "statement",
    "quantity_claim",
    "weapon_use",
    "treaty_status",
    "event",
    "flight_claim",
    "trade_claim",
    "legal_action",
)


def measured(gold_file: Path, read: Callable[[Article], Article] = parsed) -> Counts:
    gold = json.loads(gold_file.read_text(encoding="utf-8"))
    total = Counts(0, 0, 0)
    for document in gold["documents"]:
        text = (gold_file.parent / document["doc"]).read_bytes().decode("utf-8")
        article = read(article_of(text, date.fromisoformat(document["published"])))
        told = [claim_json(claim) for claim in claims_in(article)]
        labelled = [item for item in gold["items"] if item["doc"] == document["doc"]]
        for kind in TYPES:
            total += counts(labelled, told, kind)
    return total


@pytest.mark.parametrize(("half", "floor"), [("gold_dev", 0.93), ("gold_test", 0.81)])
def test_own_articles(half: str, floor: float) -> None:
    found = measured(ARTICLES / f"{half}.json")
    assert found.found > 100
    assert found.f1 >= floor, found


def without_parse(article: Article) -> Article:
    """Leave an article as it is where no parser is installed."""
    return article


@pytest.mark.parametrize(("read", "floor"), [(parsed, 0.81), (without_parse, 0.76)])
def test_second_set_of_own_articles(read: Callable[[Article], Article], floor: float) -> None:
    found = measured(SETS / "articles2" / "gold.json", read)
    assert found.found > 150
    assert found.f1 >= floor, found


def test_a_perfect_reading_misses_nothing() -> None:
    gold: list[dict[str, Any]] = json.loads((ARTICLES / "gold_dev.json").read_text(encoding="utf-8"))["items"]
    whole = Counts(0, 0, 0)
    for document in {item["doc"] for item in gold}:
        own = [item for item in gold if item["doc"] == document]
        for kind in TYPES:
            whole += counts(own, own, kind)
    # a label that accepts its neighbour's span may take it
    assert whole.missed == 0
    assert whole.f1 > 0.99
    assert counts(gold, [], "event").f1 == 0.0


@pytest.mark.shared
@pytest.mark.parametrize(("gold", "floor"), [("gold.json", 0.90), ("seed/gold.json", 0.90)])
def test_the_packs_own_program_agrees(packs: Path, gold: str, floor: float) -> None:
    pack = packs / "reading-dev"
    scored = score(pack / gold, scorer(pack))
    assert scored["micro"]["strict"]["f1"] >= floor
    assert scored["must_not"]["hit"] == 0


@pytest.mark.shared
def test_the_founding_articles_full_labels(packs: Path) -> None:
    by_measure = {row.measure.partition(": ")[2]: row.reached for row in seed_form.rows(packs / "reading-dev" / "seed")}
    least = {
        "statement": 38,
        "quantity_claim": 13,
        "treaty_status": 5,
        "flight_claim": 3,
        "weapon_use": 9,
        "temporal values": 44,
    }
    reached = {name: int(by_measure[name].split()[0]) for name in least}
    assert {name: reached[name] for name in least if reached[name] < least[name]} == {}
    assert by_measure["traps"] == "0 taken"
    assert "president of Türkiye" in by_measure["contradicts itself"]
    assert [name for name, said in by_measure.items() if said == "not carried"] == []


def test_the_form_of_the_seeds_program_keeps_spans_and_speakers() -> None:
    said = StatementClaim(start=0, end=20, text="", content=((5, 20),), speaker="Ann", speaker_span=(0, 3))
    assert seed_form.prediction([said], [(1, 2, "2020")]) == {
        "items": [{"type": "statement", "span": [0, 20], "content": [[5, 20]], "source": [0, 3]}],
        "temporal": [[1, 2, "2020"]],
    }
