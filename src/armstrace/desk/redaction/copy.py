"""`bundle --redact`: a plan is carried out, the redacted case is packed as any other, and looked through at the end."""

import secrets
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path
from typing import Any

from armstrace.desk.bundles.bundle import EXPORTED, Bundled, Silent, Teller, Wish, bundle
from armstrace.desk.documents.document import documents, load_text
from armstrace.desk.intake import FACTS, Case
from armstrace.desk.licences import HOLD
from armstrace.desk.private_case import private_folder
from armstrace.desk.redaction.claims import day_of
from armstrace.desk.redaction.commitments import Salts
from armstrace.desk.redaction.derive import Derivative, can_be_redacted, derived
from armstrace.desk.redaction.kept import Index, keep_index, new_number
from armstrace.desk.redaction.make import Making, make_case
from armstrace.desk.redaction.persons import as_names, persons_in
from armstrace.desk.redaction.plan import AS_IT_IS, LEAVE_OUT, REDACT, Item, Plan
from armstrace.desk.redaction.sieve import Caught, caught, files_below
from armstrace.desk.redaction.texts import rendered
from armstrace.desk.redaction.words import Names
from armstrace.evidence import custody, ledger
from armstrace.evidence.clock import stamp, utc_now
from armstrace.evidence.disk import explained, open_to_read, sha256_of
from armstrace.evidence.lines import Line
from armstrace.evidence.names import visible
from armstrace.records.errors import ArmstraceError, CaseError, CustodyBroken
from armstrace.records.exhibits import Exhibit
from armstrace.records.passages import document_text

