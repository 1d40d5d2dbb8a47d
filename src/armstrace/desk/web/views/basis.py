"""What results of pages rest on, so that an act elsewhere in the case costs them nothing."""

from collections.abc import Hashable

from armstrace.desk.web.desk import Desk
from armstrace.desk.web.states import RELEASING, groups_of_incidents, last_of, rows_of_incidents


def rows(desk: Desk) -> Hashable:
    """Name the state of the tables."""
    return desk.rows


def incidents(desk: Desk) -> Hashable:
    """Name the state of the incidents, those too that documents tell of and a person accepted, on this day."""
    return desk.cached("state of the incidents", lambda: rows_of_incidents(desk.lines())), desk.case.today


def shown(desk: Desk) -> Hashable:
    """Name the state of the incidents as they may leave: who signs for exact coordinates changes that."""
    return incidents(desk), desk.cached("state of releases", lambda: last_of(desk.lines(), RELEASING))


def groups(desk: Desk) -> Hashable:
    """Name the state of the events: that of the incidents, and of what persons say of which are one."""
    return incidents(desk), desk.cached("state of the groups", lambda: groups_of_incidents(desk.lines()))
