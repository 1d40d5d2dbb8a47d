"""A document as it was checked last: the kept findings with the text they are on, under the judgements that stand."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from armstrace.desk.documents.article import Checked
from armstrace.desk.documents.document import load_text
from armstrace.desk.intake import Case
from armstrace.desk.judgements.claims import standing
from armstrace.desk.rebuilt import claim_of, finding_of
from armstrace.desk.results import kept_of
from armstrace.records.errors import CaseError
from armstrace.records.exhibits import Exhibit
from armstrace.records.judgements import Judged, Judgement, Keyed, State, claim_item


def kept_checked(case: Case, exhibit: Exhibit) -> Checked | None:
    """Give a document with the findings that were kept of it; None where it was never checked.

    No text is read anew and no question is asked again: `verify` does that. A reading that a person has rejected since
    is left out, one that a person has accepted since is marked so.

    Raises:
        CaseError: what was kept is damaged.
    """
    told = kept_of(case, exhibit)
    if told is None:
        return None
    try:
        about = told["document"]
        text = load_text(case, exhibit, date.fromisoformat(about["published"]))
        document = replace(text, published_assumed=bool(about["published_assumed"]))
        laid = {each.claim: each for each in standing(case, exhibit.sha256)}
        found = [(finding_of(each), _judged(each["claim"], laid)) for each in told["findings"]]
        unread = [(_judged(each["claim"], laid), str(each["reason"])) for each in told["unchecked"]]
        out = {each.key: each for each in (_judged(item, laid) for item in told["left_out"])}
        notes = tuple(map(str, told["notes"]))
    except (KeyError, TypeError, ValueError) as error:
        where = f"findings on {exhibit.short}"
        raise CaseError("What was kept of a document is damaged.", where, "Run `armstrace check` again.") from error
    judged = {each.claim: each for each in (*(each for _, each in found), *(each for each, _ in unread))}
    out |= {each.key: each for each in judged.values() if each.state is State.REJECTED}
    return Checked(
        document,
        tuple(judged),
        tuple(finding for finding, each in found if each.state is not State.REJECTED),
        tuple((each.claim, reason) for each, reason in unread if each.state is not State.REJECTED),
        left_out=tuple(out.values()),
        judged=judged,
        notes=notes,
    )


def _judged(told: Mapping[str, Any], laid: Mapping[str, Judgement]) -> Judged:
    """Give a claim as it stands: judged since it was checked, or as it was then."""
    claim = claim_of(told)
    key = str(told.get("key", ""))
    keyed = Keyed(claim, key, claim_item(claim))
    now = laid.get(key)
    if now is not None and now.words == claim.text:
        return Judged(keyed, now.state, now)
    then = State(str(told.get("judged", State.SUGGESTED.value)))
    if then is not State.JUDGE_AGAIN or not told.get("judgement"):
        return Judged(keyed)
    return Judged(keyed, then, _then(keyed, told["judgement"]))


def _then(keyed: Keyed, told: Mapping[str, Any]) -> Judgement:
    claim = keyed.claim
    return Judgement(
        state=State.JUDGE_AGAIN, claim=keyed.key, exhibit="", start=claim.start, end=claim.end, type=claim.TYPE,
        words=str(told.get("words", "")), item=keyed.item, why=str(told["why"]), by=str(told["by"]), at=str(told["at"]),
    )  # fmt: skip
