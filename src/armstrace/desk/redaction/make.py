"""Making the redacted case: a new case of what stays, read anew, with lists that tell what became of the rest.

Nothing in it is computed from what was left out, salted commitments and the lists of derivatives apart. So its tables,
findings and pages tell of what is in it and of nothing else, and anybody can compute them again.
"""

import hashlib
import io
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from armstrace.desk.case import CASE_FILE, describe
from armstrace.desk.documents.article import check_document
from armstrace.desk.documents.days import keep_day
from armstrace.desk.documents.document import load_text
from armstrace.desk.incidents.release import SIGN, signed
from armstrace.desk.intake import Case
from armstrace.desk.judgements.claims import ACTS as JUDGED
from armstrace.desk.judgements.claims import judge
from armstrace.desk.licences import ALLOW
from armstrace.desk.redaction.carry import Carrier, Keys
from armstrace.desk.redaction.claims import LACKING, Led, led, moved, notes_of, rests_on
from armstrace.desk.redaction.commitments import Salts
from armstrace.desk.redaction.derive import Derivative
from armstrace.desk.redaction.kept import ACT, LISTS, list_of
from armstrace.desk.redaction.plan import AS_IT_IS, REDACT, TIMES, Plan
from armstrace.desk.redaction.toml import toml_of
from armstrace.desk.redaction.words import Names
from armstrace.desk.results import keep
from armstrace.desk.withdrawal.withdrawn import LACKS
from armstrace.evidence import ledger
from armstrace.evidence.atomic import write_atomically
from armstrace.evidence.disk import explained
from armstrace.evidence.lines import Line
from armstrace.evidence.people import PROGRAM
from armstrace.records.corrections import Correction
from armstrace.records.errors import ArmstraceError
from armstrace.records.exhibits import Exhibit
from armstrace.records.judgements import Judged, Judgement
from armstrace.records.origin import canonical
from armstrace.records.sources import ReadOptions

CUSTODIAN = "custodian"
_HASH = re.compile(r"[0-9a-f]{64}")
_STRAY = "read beside something that was left out: the whole document does not say so"
_SAID_WHY = "the reason is left out of this copy"
_COARSE_DECIMALS = 1


@dataclass(slots=True)
class Making:
    """What a redacted case is made of, and what came of it so far; `values` opens the commitments that are no texts."""

    number: str
    whole: Case
    lines: Sequence[Line]
    plan: Plan
    names: Names
    salts: Salts
    derivatives: Sequence[Derivative]
    here: dict[str, Exhibit] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    values: dict[str, str] = field(default_factory=dict)

    @property
    def lacking(self) -> dict[str, str]:
        """The class of the reason for each exhibit that the copy has not as it was received."""
        found = (each for each in self.derivatives if each.did != AS_IT_IS and (not each.leaves or each.gone))
        return {each.number: _reason(each) for each in found}

    def commit(self, name: str, value: str) -> str:
        """Commit to a value and keep it."""
        self.values[name] = value
        return self.salts.commitment(name, value)


def make_case(making: Making, root: Path) -> Case:
    """Make the redacted case in a new folder.

    Raises:
        ArmstraceError: something cannot be read or written.
    """
    plan, names = making.plan, making.names
    told = describe(making.whole.root)
    said: dict[str, Any] = {word: text for word, text in (("title", plan.title), ("question", plan.question)) if text}
    roles = told.get("roles", {})
    if isinstance(roles, dict) and roles:
        people = _people(making.lines)
        said["roles"] = {people[by]: role for by, role in roles.items() if by in people}
    with explained(root, "Making the redacted case"):
        root.mkdir(mode=0o700)
    write_atomically(root / CASE_FILE, toml_of({**told, **said}, names).encode())
    copy = Case(root, CUSTODIAN)
    title = str(describe(root).get("title", ""))
    ledger.append(root, "open", CUSTODIAN, title=title)
    head = making.lines[-1].sha256 if making.lines else ""
    ledger.append(
        root,
        ACT,
        CUSTODIAN,
        id=making.number,
        plan=making.commit("plan", hashlib.sha256(plan.told).hexdigest()),
        ledger={"lines": len(making.lines), "commitment": making.commit("ledger", head)},
        times=plan.times,
        persons=plan.persons,
    )
    _exhibits(making, copy)
    _signatures(making, copy)
    documents = _documents(making, copy)
    _carried(making, copy, documents)
    for name, entries in (
        ("derivatives", _derivatives(making, copy)),
        ("removed", _removed(making)),
        ("custody", _custody(making)),
        ("findings", _findings(making, documents)),
    ):
        _keep_list(copy, name, list(entries))
    return copy


