"""The plug-ins that are installed, and those that were set aside."""

import pkgutil
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import armstrace.checks
import armstrace.sources
from armstrace.checks import plugged as checks
from armstrace.desk.doctor.item import Item, Standing
from armstrace.gazetteer import plugged as gazetteers
from armstrace.plug_ins.found import (
    CHECKS,
    GAZETTEERS,
    SOURCES,
    SWITCH,
    PlugIn,
    admitted,
    alone,
    installed,
    refused,
    switched_off,
)
from armstrace.sources import plugged as sources

_ADMIT: Mapping[str, Callable[[Any, PlugIn], Any]] = {SOURCES: sources.admit, CHECKS: checks.admit}


def plug_ins() -> Iterator[Item]:
    """Load each plug-in as a command would, and say what became of it."""
    if switched_off():
        yield Item("plug-ins", "none", Standing.OK, f"{SWITCH} is set, so none is looked for")
        return
    for group, admit in _ADMIT.items():
        if installed(group):
            found = admitted(group, admit)
            list(alone(found, _name, _own(group)))
    used = [*installed(SOURCES), *installed(CHECKS), *installed(GAZETTEERS)]
    if installed(GAZETTEERS):
        gazetteers.gazetteers()
    bad = {(each.plug_in.group, each.plug_in.name, each.plug_in.stamp): each.reason for each in refused()}
    for each in used:
        reason = bad.get((each.group, each.name, each.stamp), "")
        told = f"{each.told}, {each.group}: {each.target}"
        if reason:
            todo = f"Tell whoever publishes it, or remove it: pip uninstall {each.distribution}"
            yield Item("plug-ins", each.name, Standing.DOUBTFUL, f"{told}; {reason}", todo)
        else:
            yield Item("plug-ins", each.name, Standing.OK, told)


def _name(each: Any) -> str:
    return str(each.SOURCE.name) if hasattr(each, "SOURCE") else str(each.NAME)


def _own(group: str) -> frozenset[str]:
    """Name what armstrace has itself, without loading it: a module is called as what it offers."""
    package = armstrace.sources if group == SOURCES else armstrace.checks
    return frozenset(module.name for module in pkgutil.iter_modules(package.__path__))
