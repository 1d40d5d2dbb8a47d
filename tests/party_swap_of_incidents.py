"""Exchanging two parties in incidents and in what is found of them, so that even-handedness can be tested."""

from dataclasses import fields, replace
from typing import Any

from armstrace.records.kinds import Incident
from proofs.party_swap import swapped


def swapped_incident(each: Incident) -> Incident:
    """Exchange Armenia and Azerbaijan wherever an incident names them, but for its key and place in the file."""
    told: dict[str, Any] = {
        field.name: swapped(getattr(each, field.name))
        for field in fields(each)
        if isinstance(getattr(each, field.name), str) and field.name not in {"key", "exhibit", "place", "reader"}
    }
    return replace(each, **told)
