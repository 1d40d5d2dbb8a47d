"""Keys as a person types them: shortened to their beginning, as long as only one fits."""

import re

from armstrace.desk.documents.case_claims import SHORTEST
from armstrace.desk.intake import Case
from armstrace.desk.results import kept_keys, replaced_finding
from armstrace.evidence.names import visible
from armstrace.records.errors import CaseError

FINDING = "finding"
_WHOLE, _MOST, _WORDS = 24, 10, 60
_KEY = re.compile(rf"([a-z_]+):([0-9a-f]{{{SHORTEST},{_WHOLE}}})", re.IGNORECASE)


def whole_key(case: Case, given: str) -> str:
    """Give the key of a finding or a record that begins so; what is whole or fits nothing comes back as it is.

    Raises:
        CaseError: several fit.
    """
    told = _KEY.fullmatch(given.strip())
    if not told or len(told[2]) == _WHOLE:
        return given.strip()
    kind, begun = told[1].lower(), f"{told[1]}:{told[2]}".lower()
    fitting = kept_keys(case, begun) if kind == FINDING else _records(case, kind, begun)
    if not fitting and kind == FINDING and (was := replaced_finding(case, begun)):
        return was.key
    if len(fitting) > 1:
        listed = "".join(f"\n    {key} {visible(words[:_WORDS])}" for key, words in list(fitting.items())[:_MOST])
        raise CaseError(f"{given!r} fits {len(fitting)} keys:{listed}", todo="Give more characters of the key.")
    return next(iter(fitting), given)


def _records(case: Case, kind: str, begun: str) -> dict[str, str]:
    rows = case.tables.ask(f"SELECT DISTINCT key FROM {kind} WHERE starts_with(key, ?) LIMIT {_MOST + 1}", [begun])
    return {str(row[0]): "" for row in rows}
