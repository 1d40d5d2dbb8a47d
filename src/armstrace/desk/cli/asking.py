"""What `armstrace check` was asked for, all of it looked at before any file is read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from armstrace.desk.questions.files import files_in
from armstrace.desk.questions.mistakes import Mistakes
from armstrace.desk.questions.outputs import output
from armstrace.desk.questions.words import day
from armstrace.records.errors import CaseError
from armstrace.records.verdicts import Verdict

if TYPE_CHECKING:
    from armstrace.records.findings import Finding


@dataclass(frozen=True, slots=True)
class CheckAsked:
    """The day of publication if one was given, and the verdict that all findings should have."""

    published: date | None
    expected: Verdict | None

    def met(self, findings: "Sequence[Finding]") -> bool:
        """Whether the findings are what was expected: no finding at all is not."""
        return self.expected is None or (bool(findings) and all(each.verdict is self.expected for each in findings))


def check_asked(published: str, expect: str, html: Path | None, files: Sequence[Path], *, json: bool) -> CheckAsked:
    """Read the words of the command.

    Raises:
        CaseError: something is missing or wrong; all mistakes are named at once.
    """
    wrong = Mistakes()
    wrong.read(files_in, files)
    said = wrong.read(day, published, "--published")
    expected = wrong.read(_verdict, expect)
    wrong.read(output, html, "--html", files)
    if json and str(html) == "-":
        wrong.add("--json and --html - both go to standard output.", "--html", "Name a file for the page.")
    wrong.tell()
    return CheckAsked(said, expected)


def _verdict(text: str) -> Verdict | None:
    if not text:
        return None
    try:
        return Verdict(text.strip().lower().replace(" ", "_").replace("-", "_"))
    except ValueError as error:
        known = ", ".join(verdict.value for verdict in Verdict)
        raise CaseError(f"{text!r} is not a verdict.", where="--expect", todo=f"Use one of {known}.") from error
