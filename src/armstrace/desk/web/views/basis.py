"""What results of pages rest on, so that an act elsewhere in the case costs them nothing."""

from collections.abc import Hashable

from armstrace.desk.judgements.claims import standing
from armstrace.desk.results import FOLDER
from armstrace.desk.web.desk import Desk
from armstrace.desk.web.resting import EXHIBITS, FINDINGS, READINGS, ROWS
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

    return rows(desk), desk.cached("uses of weapons accepted", uses), desk.case.today


def kept_files(desk: Desk) -> Hashable:
    """Name the state of the files of findings: one is renamed into its folder after the line that tells of it."""
    folder = desk.case.root / FOLDER
    with explained(folder, "Looking at the findings"):
        return folder.stat().st_mtime_ns if folder.exists() else 0
