"""A case is a folder with originals, a ledger, and tables that can be rebuilt: making, finding and opening it."""

from collections.abc import Sequence
from json import dumps
from pathlib import Path

from armstrace.desk.intake import Case, ReadOutcome
from armstrace.desk.private_case import temporary_case
from armstrace.desk.withdrawal.cleared import finish_withdrawals
from armstrace.evidence import ledger
from armstrace.evidence.atomic import write_atomically
from armstrace.evidence.disk import explained
from armstrace.evidence.names import visible
from armstrace.evidence.people import actor, pseudonym
from armstrace.evidence.recovery import recover
from armstrace.records.errors import CaseError
from armstrace.records.foreign import toml_of

__all__ = ["CASE_FILE", "Case", "ReadOutcome", "describe", "find_case", "new_case", "open_case", "temporary_case"]

CASE_FILE = "case.toml"
_WORDS = ("title", "question", "parties", "period")
_SENSITIVE = "sensitive"
# what the entries say is read where chains are (desk.chains.asked), and where people are named (desk.dossier_parts)
_CHAINS = "chain"
_ROLES = "roles"
SETTINGS = (*_WORDS, _SENSITIVE, _CHAINS, _ROLES)
"""What case.toml may say."""


def open_case(root: Path, said_by: str = "") -> Case:
    """Open a case folder; what a crash left behind is put right first.

    Raises:
        CaseError: the folder holds no case.
        CustodyBroken: the ledger is not as it was written.
    """
    if not (root / CASE_FILE).is_file():
        raise CaseError(
            "This folder holds no case." if root.is_dir() else "There is no such folder.",
            where=visible(str(root)),
            todo="Name a case folder, or make one with `armstrace new CASE`.",
        )
    left = recover(root).withdrawn
    case = Case(root, actor(root, said_by))
    if left:
        finish_withdrawals(case, left)
    return case


def find_case(start: Path) -> Path:
    """Find the nearest folder upward that holds a case.

    Raises:
        CaseError: there is none.
    """
    for folder in (start, *start.parents):
        if (folder / CASE_FILE).is_file():
            return folder
    raise CaseError(
        "There is no case here.",
        where=visible(str(start)),
        todo="Go into a case folder, name it with --case DIR, or make one with `armstrace new CASE`.",
    )


def new_case(
    root: Path, *, title: str, question: str = "", parties: Sequence[str] = (), period: str = "", said_by: str = ""
) -> Case:
    """Make a case folder with the shipped facts of law as its first exhibits.

    Raises:
        CaseError: the folder holds something already.
        ArmstraceError: it cannot be made or written.
    """
    if said_by:
        pseudonym(said_by)
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise CaseError("This folder is not empty.", where=visible(str(root)), todo="Name a new folder for the case.")
    with explained(root, "Making the case folder"):
        root.mkdir(parents=True, exist_ok=True)
    write_atomically(root / CASE_FILE, _toml(title, question, parties, period).encode())
    case = Case(root, actor(root, said_by))
    ledger.append(root, "open", case.by, title=title)
    case.add_facts()
    return case


def describe(root: Path) -> dict[str, object]:
    """Give what case.toml says.

    Raises:
        CaseError: it is no TOML, or says something else than it may; all mistakes are named at once.
    """
    todo = "Put the line right; it is TOML."
    try:
        with explained(root / CASE_FILE, "Reading the case's description"):
            told = toml_of((root / CASE_FILE).read_bytes())
    except ValueError as error:
        raise CaseError(f"case.toml cannot be read: {error}.", where=CASE_FILE, todo=todo) from error
    wrong = [f"{name!r} is no setting" for name in told if name not in SETTINGS]
    wrong += [
        f"{name} must be text" for name in ("title", "question", "period") if not isinstance(told.get(name, ""), str)
    ]
    if not isinstance(told.get(_SENSITIVE, False), bool):
        wrong.append(f"{_SENSITIVE} must be true or false")
    parties = told.get("parties", [])
    if not isinstance(parties, list) or not all(isinstance(party, str) for party in parties):
        wrong.append("parties must be a list of texts")
    chains = told.get(_CHAINS, [])
    if not isinstance(chains, list) or not all(isinstance(chain, dict) for chain in chains):
        wrong.append("chain must stand in double brackets: [[chain]]")
    roles = told.get(_ROLES, {})
    if not isinstance(roles, dict) or not all(isinstance(role, str) for role in roles.values()):
        wrong.append('roles must give a text for each id: p-7f3a91 = "analyst"')
    if wrong:
        raise CaseError("; ".join(wrong) + ".", where=CASE_FILE, todo=f"It may say {', '.join(SETTINGS)}.")
    return told


def require_proxy(root: Path, proxy: str, todo: str = "") -> None:
    """Let a case that is marked sensitive (`sensitive = true` in case.toml) go to the network through a proxy only.

    Raises:
        CaseError: it is, and none is named.
    """
    if describe(root).get(_SENSITIVE) and not proxy:
        raise CaseError(
            "This case is marked sensitive: nothing is asked of another machine directly.",
            where="--proxy",
            todo=todo or "Name a proxy, or send the request from another machine and bring its answer with --answer.",
        )


def _toml(title: str, question: str, parties: Sequence[str], period: str) -> str:
    # a JSON string is a TOML basic string, whatever stands in it
    values = (title, question, parties, period)
    return "".join(f"{name} = {_quoted(value)}\n" for name, value in zip(_WORDS, values, strict=True))


def _quoted(value: str | Sequence[str]) -> str:
    """Write text as TOML: JSON with its escapes, except that TOML knows no pairs of surrogates and no DEL."""
    if not isinstance(value, str):
        return "[" + ", ".join(_quoted(each) for each in value) + "]"
    text = value.encode("utf-8", "backslashreplace").decode()
    return dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
