"""Incidents out of documents: a weapon-use claim that a person accepted is an incident that the document tells of.

The date is that of the event as the text gives it, None where it gives none; the day of the document is `reported`,
never the date. Hedge, denial and speaker stay as they stand in the text; nothing is added to them.
"""

from armstrace.desk.documents.case_claims import read_one
from armstrace.desk.documents.document import ReadDocument
from armstrace.desk.intake import Case
from armstrace.desk.judgements.claims import standing
from armstrace.gazetteer.states import display, states
from armstrace.records.claims import WeaponUseClaim
from armstrace.records.errors import CaseError
from armstrace.records.judgements import Judged, State
from armstrace.records.kinds import Incident
from armstrace.records.place import Place
from armstrace.records.values import When
from armstrace.sources.incidents.weapons import named_weapon

REGISTER = "documents"


def accepted_incidents(case: Case) -> list[Incident]:
    """Give the incidents of the claims that stand accepted, in the order of the documents and their texts.

    The key of each is the claim's own, so that `why` leads to the words and to who accepted them.
    """
    accepted = [each for each in standing(case) if each.state is State.ACCEPTED and each.type == WeaponUseClaim.TYPE]
    found, seen = [], case.tables.exhibits
    for sha256 in dict.fromkeys(judgement.exhibit for judgement in accepted):
        if seen is not None and sha256 not in seen:
            continue
        try:
            mine = read_one(case, case.exhibit(sha256), None)
        except CaseError:
            # withdrawn, or without a day of publication: its claims cannot be read again
            continue
        found += [_incident(mine, each) for each in mine.claims if _is_use(each)]
    return found


def _is_use(judged: Judged) -> bool:
    return judged.state is State.ACCEPTED and isinstance(judged.claim, WeaponUseClaim)


def _incident(mine: ReadDocument, judged: Judged) -> Incident:
    claim = judged.claim
    if not isinstance(claim, WeaponUseClaim):
        raise TypeError(claim)
    document = mine.document
    known = claim.actor if claim.actor in states() else ""
    told_by = document.about.title if document.about and document.about.title else document.exhibit.received_name
    return Incident(
        key=judged.key,
        exhibit=document.exhibit.sha256,
        place=str(Place(chars=(claim.start, claim.end))),
        item=judged.keyed.item,
        reader=f"{REGISTER}@1",
        edition="",
        register=REGISTER,
        number="",
        when=claim.date,
        reported=When.day(document.published),
        place_printed=claim.place or "",
        area="",
        state="",
        lat=None,
        lon=None,
        precision="",
        actor=known or "",
        actor_printed=display(claim.actor) if claim.actor else "",
        target="",
        target_printed=claim.target or "",
        event_type=claim.weapon_class,
        weapon=named_weapon(claim.weapon or ""),
        weapon_printed=claim.weapon or "",
        deaths_low=None,
        deaths_best=None,
        deaths_high=None,
        civilian_deaths=None,
        origin=claim.source or told_by,
        cited=f'["sha256:{document.exhibit.sha256}"]',
        hedge=claim.hedge or "",
        denial=claim.text if claim.denied else "",
        text=claim.text,
        note=claim.occasions or "",
    )
