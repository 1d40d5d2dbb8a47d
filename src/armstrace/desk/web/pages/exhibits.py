"""The exhibits: the list, one of them, adding, hashing again, what was set aside, the long works on them."""

from armstrace.desk.web.views.exhibit import PiecesAsked, exhibit, set_aside
from armstrace.desk.web.views.exhibits import (
    AddAsked,
    ExhibitAsked,
    ExhibitsAsked,
    HashAsked,
    SensitivityAsked,
    add,
    exhibits,
    original,
    read_again,
    rehash,
    rehash_all,
    set_sensitivity,
)
from armstrace.desk.web.views.jobs import JobAsked, cancel, job, jobs
from armstrace.desk.web.views.pictures import picture
from armstrace.desk.web.visitor import Role
from armstrace.desk.web.ways import Act, Look, Nothing, Send, Upload


def _to_list(_asked: object, _done: object) -> str:
    return "/exhibits"


def _to_exhibit(asked: HashAsked | SensitivityAsked, _done: object) -> str:
    return f"/exhibits/{asked.sha256}"


WAYS = (
    Look(
        path="/exhibits",
        view=exhibits,
        asked=ExhibitsAsked,
        template="exhibits.html",
        title="Exhibits",
        nav="Exhibits",
        order=60,
    ),
    Upload(path="/exhibits", take=add, asked=AddAsked),
    Act(path="/exhibits/rehash", act=rehash_all, asked=Nothing, then=_to_list),
    Look(path="/exhibits/{sha256}", view=exhibit, asked=ExhibitAsked, template="exhibit.html", title="Exhibit"),
    Send(path="/exhibits/{sha256}/original", bytes_of=original, asked=HashAsked),
    Send(path="/exhibits/{sha256}/picture", bytes_of=picture, asked=HashAsked),
    Act(path="/exhibits/{sha256}/rehash", act=rehash, asked=HashAsked, then=_to_exhibit),
    Act(path="/exhibits/{sha256}/read", act=read_again, asked=HashAsked, then=_to_exhibit),
    Act(
        path="/exhibits/{sha256}/sensitivity",
        act=set_sensitivity,
        asked=SensitivityAsked,
        then=_to_exhibit,
        role=Role.CUSTODIAN,
    ),
    Look(path="/set-aside", view=set_aside, asked=PiecesAsked, template="set_aside.html", title="Set aside"),
    Look(path="/jobs", view=jobs, template="jobs.html", title="Long works"),
    Look(path="/jobs/{id}", view=job, asked=JobAsked),
    Act(path="/jobs/{id}/cancel", act=cancel, asked=JobAsked, then=_to_list),
)
