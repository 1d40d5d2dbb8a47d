"""Surges as they are answered, whoever asks: from movements or a file of counts, and as a program gets them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from armstrace.desk.questions.surge import Question
from armstrace.desk.surges.counts import Counts, read_counts
from armstrace.desk.surges.data import Data
from armstrace.desk.surges.find import Found, found_of, judged
from armstrace.desk.surges.telling import found_json, plain
from armstrace.evidence.names import visible
from armstrace.flights.surges.counting import ALL
from armstrace.flights.surges.screen import Screened, screen
from armstrace.flights.surges.series import Series
from armstrace.gazetteer.synthetic_marks import WATERMARK
from armstrace.records.errors import CaseError


def found_in(data: Data, question: Question) -> list[Found]:
    """Answer from movements.

    Raises:
        CaseError: the operator's movements were not taken into the data, or no archive says its day.
    """
    if data.operator and question.subject.operator not in {ALL, data.operator}:
        what = f"This dataset has only movements of {data.operator}."
        raise CaseError(what, where=data.where, todo="Make one without --operator, or with this one.")
    return found_of(data, question.subject, question.asked, each=question.each)


def one_operator(data: Data) -> str:
    """Say that data have movements of one operator alone, "" where they have not."""
    only = f"The dataset has only movements of {data.operator}: no other operator can be compared."
    return only if data.operator else ""


def counts_of(path: Path, *, synthetic: bool) -> Counts:
    """Read a file of counts.

    Raises:
        CaseError: it is not there.
        UnreadableValue: it is no such file.
    """
    if not path.is_file():
        raise CaseError(f"Not found: {visible(str(path))}.", where="--counts", todo="Name a CSV, plain or gzip.")
    return read_counts(path, synthetic=synthetic)


def chosen(counts: Counts, series: str) -> list[Series]:
    """Give the series of a name, all for "".

    Raises:
        CaseError: there is none.
    """
    found = [each for each in counts.series if not series or each.named.series == series]
    if not found:
        names = ", ".join(visible(each.named.series) for each in counts.series[:10])
        todo = f"There are {names}." if names else "See what was set aside."
        raise CaseError("The file has no such series, or none that holds.", where="--series", todo=todo)
    return found


def judged_counts(chosen: Sequence[Series], question: Question, *, power: bool = True) -> Iterator[Found]:
    """Judge series of a file one by one; without `power` it is not tried what could have been told."""
    asked = replace(question.asked, power=power)
    for each in chosen:
        yield Found(judged(each, asked, None)[0], each)


def screened_counts(chosen: Sequence[Series], question: Question, q: float) -> Sequence[Screened]:
    """Test all series of a file, and correct for their number."""
    return screen(chosen, replace(question.asked, power=False), q=q)


def surges_json(found: Sequence[Found], seed: int) -> dict[str, Any]:
    """Give what was found for a program."""
    synthetic = any(each.surge.synthetic for each in found)
    return {"surges": [found_json(each) for each in found], "seed": seed, **_marked(synthetic=synthetic)}


def screened_json(tested: Sequence[Screened], few: int, q: float, seed: int, *, synthetic: bool) -> dict[str, Any]:
    """Give what a screening found for a program."""
    return {"screened": plain(tested), "too_few": few, "q": q, "seed": seed, **_marked(synthetic=synthetic)}


def _marked(*, synthetic: bool) -> dict[str, object]:
    return {"synthetic": synthetic, **({"watermark": WATERMARK} if synthetic else {})}
