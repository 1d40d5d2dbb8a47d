"""The first page: the case at a glance, with its chains as soon as they are built."""

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from armstrace.chain.model import Contest, Status
from armstrace.desk.chains.glance import RungGlance
from armstrace.desk.web.desk import Desk
from armstrace.desk.web.views.overview import Overview, chains, chains_are_built, overview
from armstrace.desk.web.visits import note_visit
from armstrace.desk.web.ways import Look, Nothing
from armstrace.dossier.chains.marks import flag_icon, mark_icon
from armstrace.dossier.verdict_words import VERDICTS

_ACTS = {
    "open": "case opened",
    "add": "files taken in",
    "note": "notes on files",
    "read": "files read",
    "refused": "files not understood",
    "check": "documents checked",
    "published": "days of publication said",
    "accept": "claims accepted",
    "reject": "claims rejected",
    "withdraw_judgement": "judgements withdrawn",
    "sensitivity": "exhibits marked as sensitive or open",
    "verify": "checks of the bytes",
    "place": "placements on rungs",
    "export": "exports",
    "exported": "exports done",
    "recover": "recoveries after a crash",
}


def _drawn(desk: Desk, _shown: Overview) -> Mapping[str, Any]:
    note_visit(desk.case.root, desk.who.by, desk.head.count)
    ready = chains_are_built(desk)
    return {**_words(), "chains": chains(desk, Nothing()) if ready else None}


def _chains_drawn(_desk: Desk, _shown: object) -> Mapping[str, Any]:
    return _words()


def _words() -> Mapping[str, Any]:
    return {"icon": _icon, "flag": flag_icon(), "verdict_words": VERDICTS, "act_words": _ACTS}


def _icon(cell: RungGlance) -> Markup:
    contested = (Contest(who="", words="", key=""),) if cell.contested else ()
    return mark_icon(Status(word=cell.word, by=("",) * cell.origins, contested=contested), apart=cell.apart)


WAYS = (
    Look(path="/", view=overview, template="overview.html", title="Overview", nav="Overview", order=10, drawn=_drawn),
    Look(path="/chains", view=chains, template="chains.html", title="Chains", drawn=_chains_drawn),
)
