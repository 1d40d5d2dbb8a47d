"""docs/mutation.md: what was run, and every fault that no test noticed."""

import csv
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bench.mutants.copy import FOLDER
from bench.mutants.faults import Fault
from eval import report

RESULTS = FOLDER / "results"
LOOKED_AT = Path(__file__).with_name("looked_at.csv")
_MOST_SHOWN = 70
_HOW = """\
`make mutants` puts one small fault at a time into a copy of the project: another comparison, sum, constant or text, a
condition turned round, a statement left out, nothing given back. It runs the tests of the room that reach the line, the
quickest first, to 20 s of them. The faults are drawn with a fixed seed: the first hundred of three hundred are the same
hundred. Docstrings, annotations, decorators, imports and the parts of f-strings are left alone. A fault that survives
here may be noticed by the tests of other rooms, which are not asked. Where somebody looked, the last column says why a
fault changes nothing, or names the test that was written for the hole after this run."""
_HEADS = ("room", "faults possible", "put in", "tests", "noticed", "late", "survived", "unreached", "share noticed")
_LEFT = ("where", "was", "became", "looked at")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one fault: noticed, survived, late (time ran out or it crashed: noticed too) or unreached."""

    room: str
    module: str
    fault: Fault
    state: str
    noticed_by: str
    tests: int


def keep(room: str, total: int, tests: int, outcomes: Sequence[Outcome]) -> None:
    """Keep the outcomes of a room until the page is written."""
    RESULTS.mkdir(parents=True, exist_ok=True)
    told = {"room": room, "faults": total, "tests": tests, "outcomes": [asdict(each) for each in outcomes]}
    (RESULTS / f"{room}.json").write_text(json.dumps(told, indent=1), encoding="utf-8")


def write() -> None:
    """Write the page from what is kept of every room."""
    kept = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(RESULTS.glob("*.json"))]
    looked = _looked_at()
    parts = ["## What was run", report.table(_HEADS, [_row(each) for each in kept])]
    for each in kept:
        left = [one for one in each["outcomes"] if one["state"] in {"survived", "unreached"}]
        parts += [f"## Not noticed: {each['room']}", report.table(_LEFT, [_left(one, looked) for one in left])]
    report.publish("mutation.md", "Faults put in, and whether the tests notice", _HOW, parts)


def _row(each: Mapping[str, Any]) -> list[str]:
    states = Counter(one["state"] for one in each["outcomes"])
    noticed, count = states["noticed"] + states["late"], len(each["outcomes"])
    told = [states[name] for name in ("noticed", "late", "survived", "unreached")]
    return [each["room"], *map(str, (each["faults"], count, each["tests"], *told)), f"{noticed / max(1, count):.0%}"]


def _left(one: Mapping[str, Any], looked: Mapping[tuple[str, str, str], str]) -> list[str]:
    fault, module = one["fault"], one["module"].removeprefix("src/armstrace/")
    was, now = _shown(fault["was"]), _shown(fault["now"])
    mark = "reached by no test of the room" if one["state"] == "unreached" else ""
    return [f"{module}:{fault['line']}", was, now, looked.get((module, was, now), mark)]


def _shown(text: str) -> str:
    """Write a piece of source in one cell."""
    line = " ".join(text.split()).replace("|", "\\|").replace("`", "\u2019")
    return f"`{line[:_MOST_SHOWN]}{'…' if len(line) > _MOST_SHOWN else ''}`"


def _looked_at() -> Mapping[tuple[str, str, str], str]:
    """Read what a person found who looked: the test that was written, or why the fault changes nothing."""
    with LOOKED_AT.open(encoding="utf-8", newline="") as file:
        return {(row["module"], row["was"], row["became"]): row["found"] for row in csv.DictReader(file)}
