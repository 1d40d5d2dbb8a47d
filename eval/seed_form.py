"""The founding article in the form of `seed_score.py`, and what that program says of it: statements, dates, traps."""

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from armstrace.reading.read import claims_in
from armstrace.records.claims import Claim, StatementClaim
from eval import slips
from eval.engine import article
from eval.row import Row

ARMSTRACE = Path(sys.executable).with_name("armstrace")
PUBLISHED = date(2020, 11, 20)
TARGETS = {
    "quantity_claim": "13/13",
    "treaty_status": "6/6",
    "flight_claim": "3/3",
    "weapon_use": ">= 9/10",
    "statement": ">= 36/41",
}


def prediction(claims: Sequence[Claim], temporal: Sequence[tuple[int, int, str]]) -> dict[str, Any]:
    """Write claims and dates as `seed_score.py` takes them."""
    found = []
    for claim in claims:
        item: dict[str, Any] = {"type": claim.TYPE, "span": [claim.start, claim.end]}
        if isinstance(claim, StatementClaim):
            item["content"] = [list(span) for span in claim.content]
            item["source"] = list(claim.speaker_span) if claim.speaker_span else None
        found.append(item)
    return {"items": found, "temporal": [list(each) for each in temporal]}


def told(seed: Path, predicted: dict[str, Any]) -> str:
    """Run `seed_score.py` on a prediction; it opens the article in its own folder."""
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(predicted, file)
        file.flush()
        command = [sys.executable, "seed_score.py", "gold_full.json", file.name]
        return subprocess.run(command, cwd=seed, check=True, capture_output=True, text=True).stdout


def rows(seed: Path) -> Iterator[Row]:
    """Give the lines of the founding article's full labels."""
    text = (seed / "article.txt").read_bytes().decode("utf-8")
    read = article(text, PUBLISHED)
    claims = claims_in(read)
    output = told(seed, prediction(claims, [(t.start, t.end, t.value) for t in read.times]))
    for match in re.finditer(
        r"^(\w+)\s+found (\d+)/(\d+), predicted (\d+)(?: source (\d+)/(\d+))?", output, re.MULTILINE
    ):
        name, found, labelled, predicted = match.group(1, 2, 3, 4)
        speakers = f"; speaker right in {match[5]} of {match[6]}" if match[5] else ""
        baseline = "24 found, 19 speakers" if name == "statement" else ""
        reached = f"{found} of {labelled}, {predicted} predicted{speakers}"
        yield Row(f"founding article, full labels: {name}", labelled, reached, baseline, TARGETS.get(name, ""))
    temporal = re.search(r"temporal found (\d+) value (\d+) of (\d+)", output)
    traps = re.search(r"traps fallen into (\[.*\])", output)
    assert temporal
    assert traps
    yield Row("founding article: temporal values", temporal[3], f"{temporal[2]} (found {temporal[1]})", "31", ">= 44")
    yield Row("founding article: traps", "14", f"{len(json.loads(traps[1].replace(chr(39), chr(34))))} taken", "1", "0")
    yield Row("founding article: contradicts itself", "1", _contradictions(seed), "", "found by `internal`")
    yield from slips.rows(claims)


def _contradictions(seed: Path) -> str:
    """Say what the document's own check finds."""
    article_file = seed / "article.txt"
    command = [str(ARMSTRACE), "check", str(article_file), "--published", PUBLISHED.isoformat(), "--json"]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=seed)
    found = [each for each in json.loads(done.stdout)["findings"] if each["check"] == "internal"]
    return "; ".join(each["reason"] for each in found) or "not found"
