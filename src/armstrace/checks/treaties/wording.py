"""What is on record of a state and a treaty, in a sentence."""

from armstrace.checks.treaties.acts import Standing
from armstrace.gazetteer.states import display
from armstrace.records.values import When

_SAID = {True: "yes", False: "no", None: "not known"}


def standing_words(state: str, treaty_name: str, standing: Standing) -> str:
    """Say what a state had done about a treaty by the day asked about, and up to when the table knows."""
    if not standing.known:
        told = "this table does not know the state"
    else:
        facts = _facts(standing)
        if standing.signed and standing.bound is False and not standing.left:
            facts.append("not ratified or otherwise consented to")
        told = ", ".join(facts) or ("neither signed nor joined" if standing.covers else "no act recorded")
    return f"{display(state)} and the {treaty_name}, on {standing.day.isoformat()}: {told} ({_table(standing)})."


def _table(standing: Standing) -> str:
    """Name the table and up to when it knows; most say that in their name."""
    as_of = f"as of {_edtf(standing.as_of)}"
    return standing.edition if standing.edition.endswith(as_of) else f"{as_of}; {standing.edition}"


def two_readings(standing: Standing) -> str:
    """Give both readings of "signatory", as the press uses it."""
    return (
        f"\u201cSignatory\u201d is used in two ways: signed: {_SAID[standing.signed]}; bound: {_SAID[standing.bound]}."
    )


def _facts(standing: Standing) -> list[str]:
    facts = []
    if standing.signed:
        facts.append(f"signed {_edtf(standing.signature)}")
    if standing.consenting is not None and standing.done(standing.consenting):
        how = f" by {standing.how}" if standing.how else ""
        facts.append(f"consented to be bound{how} {_edtf(standing.consent)}")
        if standing.in_force is not None:
            facts.append(f"in force for it {'from' if standing.force else 'only from'} {standing.in_force.edtf}")
    if standing.applied:
        facts.append(f"applied provisionally from {_edtf(standing.provisional)}")
    if standing.notified is not None and standing.gave_notice:
        facts.append(f"gave notice of withdrawal {standing.notified.edtf}")
    if standing.withdrawal is not None and standing.gave_notice:
        facts.append(f"{'withdrew' if standing.left else 'to withdraw'} with effect from {standing.withdrawal.edtf}")
    return facts


def _edtf(when: When | None) -> str:
    return when.edtf if when is not None else "on an unknown day"
