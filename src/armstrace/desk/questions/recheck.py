"""Which documents are to be checked again."""

from collections.abc import Sequence

from armstrace.desk.intake import Case
from armstrace.desk.questions.mistakes import Mistakes
from armstrace.desk.results import kept_of
from armstrace.records.errors import CaseError
from armstrace.records.exhibits import Exhibit


def documents_to_recheck(case: Case, named: Sequence[str]) -> list[Exhibit]:
    """Give the documents named, else all whose findings the case keeps.

    Raises:
        CaseError: one is not in the case, or none is named and none was checked yet.
    """
    wrong = Mistakes()
    found = [wrong.read(case.exhibit, each) for each in named]
    wrong.tell()
    exhibits = [each for each in found if each] or [each for each in case.exhibits() if kept_of(case, each)]
    if not exhibits:
        raise CaseError(
            "No document of this case was checked yet.", todo="Run `armstrace check ARTICLE --published DATE`."
        )
    return exhibits
