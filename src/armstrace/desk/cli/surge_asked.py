"""What `armstrace surge` is asked for, read from its options."""

from dataclasses import dataclass
from pathlib import Path

from armstrace.desk.questions.mistakes import Mistakes
from armstrace.desk.questions.outputs import output
from armstrace.desk.questions.surge import ALONE, Question, Words, surge_asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Options(Words):
    """The options of the command as they were given."""

    dataset: Path | None
    csv: Path | None
    plot: Path | None
    html: Path | None
    case: Path | None
    json: bool


def question(options: Options) -> Question:
    """Read the options.

    Raises:
        CaseError: options are wrong or missing; all of them are named.
    """
    wrong = Mistakes()
    if options.counts is not None and options.dataset is not None:
        wrong.add("Both a dataset and a file of counts are named.", todo="Name one of them.")
    if options.counts is None and options.dataset is not None and options.case is not None:
        todo = "Take it in with `flights read ... --case CASE`, then ask the case alone."
        wrong.add("Both a dataset and a case are named.", "--case", todo)
    if options.screen and (options.plot or options.html) and not (options.window or options.conflict):
        wrong.add(ALONE, "--screen", "Ask about one pair for that.")
    if sum(str(path) == "-" for path in (options.csv, options.plot, options.html)) + options.json > 1:
        wrong.add("Only one thing can go to standard output.", "-", "Name files for the others.")
    inputs = [path for path in (options.counts,) if path]
    for path, option in ((options.csv, "--csv"), (options.plot, "--plot"), (options.html, "--html")):
        wrong.read(output, path, option, inputs)
    return surge_asked(options, wrong)