REDACTED = "redact"
"""The act of making a redacted copy, in the ledger of the whole case."""
_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Redacted:
    """What was made: the bundle, what became of each exhibit, persons left out, what could not be read in the copy.

    `unread` names exhibits that were read in the whole case and cannot be in the copy: their rows are not in it.
    """

    bundled: Bundled
    number: str
    derivatives: tuple[Derivative, ...]
    persons: tuple[str, ...]
    unread: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Give it for a program; it holds no name of a person."""
        dids = [each.did for each in self.derivatives]
        return {
            **self.bundled.as_json(),
            "redaction": self.number,
            "derivatives": {did: dids.count(did) for did in sorted(set(dids))},
            "left_out": sum(len(each.gone) for each in self.derivatives),
            "persons": len(self.persons),
            "unread": list(self.unread),
        }


def bundle_redacted(case: Case, out: Path, wish: Wish, plan: Plan, tell: Teller | None = None) -> Redacted:
    """Write a redacted copy of a case at `out`, and keep in local/ what opens its commitments.

    Raises:
        CaseError: the plan does not fit the case, something is at `out`, or words of the plan would still leave.
        CustodyBroken: an exhibit or the ledger is not as it was; nothing is left.
        ArmstraceError: something cannot be read or written.
    """
    if out.exists() or out.is_symlink():
        raise CaseError("There is something here already.", where=visible(str(out)), todo="Name a new file or folder.")
    lines = ledger.read_lines(case.root)
    exhibits = list(custody.gather(case.root, lines).values())
    items = _items(case, exhibits, plan)
    as_they_are = [each for each in exhibits if items[each.sha256].do == AS_IT_IS]
    _refuse_caught(list(caught([(each.received_name, each.path) for each in as_they_are], Names(plan.names))))
    persons = _persons(case, exhibits, items, plan)
    names = Names(plan.names, as_names(persons))
    width = max(3, len(str(len(exhibits))))
    tell = tell or Silent()
    tell.phase("writing anew what leaves", total=sum(each.size for each in exhibits))
    made = []
    for number, exhibit in enumerate(exhibits, 1):
        made.append(derived(case, exhibit, f"d-{number:0{width}}", items[exhibit.sha256], names))
        tell.bytes_done(exhibit.size)
    making = Making(new_number(), case, lines, plan, names, Salts.new(), tuple(made))
    bundled = _packed(making, out, wish, tell)
    return Redacted(bundled, making.number, tuple(made), tuple(sorted(persons)), tuple(making.refused))


def _packed(making: Making, out: Path, wish: Wish, tell: Teller) -> Bundled:
    """Make and pack the redacted case beside its place, look through it, keep what opens it, and put it there."""
    beside = out.parent / f".armstrace-{secrets.token_hex(8)}.tmp"
    with explained(out, "Writing the bundle"):
        beside.mkdir(mode=0o700)
    try:
        with private_folder() as folder:
            copy = make_case(making, folder / "case")
            bundled = bundle(copy, beside / out.name, wish, tell)
            copy.tables.close()
        same = {each.sha256 for each in making.here.values()}
        hashes = [each.exhibit.sha256 for each in making.derivatives if each.exhibit.sha256 not in same]
        tell.phase("looking through the copy")
        _refuse_caught(list(caught(files_below(beside), making.names, hashes)))
        _keep(making)
        line = _note(making, wish)
        with explained(out, "Writing the bundle"):
            (beside / out.name).rename(out)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    told: dict[str, Any] = {"line": line.seq, "tag_manifest_sha256": bundled.tag_manifest}
    ledger.append(making.whole.root, EXPORTED, making.whole.by, **told, timestamp=bundled.sealed.as_json())
    return replace(bundled, out=out)


def _keep(making: Making) -> None:
    """Keep in local/ what opens the commitments of the copy."""
    numbers = {each.number: each.exhibit.sha256 for each in making.derivatives}
    removed = {each.number: [gone.was for gone in each.gone] for each in making.derivatives}
    index = Index(making.number, making.salts, numbers, making.values)
    keep_index(making.whole.root, index, making.plan.told, removed)


def _refuse_caught(found: list[Caught]) -> None:
    if not found:
        return
    told = dict.fromkeys(f"{each.name} ({each.form}, spelling {each.number or 'by its words'})" for each in found)
    shown = "; ".join(list(told)[:_SHOWN])
    raise CaseError(
        "Words that the plan leaves out would still leave, so nothing was written.",
        where=shown,
        todo="Redact that exhibit or leave it out; spellings are numbered in the order of the plan.",
    )


def _note(making: Making, wish: Wish) -> Line:
    """Write into the ledger of the whole case, before the copy is there, what is to leave in it."""
    left = [each.exhibit.sha256 for each in making.derivatives if each.leaves]
    told: dict[str, Any] = {"id": making.number, "to": wish.to, "day": stamp(utc_now())[:10], "leaving": len(left)}
    return ledger.append(making.whole.root, REDACTED, making.whole.by, **told, exhibits=left)


def _items(case: Case, exhibits: Iterable[Exhibit], plan: Plan) -> dict[str, Item]:
    """Say for each exhibit what is done with it; one that was withdrawn or is held back is left out in any case.

    Raises:
        CaseError: the plan names something that the case has not, or something that was changed.
    """
    named: dict[str, Item] = {}
    wrong = []
    for item in plan.items:
        try:
            named[case.exhibit(item.exhibit).sha256] = item
        except CaseError as error:
            wrong.append(f"{error.what} {error.todo}")
    if wrong:
        raise CaseError(" ".join(wrong), where="--redact", todo="`armstrace case show` lists the exhibits.")
    held, shipped = _held(case), set(_shipped())
    found = {}
    for exhibit in exhibits:
        said = named.get(exhibit.sha256)
        if exhibit.withdrawn:
            said = Item(exhibit.sha256, LEAVE_OUT, "withdrawn")
        elif exhibit.sha256 in held:
            said = Item(exhibit.sha256, LEAVE_OUT, "held back")
        elif said is None:
            said = _of_the_rest(case, exhibit, plan, shipped)
        if said.do != LEAVE_OUT:
            _require_intact(exhibit)
        found[exhibit.sha256] = said
    return found


def _of_the_rest(case: Case, exhibit: Exhibit, plan: Plan, shipped: set[bytes]) -> Item:
    """Say what is done with an exhibit that the plan does not name; the facts that armstrace ships are no secret."""
    if exhibit.received_name in FACTS and exhibit.path.is_file() and exhibit.path.read_bytes() in shipped:
        return Item(exhibit.sha256, AS_IT_IS, plan.rest_class, exhibit.received_name)
    if plan.rest == REDACT and not can_be_redacted(case, exhibit):
        return Item(exhibit.sha256, LEAVE_OUT, plan.rest_class)
    return Item(exhibit.sha256, plan.rest, plan.rest_class)


def _shipped() -> Iterator[bytes]:
    for name in FACTS:
        yield files("armstrace.gazetteer").joinpath("data", name).read_bytes()


def _held(case: Case) -> set[str]:
    held: set[str] = set()
    for line in ledger.read_lines(case.root):
        if line.act == HOLD:
            held |= set(line.payload["exhibits"])
        elif line.act == "allow_leaving":
            held -= set(line.payload["exhibits"])
    return held


def _require_intact(exhibit: Exhibit) -> None:
    with explained(exhibit.path, "Reading an exhibit"):
        fd = open_to_read(exhibit.path)
        with open(fd, "rb", buffering=0) as file:  # noqa: PTH123  # an open file is closed
            same = sha256_of(file.fileno()) == exhibit.sha256
    if not same:
        raise CustodyBroken(
            "This exhibit is not as it was received, so nothing was bundled.",
            where=exhibit.sha256,
            todo="Run `armstrace verify`, and restore the case from a copy that is whole.",
        )


def _persons(case: Case, exhibits: Iterable[Exhibit], items: dict[str, Item], plan: Plan) -> set[str]:
    """Find the persons to leave out in the documents that are written anew, and those who wrote them."""
    if plan.persons == "named":
        return set()
    found: set[str] = set()
    texts = {each.sha256 for each in documents(case)}
    for exhibit in exhibits:
        if exhibit.sha256 not in texts or items[exhibit.sha256].do != REDACT:
            continue
        try:
            text = load_text(case, exhibit, day_of(case, exhibit) or utc_now().date())
        except ArmstraceError:
            continue
        passages = list(text.passages)
        item = items[exhibit.sha256]
        bare = rendered(document_text(passages), passages, item.parts, Names(plan.names), item.reason)
        found |= persons_in(bare.text, text.published, plan.public)
        author = text.about.author.strip() if text.about else ""
        found |= {author} - {"", *plan.public}
    return found
