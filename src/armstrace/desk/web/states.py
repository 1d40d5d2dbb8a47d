"""Which acts leave what as it was: what rests on rows outlives a judgement, and is computed anew after a reading."""

from collections.abc import Collection, Iterable, Sequence

from armstrace.desk.bundles.bundle import EXPORT, EXPORTED
from armstrace.desk.dossiers.choice import CHOOSING
from armstrace.desk.dossiers.written import WRITTEN
from armstrace.desk.exports.exported import EXPORT_FILE, EXPORTED_FILE
from armstrace.desk.incidents.release import SIGN, TAKE_BACK
from armstrace.desk.incidents.standing import ACTS as GROUPING
from armstrace.desk.incidents.standing import WITHDRAW as UNGROUPING
from armstrace.desk.judgements.claims import ACTS, WITHDRAW
from armstrace.desk.judgements.replies import ACT as REPLY
from armstrace.desk.judgements.replies import WITHDRAW as WITHDRAW_REPLY
from armstrace.desk.licences import ALLOW, HOLD
from armstrace.desk.sensitivity import ACT as SENSITIVITY
from armstrace.evidence.lines import Line
from armstrace.records.claims import WeaponUseClaim

LEAVING_READINGS = frozenset(
    {
        *ACTS,
        WITHDRAW,
        REPLY,
        WITHDRAW_REPLY,
        *CHOOSING,
        "check",
        "verify",
        EXPORT,
        EXPORTED,
        EXPORT_FILE,
        EXPORTED_FILE,
        WRITTEN,
        "place_on_rung",
        SENSITIVITY,
        ALLOW,
        HOLD,
        "timestamp",
        "receipt",
    }
)
"""Acts after which every reading and every row is what it was, and every document has the day that it had."""
LEAVING_ROWS = LEAVING_READINGS | {"published", "note", *GROUPING, UNGROUPING, SIGN, TAKE_BACK}
"""Acts after which every row of the tables is what it was."""
RELEASING = frozenset({SIGN, TAKE_BACK})
"""Acts that say whose exact coordinates may leave."""
_GROUPING = frozenset({*GROUPING, UNGROUPING})
_OF_CLAIMS = frozenset({*ACTS, WITHDRAW})


def last_but(lines: Sequence[Line], quiet: Collection[str]) -> int:
    """Give the number of the last line that is none of some acts, 0 where there is none."""
    return next((line.seq for line in reversed(lines) if line.act not in quiet), 0)


def rows_of_incidents(lines: Sequence[Line]) -> tuple[int, int]:
    """Name the state of all incidents: the last line that changes rows or days, and the last that judged a use.

    A claim about the use of a weapon that a person accepted is an incident. What takes a judgement back does not say on
    what kind of claim it was.
    """
    return last_but(lines, LEAVING_READINGS | _GROUPING | RELEASING), _last(
        line for line in lines if line.act in _OF_CLAIMS and line.payload.get("type", "") in {"", WeaponUseClaim.TYPE}
    )


def groups_of_incidents(lines: Sequence[Line]) -> int:
    """Name the state of the judgements on which incidents are one."""
    return last_of(lines, _GROUPING)


def last_of(lines: Sequence[Line], acts: Collection[str]) -> int:
    """Give the number of the last line of some acts, 0 where there is none."""
    return next((line.seq for line in reversed(lines) if line.act in acts), 0)


def _last(lines: Iterable[Line]) -> int:
    return max((line.seq for line in lines), default=0)
