"""From traces to a finding on a sentence, as its user runs it: read, take into a case, count, check."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("numba", reason="needs armstrace[flights]")

from desk.conftest import Armstrace
from made_airlift import PUBLISHED, SILK, VOLGA, Lift, airlift

ARTICLE = (
    "Since the fighting began, journalists and flight trackers in {near} have noted a surge in the number of cargo "
    "flights from {carrier}, a carrier linked to {state}’s Ministry of Defence, landing at the {field} military "
    "airbase in {there}.\n"
)
OF_VOLGA = ARTICLE.format(near="Gavar", carrier="Volga-Dnepr Airlines", state="Russia", field="Gyumri", there="Armenia")
OF_SILK = ARTICLE.format(near="Haifa", carrier="Silk Way Airlines", state="Azerbaijan", field="Ovda", there="Israel")
SWAP = {
    "Volga-Dnepr Airlines": "Silk Way Airlines", "VDA": "AZQ", "UWLW": "UBBB", "UDSG": "LLOV", "Gyumri": "Ovda",
    "Russia": "Azerbaijan", "Armenia": "Israel",
}  # fmt: skip
Told = dict[str, Any]


def told_of(armstrace: Armstrace, tmp_path: Path, text: str, published: str) -> Told:
    """Check a text in the case and give the one finding on flights."""
    article = tmp_path / "article.txt"
    article.write_text(text, encoding="utf-8")
    done = armstrace("check", article, "--case", tmp_path / "case", "--published", published, "--json")
    assert done.code == 0, done.err
    (found,) = [each for each in json.loads(done.out)["findings"] if each["check"] == "flight_surge"]
    claim = found["claim"]
    assert text[claim["start"] : claim["end"]] == claim["text"]
    assert any("supports no rung" in limit for limit in found["limits"])
    told: Told = found
    return told


def taken_in(armstrace: Armstrace, tmp_path: Path, archive: Path, *more: str) -> None:
    """Read an archive and take what is found into a new case."""
    assert armstrace("new", tmp_path / "case", "--title", "flights").code == 0
    dataset = ("--out", tmp_path / "dataset", "--case", tmp_path / "case", "--engine", "local")
    done = armstrace("flights", "read", archive, *dataset, *more)
    assert done.code in {0, 3}, done.err


def found_in_traces(armstrace: Armstrace, folder: Path, lift: Lift, text: str, *more: str) -> Told:
    folder.mkdir()
    taken_in(armstrace, folder, airlift(folder / "archive", lift), *more)
    return told_of(armstrace, folder, text, PUBLISHED.isoformat())


def test_an_airlift_in_traces_is_found_alike_whoever_flies_it(armstrace: Armstrace, tmp_path: Path) -> None:
    volga = found_in_traces(armstrace, tmp_path / "volga", VOLGA, OF_VOLGA)
    silk = found_in_traces(armstrace, tmp_path / "silk", SILK, OF_SILK)
    assert volga["verdict"] == "supported", volga["reason"]
    assert volga["slots"] == dict.fromkeys(("surge", "operator", "destination", "flight_type"), "supported")
    assert volga["figure"] > 3
    assert len(volga["records"]) == 17
    pattern = re.compile("|".join(sorted(map(re.escape, SWAP), key=len, reverse=True)))
    mirrored = pattern.sub(lambda match: SWAP[match.group()], volga["reason"])
    assert mirrored == silk["reason"]
    assert (silk["verdict"], silk["slots"]) == (volga["verdict"], volga["slots"])
    same = ("--operator", "VDA", "--airfield", "UDSG")
    table = armstrace("surge", "--case", tmp_path / "volga" / "case", *same, "--json")
    assert table.code == 0, table.err
    assert '"VDA' in table.out


def test_the_same_airlift_marked_synthetic_supports_nothing(armstrace: Armstrace, tmp_path: Path) -> None:
    found = found_in_traces(armstrace, tmp_path / "made", VOLGA, OF_VOLGA, "--synthetic")
    assert found["verdict"] == "cannot_tell"
    assert found["reason"].startswith("SYNTHETIC DATA")
    assert set(found["slots"].values()) == {"cannot_tell"}


@pytest.mark.shared
def test_the_founding_articles_flights_in_the_synthetic_traces_of_the_pack(
    armstrace: Armstrace, tmp_path: Path, packs: Path
) -> None:
    """The pack's flights UBBB-LLOV are invented and marked so by their registrations; the article is of 2020."""
    taken_in(armstrace, tmp_path, packs / "adsb-dev" / "readsb-made")
    article = (packs / "reading-dev" / "seed" / "article.txt").read_text(encoding="utf-8")
    sentence = next(line for line in article.split("\n") if "surge in the number of cargo flights" in line)
    for published in ("2020-11-20", "2024-03-20"):
        found = told_of(armstrace, tmp_path, sentence + "\n", published)
        assert found["claim"]["operator"] == "SilkWay Airlines"
        assert "Ovda" in found["claim"]["destination"]
        assert found["verdict"] == "cannot_tell"
        assert found["reason"].startswith("SYNTHETIC DATA")
        assert "supported" not in found["slots"].values()
    listed = {part["label"]: part["value"] for part in found["parts"]["by operator"]}
    assert 25 <= listed["Silk Way Airlines (AZQ)"] <= 45
