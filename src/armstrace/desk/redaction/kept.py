"""What the custodian keeps of a redacted copy in local/redactions/ID: what opens its commitments.

`index.json` holds the secret of the salts and which exhibit became what; `removed/` the words that were left out, one
file for each exhibit, so that they go when it is withdrawn; `plan.toml` the plan.
"""

import json
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from armstrace.desk.redaction.commitments import Salts, commitment
from armstrace.evidence import ledger
from armstrace.evidence.atomic import write_atomically
from armstrace.evidence.bag_open import OpenBag, open_bag
from armstrace.evidence.disk import discard, explained
from armstrace.evidence.folders import LOCAL, local_folder
from armstrace.evidence.names import visible
from armstrace.records.errors import CaseError
from armstrace.records.foreign import json_of

FOLDER = "redactions"
LISTS = "tables/redaction"
ACT = "redaction"
_INDEX = "index.json"


@dataclass(frozen=True, slots=True)
class Opened:
    """What a commitment of a copy was made to: with the salt anybody computes it again."""

    name: str
    salt: str
    value: str
    commitment: str

    def as_json(self) -> dict[str, str]:
        """Give it for a program, with the shell line that computes it again."""
        return {"name": self.name, "salt": self.salt, "value": self.value, "commitment": self.commitment}


@dataclass(frozen=True, slots=True)
class Index:
    """What opens the commitments of one copy: by name the value of each that is no removed text."""

    number: str
    salts: Salts
    exhibits: Mapping[str, str]
    values: Mapping[str, str] = field(default_factory=dict)


def new_number() -> str:
    """Give a new copy an id; it is random, since it stands in the copy."""
    return f"r-{secrets.token_hex(6)}"


def folders(root: Path) -> list[Path]:
    """Give the folders of all copies."""
    return sorted(path for path in (root / LOCAL / FOLDER).glob("r-*") if path.is_dir())


def keep_index(root: Path, index: Index, plan: bytes, removed: Mapping[str, Sequence[str]]) -> None:
    """Write down what opens a copy's commitments, for the owner of the case alone."""
    with explained(root, "Keeping what opens the copy"):
        folder = local_folder(root, FOLDER, index.number)
    told = {"id": index.number, "secret": index.salts.secret, "exhibits": index.exhibits, "values": index.values}
    _write(folder / _INDEX, told)
    write_atomically(folder / "plan.toml", plan, mode=0o600)
    with explained(folder, "Keeping what was left out"):
        (folder / "removed").mkdir(mode=0o700, exist_ok=True)
    for number, texts in removed.items():
        if texts:
            _write(folder / "removed" / f"{number}.json", list(texts))


def read_index(folder: Path) -> Index:
    """Read what opens a copy's commitments.

    Raises:
        CaseError: it is not there, or damaged.
    """
    try:
        with explained(folder, "Reading what opens the copy"):
            told = json_of((folder / _INDEX).read_bytes())
        return Index(told["id"], Salts(told["secret"]), told["exhibits"], told["values"])
    except (ValueError, KeyError, TypeError) as error:
        raise CaseError("What opens this copy's commitments is damaged.", where=folder.name) from error


def open_commitment(root: Path, copy: Path, name: str, by: str) -> Opened:
    """Show what a commitment in a copy was made to, and note in the ledger that it was shown.

    Raises:
        CaseError: the copy is none of this case's, it has no such commitment, or what it stood for is gone.
    """
    bag = open_bag(copy)
    number = _id_of(bag)
    folder = root / LOCAL / FOLDER / number
    if not number or not (folder / _INDEX).is_file():
        raise CaseError(
            "This case keeps nothing that opens this copy.",
            where=visible(str(copy)),
            todo="Name the case it was made from with --case; local/redactions must not have been deleted.",
        )
    index = read_index(folder)
    value = _value(folder, index, name)
    opened = Opened(name, index.salts.salt(name), value, index.salts.commitment(name, value))
    if opened.commitment not in _commitments(bag):
        raise CaseError("The copy holds no commitment of that name that fits.", where=visible(name))
    ledger.append(root, "opened_commitment", by, redaction=number, name=name, commitment=opened.commitment)
    return opened


def holds(opened: Opened) -> bool:
    """Whether salt and value give the commitment."""
    return commitment(opened.salt, opened.value) == opened.commitment


def forget_derivatives(root: Path, sha256: str) -> None:
    """Remove what is kept of an exhibit for copies; the commitment to its hash still opens."""
    for folder in folders(root):
        try:
            numbers = [number for number, each in read_index(folder).exhibits.items() if each == sha256]
        except CaseError:
            numbers = [path.stem for path in (folder / "removed").glob("*.json")]
        for number in numbers:
            discard(folder / "removed" / f"{number}.json")
        if numbers:
            # a plan quotes what it leaves out
            discard(folder / "plan.toml")


def lines_of(content: bytes) -> list[dict[str, Any]]:
    """Read a list of a copy."""
    told = json_of(content)
    return [dict(each) for each in told]


def list_of(entries: Iterable[Mapping[str, Any]]) -> bytes:
    """Write a list of a copy: JSON, one entry on each line."""
    rows = [json.dumps(each, ensure_ascii=True, separators=(",", ":")) for each in entries]
    return ("[\n" + ",\n".join(rows) + "\n]\n").encode("ascii") if rows else b"[]\n"


def _value(folder: Path, index: Index, name: str) -> str:
    number, _, place = name.partition("/")
    if name in index.values:
        return index.values[name]
    if name in index.exhibits:
        return index.exhibits[name]
    path = folder / "removed" / f"{number}.json"
    if number in index.exhibits and not path.is_file():
        raise CaseError("What this stood for was removed: the exhibit was withdrawn since.", where=visible(name))
    texts = json_of(path.read_bytes()) if path.is_file() else []
    if not place.isdecimal() or not 0 < int(place) <= len(texts):
        raise CaseError(
            "This copy has no commitment of that name.",
            where=visible(name),
            todo="Names stand in data/tables/redaction: d-003 for an exhibit, d-003/2 for a part of it, ledger/17.",
        )
    return str(texts[int(place) - 1])


def _id_of(bag: OpenBag) -> str:
    for line in bag.text("data/ledger.jsonl").splitlines():
        try:
            told = json_of(line)
            if told["act"] == ACT:
                number = str(told["id"])
                return number if number.startswith("r-") and number[2:].isalnum() else ""
        except (ValueError, KeyError, TypeError):
            return ""
    return ""


def _commitments(bag: OpenBag) -> set[str]:
    names = [name for name in bag.sizes if name.startswith(f"data/{LISTS}/")]
    try:
        return {str(each.get("commitment")) for name in names for each in lines_of(bag.text(name))}
    except (ValueError, TypeError, AttributeError) as error:
        raise CaseError("The lists of this copy cannot be read.", where=visible(str(bag.where))) from error


def _write(path: Path, told: Any) -> None:
    write_atomically(path, (json.dumps(told, ensure_ascii=True, indent=1) + "\n").encode("ascii"), mode=0o600)
