"""The dossier: a document chosen, its findings chosen and ordered, looked at, written; the case packed; what left."""

from armstrace.desk.web.views.bundle import GateAsked, PackAsked, SignAsked, gate, pack, sign
from armstrace.desk.web.views.dossier import (
    ChooseAsked,
    DossierAsked,
    DossiersAsked,
    ExportAsked,
    PreviewAsked,
    choose,
    dossier,
    dossiers,
    export,
    preview,
)
from armstrace.desk.web.views.exports import FileAsked, exported
from armstrace.desk.web.visitor import Role
from armstrace.desk.web.ways import Act, Look, Send


def _chosen(asked: ChooseAsked, _done: object) -> str:
    return f"/dossier/{asked.sha256}?page={asked.page}#findings"


def _written(asked: ExportAsked, _done: object) -> str:
    return f"/dossier/{asked.sha256}#jobs"


def _at_gate(asked: SignAsked | PackAsked, _done: object) -> str:
    return "/bundle?non_commercial=1" if asked.non_commercial else "/bundle"


WAYS = (
    Look(
        path="/dossier",
        view=dossiers,
        asked=DossiersAsked,
        template="dossiers.html",
        title="Dossier",
        nav="Dossier",
        order=58,
    ),
    Look(path="/dossier/{sha256}", view=dossier, asked=DossierAsked, template="dossier.html", title="Dossier"),
    Send(path="/dossier/{sha256}/preview", bytes_of=preview, asked=PreviewAsked),
    Act(path="/dossier/{sha256}/choose", act=choose, asked=ChooseAsked, then=_chosen),
    Act(path="/export/dossier", act=export, asked=ExportAsked, then=_written, role=Role.CUSTODIAN),
    Look(path="/bundle", view=gate, asked=GateAsked, template="bundle.html", title="Bundle"),
    Act(path="/bundle/sign", act=sign, asked=SignAsked, then=_at_gate, role=Role.CUSTODIAN),
    Act(path="/export/bundle", act=pack, asked=PackAsked, then=_at_gate, role=Role.CUSTODIAN),
    Send(path="/exports/{key}", bytes_of=exported, asked=FileAsked, role=Role.CUSTODIAN),
)