def _exhibits(making: Making, copy: Case) -> None:
    """Take in and read what stays, under names that tell nothing."""
    for each in making.derivatives:
        if not each.leaves:
            continue
        exhibit, plain = each.exhibit, making.names.replaced
        options = ReadOptions(exhibit.treaty, plain(exhibit.edition))
        licence = plain(exhibit.licence)
        if each.content is None:
            with explained(exhibit.path, "Reading an exhibit"), exhibit.path.open("rb") as file:
                new = copy.add(file, name=each.name, options=options, licence=licence)
        else:
            new = copy.add(io.BytesIO(each.content), name=each.name, options=options, licence=licence)
        making.here[each.number] = new
        outcome = copy.read(new)
        before = making.whole.outcome(exhibit)
        if outcome.refusal is not None and before is not None and before.refusal is None:
            making.refused.append(f"{each.number}: {outcome.refused}")


def _signatures(making: Making, copy: Case) -> None:
    """Carry over who signed that an exhibit, or its exact coordinates, may leave; reasons in words stay behind."""
    people = _people(making.lines)
    by_hash = {each.exhibit.sha256: each for each in making.derivatives if each.leaves}
    for line in making.lines:
        if line.act == ALLOW:
            new = [making.here[by_hash[sha].number].sha256 for sha in line.payload["exhibits"] if sha in by_hash]
            if new:
                ledger.append(copy.root, ALLOW, people[line.by], exhibits=new, why=_why(making, line.payload["why"]))
    before = signed(making.whole)
    for each in by_hash.values():
        coarse = 0 <= each.item.decimals <= _COARSE_DECIMALS
        if coarse or each.exhibit.sha256 in before:
            why = f"coordinates to {each.item.decimals} decimals" if coarse else _SAID_WHY
            ledger.append(copy.root, SIGN, CUSTODIAN, exhibit=making.here[each.number].sha256, why=why)


def _documents(making: Making, copy: Case) -> list[Led]:
    """Lead judgements over, reject what was read beside a gap, say what findings lack, and check each document."""
    found = []
    people = _people(making.lines)
    by_exhibit = {each.exhibit.sha256: each for each in making.derivatives}
    rested: dict[str, Mapping[str, int]] = {}
    for each in making.derivatives:
        exhibit = making.here.get(each.number)
        document = led(making.whole, copy, each, exhibit, making.names) if exhibit else None
        if document is None or exhibit is None:
            continue
        found.append(document)
        keep_day(copy, exhibit, document.day)
        for whole, here in document.judged:
            said = whole.judgement
            fix = _correction(making, each, said) if said and said.correction else None
            if said is not None and (fix is None) is (said.correction is None):
                act = "correct" if fix else next(act for act, state in JUDGED.items() if state is whole.state)
                person = Case(copy.root, people[said.by])
                judge(person, exhibit.sha256, Judged(here.keyed), act, _why(making, said.why), fix)
        for stray in document.strays:
            judge(Case(copy.root, PROGRAM), exhibit.sha256, Judged(stray.keyed), "reject", _STRAY)
        rested |= {str(one["key"]): rests_on(making.whole, one, by_exhibit) for one in document.findings}
    for document in found:
        notes = list(notes_of(document, making.lacking, rested))
        if notes:
            ledger.append(copy.root, LACKS, CUSTODIAN, exhibit=document.exhibit.sha256, notes=notes)
    for document in found:
        if document.findings:
            try:
                keep(copy, check_document(copy, load_text(copy, document.exhibit, document.day)))
            except ArmstraceError as error:
                making.refused.append(f"{document.exhibit.received_name}: {error.what}")
    return found


def _correction(making: Making, each: Derivative, said: Judgement) -> Correction | None:
    """Lead a correction over; None where its words are not in the copy as they were."""
    fix = said.correction
    span = moved(each, fix.start, fix.end) if fix else None
    if fix is None or span is None:
        return None
    slots = {name: making.names.replaced(value) for name, value in fix.slots.items()}
    return Correction(*span, fix.words, slots)


def _carried(making: Making, copy: Case, documents: Iterable[Led]) -> None:
    """Carry over what persons signed about records, findings, claims and incidents that are in the copy."""
    keys = Keys(
        making.whole,
        copy,
        {each.exhibit.sha256: each for each in making.derivatives},
        making.here,
        {key: claim.key for document in documents for key, claim in document.claims.items()},
    )
    keep_reasons = making.plan.reasons == "keep"
    carrier = Carrier(keys, making.names, _people(making.lines), keep_reasons, _SAID_WHY)
    carrier.carry({line.seq: line for line in making.lines})


