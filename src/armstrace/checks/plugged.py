"""Checks of plug-ins: asked after armstrace's own, guarded where they fail, and named in the method of each finding."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import wraps
from types import SimpleNamespace
from typing import Any

from armstrace.plug_ins.found import FOREIGN, PlugIn, Unfit, said, set_aside
from armstrace.records.claims import Claim
from armstrace.records.findings import Finding
from armstrace.records.verdicts import Verdict

_NAMES = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_")
_AFTER_OURS = 10
_MANY = 10_000


def admit(module: Any, plug_in: PlugIn) -> SimpleNamespace:
    """Hold what an entry point names to what a check must be, and give it guarded.

    Raises:
        Unfit: it is no check, or has no method note.
    """
    name, version = getattr(module, "NAME", None), getattr(module, "VERSION", None)
    if not isinstance(name, str) or not name or not set(name) <= _NAMES:
        raise Unfit(f"its NAME, {name!r}, is not of a-z, 0-9 and _")
    if type(version) is not int or version < 1:
        raise Unfit("its VERSION is no whole number from 1")
    does = {
        each: getattr(module, each) for each in ("check", "check_document") if callable(getattr(module, each, None))
    }
    if not does or ("check" in does and not callable(getattr(module, "accepts", None))):
        raise Unfit("it has neither `accepts` and `check`, nor `check_document`")
    mute = [each for each, function in does.items() if not (function.__doc__ or "").strip()]
    if mute:
        raise Unfit(f"{mute[0]} has no docstring: it is the method note that the dossier prints")
    made = SimpleNamespace(NAME=name, VERSION=version, RANK=max(_AFTER_OURS, _rank(module)), outside=plug_in.stamp)
    if "check" in does:
        made.accepts = _safely(module.accepts, plug_in, otherwise=False)
        made.check = _checking(does["check"], (name, version), plug_in)
        for each in ("leaves", "lacks"):
            if callable(getattr(module, each, None)):
                setattr(made, each, _safely(getattr(module, each), plug_in, otherwise=True if each == "leaves" else ""))
    if "check_document" in does:
        made.check_document = _checking_all(does["check_document"], (name, version), plug_in)
    return made


def _rank(module: Any) -> int:
    rank = getattr(module, "RANK", _AFTER_OURS)
    return rank if type(rank) is int else _AFTER_OURS


def stamped(module: Any, stamps: Sequence[str]) -> SimpleNamespace:
    """Give a check of ours that says in its method whose names it read the records with."""
    known = dir(module) if isinstance(module, SimpleNamespace) else vars(module)
    made = SimpleNamespace(**{name: getattr(module, name) for name in known if not name.startswith("__")})
    outside = "+".join(stamps)
    if hasattr(module, "check"):
        made.check = wraps(module.check)(lambda claim, ground: _named(module.check(claim, ground), outside))
    if hasattr(module, "check_document"):
        whole = module.check_document
        made.check_document = wraps(whole)(
            lambda claims, ground: [_named(each, outside) for each in whole(claims, ground)]
        )
    return made


def _named(finding: Finding, outside: str) -> Finding:
    return replace(finding, method=f"{finding.method}+{outside}")


def _safely(function: Callable[..., Any], plug_in: PlugIn, *, otherwise: object) -> Callable[..., Any]:
    """Ask a function of a plug-in; one that breaks says `otherwise`."""

    def asked(*given: Any) -> Any:
        try:
            return function(*given)
        except FOREIGN as error:
            set_aside(plug_in, f"it broke while it was asked: {said(error)}")
            return otherwise

    return wraps(function)(asked)


def _checking(function: Callable[..., Any], method: tuple[str, int], plug_in: PlugIn) -> Callable[..., Finding]:
    def check(claim: Claim, ground: Any) -> Finding:
        try:
            return _owned(function(claim, ground), method, plug_in, claim)
        except FOREIGN as error:
            set_aside(plug_in, f"its check {method[0]!r} broke: {said(error)}")
            return _no_answer(claim, method, plug_in, error)

    return wraps(function)(check)


def _checking_all(
    function: Callable[..., Any], method: tuple[str, int], plug_in: PlugIn
) -> Callable[..., list[Finding]]:
    def check_document(claims: Sequence[Claim], ground: Any) -> list[Finding]:
        try:
            found = list(function(claims, ground))
            if len(found) > _MANY:
                raise Unfit(f"it gave {len(found)} findings on one document")
            return [_owned(each, method, plug_in, each.claim) for each in found]
        except FOREIGN as error:
            set_aside(plug_in, f"its check {method[0]!r} broke: {said(error)}")
            return []

    return wraps(function)(check_document)


def _owned(finding: Any, method: tuple[str, int], plug_in: PlugIn, claim: Claim) -> Finding:
    """See that a plug-in's answer is a finding on that claim, with records unless it says it cannot tell; name it."""
    if not isinstance(finding, Finding) or finding.claim != claim:
        raise Unfit("its answer is no finding on the claim it was asked about")
    if not finding.records and finding.verdict not in {Verdict.CANNOT_TELL, Verdict.NOT_SHOWN}:
        raise Unfit(f"its verdict is {finding.verdict.value}, and it names no record")
    return replace(finding, check=method[0], method=_method(method, plug_in))


def _no_answer(claim: Claim, method: tuple[str, int], plug_in: PlugIn, error: BaseException) -> Finding:
    return Finding(
        claim=claim,
        check=method[0],
        method=_method(method, plug_in),
        verdict=Verdict.CANNOT_TELL,
        reason=f"The plug-in {plug_in.told} broke on this claim ({said(error)}), so nothing is known of it here.",
    )


def _method(method: tuple[str, int], plug_in: PlugIn) -> str:
    return f"checks.{method[0]}@{method[1]}+{plug_in.stamp}"
