"""Why two verdicts on one claim differ: what each rests on, set side by side in sentences.

Findings are taken as `armstrace check --json` gives them, so that kept ones and new ones are the same thing.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

Told = Mapping[str, Any]
Name = tuple[str, str, tuple[str, ...], int]


def by_name(findings: Iterable[Told]) -> dict[Name, Told]:
    """Give findings by what they answer: the check, the claim, those set beside it, and which of several alike."""
    found: dict[Name, Told] = {}
    for each in findings:
        claim = each["claim"]
        key = str(claim.get("key") or f"{claim['start']}-{claim['end']} {claim['type']}")
        name = (str(each["check"]), key, tuple(str(one["text"]) for one in each["beside"]))
        number = sum(known[:3] == name for known in found)
        found[(*name, number)] = each
    return found


def verdict_of(finding: Told | None) -> str:
    """Give the verdict of a finding, "" where there is none."""
    return str(finding["verdict"]) if finding else ""


def why(before: Told | None, after: Told | None) -> tuple[str, ...]:
    """Say why the later of two findings on a claim is another one; nothing where both are alike.

    >>> why(None, None)
    ()
    """
    if before is None or after is None:
        if before is after:
            return ()
        return ("This claim was not answered before.",) if before is None else ("This claim is not answered any more.",)
    found = [*_method(before, after), *_readings(before, after)]
    if verdict_of(before) != verdict_of(after) and not found:
        found.append(f"Before: {before['reason']} After: {after['reason']}")
    return tuple(found)


def _method(before: Told, after: Told) -> Iterator[str]:
    if before["method"] != after["method"]:
        yield f"The method is another: {before['method']} before, {after['method']} after."


def _readings(before: Told, after: Told) -> Iterator[str]:
    """Compare what each edition says: editions gone and come, figures that moved, rows that are others."""
    old, new = ({str(one["edition"]): one for one in each["readings"]} for each in (before, after))
    stays = any(label in new for label in old)
    for label in old:
        if label not in new:
            yield f"It does not rest on {label} any more{_value(old[label])}."
    for label in new:
        if label not in old:
            yield f"It rests on {label}{' too' * stays}{_value(new[label])}."
    for label in old:
        if label in new:
            yield from _reading(label, old[label], new[label])


def _reading(label: str, old: Told, new: Told) -> Iterator[str]:
    if old["value"] != new["value"]:
        yield f"{label}: {_plain(old['value'])} before, {_plain(new['value'])} after."
    gone, come = (len(set(one["records"]) - set(other["records"])) for one, other in ((old, new), (new, old)))
    if gone or come:
        yield f"{label}: of the rows it rests on {gone} are gone and {come} are new."


def _value(reading: Told) -> str:
    value = reading["value"]
    return "" if value is None or isinstance(value, dict) else f" ({_plain(value)})"


def _plain(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.1f}"
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {one}" for name, one in value.items() if one) or "nothing"
    return "nothing" if value in (None, "") else str(value)
