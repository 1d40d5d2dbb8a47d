"""What results of pages rest on, so that an act elsewhere in the case costs them nothing."""

from collections.abc import Hashable

from armstrace.desk.judgements.claims import standing
from armstrace.desk.results import FOLDER
from armstrace.desk.web.desk import Desk
from armstrace.desk.web.resting import EXHIBITS, FINDINGS, GROUPING, READINGS, RELEASING, ROWS, TABLES
from armstrace.evidence.disk import explained
from armstrace.records.claims import WeaponUseClaim
from armstrace.records.judgements import State


def rows(desk: Desk) -> Hashable:
    """Name the state of the tables and of what is said of the exhibits."""
    return desk.last_but(ROWS)


def exhibits(desk: Desk) -> Hashable:
    """Name the state of the list of exhibits."""
    return desk.last_but(EXHIBITS)


def findings(desk: Desk) -> Hashable:
    """Name the state of the findings that are kept, and of what persons say of their claims."""
    return desk.last_but(FINDINGS), kept_files(desk)


def document(desk: Desk) -> Hashable:
    """Name the state of a document on its page."""
    return desk.last_but(READINGS), desk.case.today


def incidents(desk: Desk) -> Hashable:
    """Name the state of the incidents, those too that documents tell of and a person accepted, on this day."""

    def uses() -> Hashable:
        return frozenset(
            (each.claim, str(each.correction))
            for each in standing(desk.case)
            if each.state is State.ACCEPTED and each.type == WeaponUseClaim.TYPE
        )

    # documents are read again on another day of publication; a note may say that a file is another edition
    read = desk.last_but(TABLES - {"published", "note"})
    return read, desk.cached("uses of weapons accepted", uses), desk.case.today


def shown(desk: Desk) -> Hashable:
    """Name the state of the incidents as they may leave: who signs for exact coordinates changes that."""
    return incidents(desk), desk.cached("releases", lambda: _last_of(desk, RELEASING))


def groups(desk: Desk) -> Hashable:
    """Name the state of the events: that of the incidents, and of what persons say of which are one."""
    return incidents(desk), desk.cached("groupings", lambda: _last_of(desk, GROUPING))


def _last_of(desk: Desk, acts: frozenset[str]) -> int:
    return next((line.seq for line in reversed(desk.lines()) if line.act in acts), 0)


def kept_files(desk: Desk) -> Hashable:
    """Name the state of the files of findings: one is renamed into its folder after the line that tells of it."""
    folder = desk.case.root / FOLDER
    with explained(folder, "Looking at the findings"):
        return folder.stat().st_mtime_ns if folder.exists() else 0
