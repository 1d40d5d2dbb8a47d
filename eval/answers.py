"""Answers to made sentences: verdicts and figures held against a pack's cases, by the rule that the pack states."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from eval import report

ARMSTRACE = Path(sys.executable).with_name("armstrace")
REGISTERS = ("sipri/tiv-2022-07-28", "treaties/untreaties_2015/26-6.csv", "treaties/untreaties_2015/26-8.csv")
CHECKS = {
    "share_of_imports": "import_share",
    "share_of_exports": "export_share",
}  # where a case's kind has another name
NOT_CHECKABLE = {"cannot_tell", "not_shown"}
Told = dict[str, Any]


def answers(pack: Path, data: Path, folder: Path) -> Iterator[tuple[Told, list[Told]]]:
    """Give each case of the pack with the findings on its text, all registers loaded in one case."""
    cases = json.loads((pack / "cases.json").read_text(encoding="utf-8"))["cases"]
    registers = {case["data_file"] for case in cases if case["data_file"]} | set(REGISTERS)
    subprocess.run([ARMSTRACE, "new", folder / "case"], check=True, stdout=subprocess.DEVNULL)
    files = [data / name for name in sorted(registers)]
    subprocess.run([ARMSTRACE, "add", "--case", folder / "case", *files], check=False, capture_output=True)
    for case in cases:
        text = folder / f"{case['id']}.txt"
        text.write_text(case["text"] + "\n", encoding="utf-8")
        check = [ARMSTRACE, "check", text, "--published", case["published"], "--case", folder / "case", "--json"]
        done = subprocess.run(check, check=True, capture_output=True, text=True)
        yield case, json.loads(done.stdout)["findings"]


def answer(kind: str, findings: list[Told]) -> Told:
    """Choose the finding that a case is about: that of its kind, where a sentence makes several claims."""
    own = [each for each in findings if each["check"] == CHECKS.get(kind, kind)]
    return (own or findings or [{"verdict": "no claim found", "figure": None}])[0]


def figure_is_right(expected: Told, finding: Told) -> bool:
    """Hold a figure against the expected one, or that of the other edition; dates of a treaty must be equal."""
    wanted, figure = expected["value"], finding["figure"]
    if wanted is None:
        return True
    if isinstance(wanted, dict):
        names = [name for name in wanted if name != "row"]
        return isinstance(figure, dict) and all(figure.get(name) == wanted[name] for name in names)
    tolerance = max(expected["tolerance"], 1.0 if expected["unit"] == "percent" else 0.0)
    allowed = [wanted, expected.get("value_other_vintage")]
    return figure is not None and any(abs(figure - each) <= tolerance for each in allowed if each is not None)


def answer_scores(found: list[tuple[Told, list[Told]]]) -> tuple[str, str]:
    """Write the table of cases with what was answered, and one sentence on how many are right."""
    rows, right = [], 0
    for case, findings in found:
        expected = case["expected"]
        finding = answer(case["kind"], findings)
        verdict = "not_checkable" if finding["verdict"] in NOT_CHECKABLE else finding["verdict"]
        good = verdict == expected["verdict"] and figure_is_right(expected, finding)
        right += good
        figure = finding["figure"]
        shown = ", ".join(f"{k} {v}" for k, v in figure.items()) if isinstance(figure, dict) else str(figure or "")
        rows.append([case["id"], case["kind"], expected["verdict"], finding["verdict"], shown, "yes" if good else "NO"])
    told = f"Verdict and figure right in {right} of {len(found)} cases."
    return told, report.table(["case", "kind", "expected", "answered", "figure", "right"], rows)


def measured(pack: Path, data: Path) -> tuple[bool, list[str]]:
    """Answer every case of a pack; tells whether all are right, and gives what to print."""
    with tempfile.TemporaryDirectory(prefix="armstrace-eval-") as folder:
        found = list(answers(pack, data, Path(folder)))
    told, cases = answer_scores(found)
    return f" {len(found)} of {len(found)} " in told, [told, cases]
