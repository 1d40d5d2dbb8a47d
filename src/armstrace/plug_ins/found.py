"""Which plug-ins are installed, which were set aside and why, and how a record names the one that made it."""

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import Any, TypeVar

T = TypeVar("T")

SOURCES, CHECKS, GAZETTEERS = "armstrace.sources", "armstrace.checks", "armstrace.gazetteers"
SWITCH = "ARMSTRACE_NO_PLUG_INS"
"""Where this is set to anything but 0 in the environment, no plug-in is looked for."""

FOREIGN: tuple[type[BaseException], ...] = (Exception, SystemExit)
"""How code of others may fail: in any way, and none of them may take the program down."""

_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,98}[A-Za-z0-9])?")
_VERSION = re.compile(r"[A-Za-z0-9][A-Za-z0-9.!+_-]{0,60}")


@dataclass(frozen=True, slots=True)
class PlugIn:
    """One entry point of an installed distribution: `target` is the module it names."""

    group: str
    name: str
    distribution: str
    version: str
    target: str

    @property
    def stamp(self) -> str:
        """What a record or a finding says of the outside code that made it: "armstrace-customs@0.3.0"."""
        return f"{self.distribution}@{self.version.replace('+', '_')}"

    @property
    def told(self) -> str:
        """The distribution with its version, for a sentence."""
        return f"{self.distribution} {self.version}"


@dataclass(frozen=True, slots=True)
class Refused:
    """A plug-in that was set aside, and why."""

    plug_in: PlugIn
    reason: str

    def __str__(self) -> str:
        return f"plug-in set aside, {self.plug_in.told} ({self.plug_in.group}: {self.plug_in.name}): {self.reason}"


class Unfit(Exception):
    """What is wrong with a plug-in, in a sentence."""


_refused: dict[tuple[str, str, str], Refused] = {}


def switched_off() -> bool:
    """Whether the environment asks for no plug-ins."""
    return os.environ.get(SWITCH, "0").strip() not in {"", "0"}


def installed(group: str) -> tuple[PlugIn, ...]:
    """Give the plug-ins of a group, by distribution and name, none of them loaded."""
    return tuple(plug_in for plug_in, _ in _points(group))


def refused() -> tuple[Refused, ...]:
    """Give what was set aside so far, among what was asked for."""
    return tuple(_refused.values())


def set_aside(plug_in: PlugIn, reason: str) -> None:
    """Note that a plug-in is not used, or gave up, and why; the first reason stays."""
    _refused.setdefault((plug_in.group, plug_in.name, plug_in.stamp), Refused(plug_in, reason))


def admitted(group: str, admit: Callable[[Any, PlugIn], T]) -> tuple[tuple[PlugIn, T], ...]:
    """Load the plug-ins of a group and give what `admit` makes of each; what does not load or is Unfit is set aside.

    Args:
        group: SOURCES, CHECKS or GAZETTEERS.
        admit: gets what the entry point names, and raises Unfit with the reason where it will not do.
    """
    found = []
    for plug_in, point in _points(group):
        try:
            _named(plug_in)
            found.append((plug_in, admit(point.load(), plug_in)))
        except Unfit as reason:
            set_aside(plug_in, str(reason))
        except FOREIGN as error:
            set_aside(plug_in, f"it does not load: {said(error)}")
    return tuple(found)


def _named(plug_in: PlugIn) -> None:
    if not _NAME.fullmatch(plug_in.distribution) or not _VERSION.fullmatch(plug_in.version):
        raise Unfit("its distribution has no usable name and version, so that no record could name it")


def alone(found: tuple[tuple[PlugIn, T], ...], name_of: Callable[[T], str], taken: frozenset[str]) -> Iterator[T]:
    """Give those whose name neither armstrace (`taken`) nor another plug-in bears; the others are set aside."""
    named: dict[str, list[tuple[PlugIn, T]]] = {}
    for plug_in, each in found:
        named.setdefault(name_of(each), []).append((plug_in, each))
    for name, bearers in named.items():
        if name in taken:
            for plug_in, _ in bearers:
                set_aside(plug_in, f"armstrace itself has {name!r}; a plug-in needs a name of its own")
        elif len(bearers) > 1:
            told = " and ".join(plug_in.told for plug_in, _ in bearers)
            for plug_in, _ in bearers:
                set_aside(plug_in, f"{told} both offer {name!r}, so neither is used; uninstall one of them")
        else:
            yield bearers[0][1]


def said(error: BaseException) -> str:
    """Write an error of somebody else's code on one line of bounded length."""
    try:
        words = " ".join(str(error).split())[:200]
    except FOREIGN:
        words = ""
    if isinstance(error, Unfit):
        return words
    return f"{type(error).__name__}: {words}" if words else type(error).__name__


def stamps_in(maker: str) -> tuple[tuple[str, str], ...]:
    """Give the distributions and versions that a reader or method names behind its own version.

    >>> stamps_in("customs@1+armstrace-customs@0.3.0")
    (('armstrace-customs', '0.3.0'),)
    """
    _, *stamps = maker.split("+")
    parts = (stamp.partition("@") for stamp in stamps)
    return tuple((name, version) for name, at, version in parts if at)


@cache
def _all_points() -> Any:
    # looks into every installed distribution: done once
    return entry_points()


@cache
def _points(group: str) -> tuple[tuple[PlugIn, EntryPoint], ...]:
    if switched_off():
        return ()
    found: dict[PlugIn, EntryPoint] = {}
    for point in _all_points().select(group=group):
        about = point.dist
        name, version = (str(about.name or ""), str(about.version or "")) if about else ("", "")
        found.setdefault(PlugIn(group, point.name, name, version, point.value), point)
    return tuple(sorted(found.items(), key=lambda each: (each[0].distribution, each[0].name, each[0].target)))


def forget() -> None:
    """Look again the next time: for a test that installs or removes something."""
    _all_points.cache_clear()
    _points.cache_clear()
    _refused.clear()
