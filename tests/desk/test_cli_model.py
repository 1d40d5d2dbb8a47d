"""`armstrace claims --model`: a model may point at words of the text; what it makes up is listed and nothing more."""

import json
from pathlib import Path

from desk.conftest import Armstrace
from desk.test_model_client import saying, serving

TEXT = "On Monday rebels shelled the port of Aden. Nobody answered."
ANSWER = json.dumps(
    {
        "items": [
            {"type": "weapon_use", "quote": "rebels shelled the port of Aden", "slots": {"actor": "rebels"}},
            {"type": "weapon_use", "quote": "rebels bombed the harbour of Aden", "slots": {}},
            {"type": "verdict", "quote": "Nobody answered", "slots": {}},
        ]
    }
)


def _file(folder: Path) -> Path:
    path = folder / "text.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_what_stands_in_the_text_is_proposed_and_the_rest_is_listed(armstrace: Armstrace, tmp_path: Path) -> None:
    with serving(saying(ANSWER)) as url:
        words = ("claims", _file(tmp_path), "--published", "2020-11-20", "--model", url, "--model-name", "parrot")
        told = json.loads(armstrace(*words, "--json").out)
        shown = armstrace(*words)
    (accepted,) = told["proposals"]["accepted"]
    assert (accepted["text"], accepted["origin"]) == ("rebels shelled the port of Aden", "model:parrot")
    assert TEXT[accepted["start"] : accepted["end"]] == accepted["text"]
    assert [each["reason"] for each in told["proposals"]["rejected"]] == ["not in source", "unknown type"]
    # a proposal is no claim: nothing of it is among those that are checked
    assert all("origin" not in item or not str(item["origin"]).startswith("model:") for item in told["items"])
    assert "model:parrot" in shown.out
    assert "rejected, not in source" in shown.err


def test_another_machine_is_asked_only_if_that_is_allowed(armstrace: Armstrace, tmp_path: Path) -> None:
    done = armstrace("claims", _file(tmp_path), "--published", "2020-11-20", "--model", "https://models.example/v1")
    assert done.code == 2
    assert "--model-allow-remote" in done.err


def test_without_the_option_nobody_is_asked(armstrace: Armstrace, tmp_path: Path) -> None:
    told = json.loads(armstrace("claims", _file(tmp_path), "--published", "2020-11-20", "--json").out)
    assert "proposals" not in told


def test_a_model_is_asked_about_one_document(armstrace: Armstrace, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    done = armstrace("claims", _file(tmp_path), "--to", out, "--model", "http://127.0.0.1:9")
    assert done.code == 2
    assert "one document" in done.err
