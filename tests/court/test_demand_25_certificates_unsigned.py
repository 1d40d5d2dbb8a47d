"""Demand 25: statements are generated unsigned, with hash, program and dates; nothing claims admissibility."""

import re
from pathlib import Path

from armstrace import __version__


def test_the_statements_are_templates(plain: Path) -> None:
    custodian = (plain / "certificates/custodian.txt").read_text(encoding="utf-8")
    hashes = (plain / "certificates/hashes.txt").read_text(encoding="utf-8")
    info = (plain / "bag-info.txt").read_text(encoding="utf-8")
    head = re.findall(r"^Ledger-Head: (\w+)$", info, re.MULTILINE)[0]
    day = re.findall(r"^Bagging-Date: (.+)$", info, re.MULTILINE)[0]
    for page in (custodian, hashes):
        assert "TEMPLATE - UNSIGNED" in page
        assert "Nobody has signed this page" in page
        assert re.search(r"Signature _+", page)
    assert all(word in custodian for word in (head, day, f"armstrace {__version__}", "SHA-256"))


def test_no_page_claims_that_anything_is_admissible_or_proved(plain: Path) -> None:
    pages = [path for path in plain.rglob("*.txt") if "data" not in path.relative_to(plain).parts]
    text = " ".join(" ".join(path.read_text(encoding="utf-8").split()) for path in pages)
    said = re.findall(r"[^.:]*\b(?:admissible|admissibility|proved|guilty|unlawful)\b[^.:]*", text)
    assert said == [" Nothing here says that anything in it is true, lawful or admissible"]
