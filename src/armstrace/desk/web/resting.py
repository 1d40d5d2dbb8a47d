"""After which lines of the ledger something is what it was: acts are listed that change nothing it rests on.

Whatever is not listed counts as a change, so that an act that is new costs time and never a wrong page.
"""

from armstrace.desk.bundles.bundle import EXPORT, EXPORTED
from armstrace.desk.dossiers.choice import CHOOSING
from armstrace.desk.dossiers.written import WRITTEN
from armstrace.desk.exports.exported import EXPORT_FILE, EXPORTED_FILE
from armstrace.desk.incidents.release import SIGN, TAKE_BACK
from armstrace.desk.incidents.standing import ACTS as INCIDENT_ACTS
from armstrace.desk.incidents.standing import WITHDRAW as INCIDENT_WITHDRAW
from armstrace.desk.judgements.claims import ACTS, WITHDRAW
from armstrace.desk.judgements.replies import ACT as REPLY
from armstrace.desk.judgements.replies import WITHDRAW as WITHDRAW_REPLY
from armstrace.desk.licences import ALLOW, HOLD

_LEAVING = frozenset({EXPORT, EXPORTED, EXPORT_FILE, EXPORTED_FILE, WRITTEN, "timestamp", "receipt", "verify"})
_OF_DOSSIERS = _LEAVING | set(CHOOSING)
_OF_CLAIMS = frozenset({*ACTS, WITHDRAW})
_OF_REPLIES = frozenset({REPLY, WITHDRAW_REPLY})
# levels are no part of a result: it is kept apart for each set of exhibits that are hidden
_BESIDE = frozenset({"place_on_rung", "sensitivity"})

GROUPING = frozenset({*INCIDENT_ACTS, INCIDENT_WITHDRAW})
"""Acts that say which incidents are one."""
RELEASING = frozenset({SIGN, TAKE_BACK})
"""Acts that say whose exact coordinates may leave."""
ROWS = _OF_DOSSIERS | _OF_CLAIMS | _OF_REPLIES | _BESIDE | {"check"}
"""Acts that leave every exhibit, every row of the tables and every grouping of rows as they were."""
TABLES = ROWS | GROUPING | RELEASING | {ALLOW, HOLD, "published", "note"}
"""Acts that leave every row of the tables as it was."""
LEAVERS = _OF_CLAIMS | set(CHOOSING) | {"check"}
"""Acts that leave what may leave with a bundle as it was."""
EXHIBITS = ROWS - {"verify"}
"""Acts that leave the list of exhibits as it was, and when each was hashed."""
FINDINGS = _OF_DOSSIERS | _OF_REPLIES | _BESIDE
"""Acts that leave findings as they are kept, under the judgements that stand."""
CHAINS = _OF_DOSSIERS | {"sensitivity"}
"""Acts that leave every chain as it was."""
READINGS = _OF_DOSSIERS | _BESIDE | {"check"}
"""Acts that leave a document on its page as it was: its claims, their verdicts, and what is said of both."""