def _derivatives(making: Making, copy: Case) -> Iterator[dict[str, Any]]:
    """List what became of each exhibit of the whole case."""
    for each in making.derivatives:
        new = making.here.get(each.number)
        told: dict[str, Any] = {"number": each.number, "did": each.did}
        told["commitment"] = making.salts.commitment(each.number, each.exhibit.sha256)
        if new is not None:
            outcome = copy.outcome(new)
            read = outcome.reader if outcome is not None and outcome.refusal is None else ""
            told |= {"sha256": new.sha256, "name": new.received_name, "read_by": read}
        if not each.leaves:
            told["class"] = each.item.reason
        if each.gone:
            told["left_out"] = dict(sorted(Counter(gone.reason for gone in each.gone).items()))
        yield told


def _removed(making: Making) -> Iterator[dict[str, Any]]:
    """List each thing that was left out of what stays: where its mark stands, its class, a commitment to it."""
    for each in making.derivatives:
        for number, gone in enumerate(each.gone if each.leaves else (), 1):
            name = f"{each.number}/{number}"
            told = {"name": name, "place": gone.place, "class": gone.reason}
            yield told | {"commitment": making.salts.commitment(name, gone.was)}


def _custody(making: Making) -> Iterator[dict[str, Any]]:
    """Tell the custodian's ledger line by line: the act, about when, by whom as a number, what it was about."""
    people, numbers = _people(making.lines), {each.exhibit.sha256: each.number for each in making.derivatives}
    for line in making.lines:
        named = dict.fromkeys(_HASH.findall(json.dumps(dict(line.payload), default=str)))
        yield {
            "line": line.seq,
            "on": line.at[: TIMES[making.plan.times]],
            "by": people[line.by],
            "act": line.act,
            "about": [numbers[sha256] for sha256 in named if sha256 in numbers],
            "commitment": making.commit(f"ledger/{line.seq}", line.sha256),
        }


def _findings(making: Making, documents: Iterable[Led]) -> Iterator[dict[str, Any]]:
    """List the findings of the whole case: what of them is in the copy, and what they rested on that is not."""
    known = {document.exhibit.sha256: document for document in documents}
    by_exhibit = {each.exhibit.sha256: each for each in making.derivatives}
    count = 0
    for each in making.derivatives:
        here = making.here.get(each.number)
        document = known.get(here.sha256) if here else None
        for finding in document.findings if document else ():
            count += 1
            claim = document.claims.get(str(finding["claim"].get("key", ""))) if document else None
            rested = rests_on(making.whole, finding, by_exhibit)
            told: dict[str, Any] = {"name": f"finding/{count}", "document": each.number}
            told["claim_here"] = claim.key if claim else ""
            told["rested_on_left_out"] = {
                number: making.lacking[number] for number in rested if number in making.lacking
            }
            if making.plan.verdicts == "told":
                told["verdict_in_the_whole_case"] = finding["verdict"]
            whole = hashlib.sha256(canonical(dict(finding)).encode("utf-8", "backslashreplace")).hexdigest()
            yield told | {"commitment": making.commit(f"finding/{count}", whole)}


def _keep_list(copy: Case, name: str, entries: Sequence[Mapping[str, Any]]) -> None:
    """Write a list into the case; its hash is in the ledger."""
    content = list_of(entries)
    path = copy.root / LISTS / f"{name}.json"
    with explained(path, "Writing the lists"):
        path.parent.mkdir(parents=True, exist_ok=True)
    ledger.append(
        copy.root,
        "redaction_list",
        CUSTODIAN,
        name=name,
        entries=len(entries),
        sha256=hashlib.sha256(content).hexdigest(),
    )
    write_atomically(path, content)


def _people(lines: Iterable[Line]) -> dict[str, str]:
    """Give people new ids in the order in which they come: an id of the case may be known to somebody."""
    people: dict[str, str] = {PROGRAM: PROGRAM}
    for line in lines:
        people.setdefault(line.by, f"person-{len(people)}")
    return people


def _why(making: Making, said: str) -> str:
    return making.names.replaced(said) if making.plan.reasons == "keep" else _SAID_WHY


def _reason(each: Derivative) -> str:
    if not each.leaves:
        return f"{LACKING}: {each.item.reason}" if each.item.do != REDACT else LACKING
    return f"in part {LACKING}"
