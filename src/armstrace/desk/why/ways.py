"""Walking a key back to the bytes."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from armstrace.desk.documents.article import judged_json
from armstrace.desk.documents.case_claims import case_claims, choose
from armstrace.desk.dossiers.used_rows import exhibits_of
from armstrace.desk.incidents.export import Exporter
from armstrace.desk.intake import Case
from armstrace.desk.judgements.replies import reply_json, signed
from armstrace.desk.results import kept_finding, kept_on_claim, replaced_finding
from armstrace.desk.surges.kept import kept_surge
from armstrace.desk.why.event import event_trace
from armstrace.desk.why.shortened import FINDING, whole_key
from armstrace.desk.why.steps import Step, exhibit_step, original_step, record_steps
from armstrace.desk.withdrawal.withdrawn import step_of
from armstrace.records.decisions import Reply
from armstrace.records.errors import ArmstraceError, CaseError
from armstrace.records.events import Event
from armstrace.records.exhibits import Exhibit
from armstrace.records.judgements import KIND as CLAIM
from armstrace.records.judgements import Judgement, State
from armstrace.records.kinds import Passage
from armstrace.records.passages import original_place
from armstrace.records.surges import Surge
from armstrace.tables.ask import literal
from armstrace.tables.schema import KINDS

_SHOWN = 25
_NOT_TOLD = {"text", "key", "judged", "judgement", "sentence", "content", "speaker_span", "cue_span"}


def trace(case: Case, key: str, *, leaving: bool = False) -> list[Step]:
    """Give the steps from a finding, surge or event over its records, a record, or a claim, to the words in an exhibit.

    `leaving` tells incidents as far as they may leave the case: what a pipe gets is an export. Of what fell with an
    exhibit that was withdrawn, its tombstone is given.

    Raises:
        CaseError: nothing in the case has this key.
    """
    try:
        return _trace(case, key, leaving=leaving)
    except CaseError:
        fallen = step_of(case.root, key)
        if fallen is None:
            raise
        return [fallen]


def _trace(case: Case, key: str, *, leaving: bool) -> list[Step]:
    kind = key.partition(":")[0]
    exporter = Exporter(case) if leaving else None
    if kind == FINDING:
        return _finding(case, whole_key(case, key), exporter)
    if kind == Surge.KIND:
        return _surge(case, key)
    if kind == Event.KIND:
        return event_trace(case, key, partial(_judged_claim, case), exporter)
    if kind == CLAIM and ":" in key:
        return [*_judged_claim(case, key), *_answers(case, key)]
    if kind in KINDS and ":" in key:
        key = whole_key(case, key)
        record = case.tables.row(key)
        if record is None and kind == Reply.KIND and (reply := _signed_reply(case, key)):
            return [reply]
        if record is None:
            raise CaseError(
                "No record of this case has that key.", where=key, todo="`armstrace read --json` lists all records."
            )
        exhibit = case.exhibit(str(record["exhibit"]))
        return [*record_steps(case, record, exporter), exhibit_step(exhibit)]
    return [exhibit_step(case.exhibit(key))]


def _finding(case: Case, key: str, exporter: Exporter | None) -> list[Step]:
    found = kept_finding(case, key)
    if found is None:
        return [*_replaced(case, key, exporter)]
    records = found["records"]
    steps: list[Step] = [
        {
            "what": f"finding: {found['verdict'].replace('_', ' ')}",
            "claim": found["claim"]["text"],
            "figure": found["figure"],
            "unit": found["unit"],
            "method": found["method"],
            "reason": found["reason"],
            "sql": found["sql"],
            "records": f"{len(records)}" + (f", the first {_SHOWN} below" if len(records) > _SHOWN else ""),
        },
        *_claimed(case, found),
    ]
    steps += [step for each in records[:_SHOWN] for step in _of_record(case, each, exporter)]
    return [*steps, *_exhibits_of(case, records[:_SHOWN], str(found["document"]["sha256"]))]


def _replaced(case: Case, key: str, exporter: Exporter | None) -> Iterator[Step]:
    """Tell of a finding that another check replaced, and then of the one that stands now."""
    was = replaced_finding(case, key)
    if was is None:
        raise CaseError(
            "No finding of this case has that key.",
            where=key,
            todo="`armstrace check ARTICLE` in the case prints the keys of its findings.",
        )
    document = case.exhibit(was.document)
    stands = was.now or "nothing: that claim is not answered any more"
    yield {
        "what": f"{was.key}: replaced on {was.day}",
        "document": document.received_name,
        "by": "another check of the document, with other rows, another method or other claims",
        "stands now": stands,
    }
    if was.now:
        yield from _finding(case, was.now, exporter)


def _exhibits_of(case: Case, keys: Sequence[str], told: str) -> list[Step]:
    """Give the exhibits that rows stand in, without the one that is told of already."""
    return [exhibit_step(case.exhibit(each)) for each in sorted(exhibits_of(case, keys) - {told})]


def _surge(case: Case, key: str) -> list[Step]:
    """Give what was asked and found, then the movements counted, or the file of counts."""
    found = kept_surge(case, key)
    if found is None:
        todo = "`armstrace surge ... --case` keeps a surge and gives its key."
        raise CaseError("No surge of this case has that key.", where=key, todo=todo)
    window, inputs = found["window"] or {}, [each for each in found["inputs"] if ":" in each]
    steps: list[Step] = [
        {
            "what": f"surge: {found['told']}" + (f", {found['watermark']}" if found["synthetic"] else ""),
            "series": found["series"],
            "reason": found["reason"],
            "asked": ", ".join(f"{name} {value}" for name, value in found["question"].items()),
            "counted": found["count"],
            "stretch": f"{window['first']} to {window['last']}" if window else "",
            "p": window.get("p"),
            "method": found["method"],
            "parameters": found["parameters"],
            "supports": found["supports"],
            "to have it computed again": "the same `armstrace surge --case` with what was asked, the seed above",
            "movements": f"{len(inputs)}" + (f", the first {_SHOWN} below" if len(inputs) > _SHOWN else ""),
        }
    ]
    if found["exhibit"]:
        return [*steps, exhibit_step(case.exhibit(found["exhibit"]))]
    return steps + [step for each in inputs[:_SHOWN] for step in _of_record(case, each)]


def _judged_claim(case: Case, key: str) -> list[Step]:
    """Give the claim of a key (or its beginning) as it is read now, who judged it, and its words in the document."""
    chosen = choose(case_claims(case), key)
    document = chosen.mine.document.exhibit
    state = chosen.claim.state if chosen.claim else State.JUDGE_AGAIN
    steps: list[Step] = [{"what": f"claim {chosen.key}", "words": chosen.words, "judged": state.value}]
    start, end = 0, 0
    if chosen.claim:
        slots = judged_json(chosen.claim)
        told = {name: value for name, value in slots.items() if name not in _NOT_TOLD and value is not None}
        steps[0] |= {name: str(value) for name, value in told.items()}
        start, end = chosen.claim.claim.start, chosen.claim.claim.end
    if chosen.judgement:
        steps.append(_judgement(chosen.judgement))
        start, end = (start, end) if chosen.claim else (chosen.judgement.start, chosen.judgement.end)
    return [*steps, *_in_document(case, document, start, end)]


def _answers(case: Case, key: str) -> list[Step]:
    """Name the findings that are kept on a claim; the key of each leads on to the rows."""
    found = kept_on_claim(case, key.lower())
    return [
        {"what": f"answered by {each['key']}", "verdict": each["verdict"].replace("_", " "), "reason": each["reason"]}
        for each in found
    ]


def _signed_reply(case: Case, key: str) -> Step | None:
    """Give a reply that stands in the ledger, which has no exhibit."""
    found = next((each for each in signed(case).values() if each.key == key), None)
    if found is None:
        return None
    told = {name: value for name, value in reply_json(found).items() if value not in (None, "") and name != "key"}
    return {"what": f"record {key}", "place": found.place, **told}


def _judgement(judgement: Judgement) -> Step:
    return {"what": f"judgement: {judgement.state.value}", "words judged": judgement.words, **judgement.told}


def _claimed(case: Case, found: dict[str, Any]) -> list[Step]:
    """Lead a claim back to the words in the document's own bytes."""
    claim = found["claim"]
    return _in_document(case, case.exhibit(found["document"]["sha256"]), claim["start"], claim["end"])


def _in_document(case: Case, document: Exhibit, start: int, end: int) -> list[Step]:
    passages = case.tables.records(Passage, f"WHERE exhibit = {literal(document.sha256)} ORDER BY start")
    try:
        places = [str(place) for place in original_place(passages, start, end)]
    except ArmstraceError:
        places = []
    words = [{**original_step(case, document, place), "what": "claimed in the original"} for place in places]
    return [*words, exhibit_step(document)]


def _of_record(case: Case, key: str, exporter: Exporter | None = None) -> list[Step]:
    if key.partition(":")[0] == CLAIM:
        return _judged_claim(case, key)
    record = case.tables.row(key)
    if record is None:
        fallen = step_of(case.root, key)
        return [fallen or {"what": f"record {key}", "missing": "it is not in the tables; run `armstrace read`"}]
    return record_steps(case, record, exporter)
