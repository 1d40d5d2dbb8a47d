"""Where rows stand, by their keys: in which exhibit, and at which place in it."""

from collections.abc import Iterable, Mapping

from armstrace.desk.intake import Case
from armstrace.desk.judgements.claims import standing
from armstrace.records.judgements import KIND as CLAIM
from armstrace.records.place import Place
from armstrace.tables.ask import literals
from armstrace.tables.schema import KINDS

Places = Mapping[str, tuple[str, str]]
_ASKED = 2_000


def places_of(case: Case, keys: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Find the exhibit and the place of rows by their keys, in the order of the keys; some thousand a question."""
    wanted = list(dict.fromkeys(keys))
    by_kind: dict[str, list[str]] = {}
    for key in wanted:
        by_kind.setdefault(key.partition(":")[0], []).append(key)
    found: dict[str, tuple[str, str]] = {}
    for kind in KINDS.keys() & by_kind.keys():
        of_kind = by_kind[kind]
        for start in range(0, len(of_kind), _ASKED):
            among = literals(of_kind[start : start + _ASKED])
            rows = case.tables.ask(f"SELECT key, exhibit, place FROM {kind} WHERE key IN {among}")
            found |= {str(key): (str(exhibit), str(place)) for key, exhibit, place in rows}
    if CLAIM in by_kind:
        found |= {
            each.claim: (each.exhibit, str(Place(chars=(each.start, each.end))))
            for each in standing(case)
            if each.claim in by_kind[CLAIM]
        }
    return {key: found[key] for key in wanted if key in found}
