"""What pairs of incidents are worth: the points of the method, kept with every event as its parameters."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property
from math import exp
from types import MappingProxyType

from armstrace.records.origin import canonical

NAME, VERSION = "events.grouping", 1
METHOD = f"{NAME}@{VERSION}"
# how far from its coordinates an incident may have been, by the precision of its place
REACH_KM: Mapping[str, float] = MappingProxyType({"exact": 0.35, "town": 5.0, "": 5.0, "district": 25.0})
# registers whose publishers list one event once: two of their entries are two events unless a spot says otherwise
ONE_ENTRY_EACH = frozenset({"ucdp_ged", "acled_csv"})


@dataclass(frozen=True)
class Rules:
    """The points for and against two incidents being one; they add up, and `enough` of them make a pair.

    A score is 1 / (1 + exp(-`steep` (points - `enough`))): a half where the points just suffice. `slack_days` are
    added on both sides of a day that its source marks as uncertain or approximate.
    """

    enough: float = 2.1
    nearly: float = 1.3
    steep: float = 1.5
    same_day: float = 1.2
    per_day_off: float = 0.4
    per_doubling: float = 0.25
    slack_days: int = 2
    most_days: int = 31
    same_spot: float = 1.5
    one_quarter: float = 1.0
    other_missile: float = 0.2
    salvo: float = 0.2
    other_spot: float = -0.8
    salvo_km: float = 1.0
    same_town: float = 0.8
    in_town: float = 0.4
    in_district: float = 0.0
    other_town: float = -0.5
    same_weapon: float = 1.0
    one_munition: float = 0.8
    same_class: float = 0.5
    like_class: float = 0.2
    other_class: float = -1.0
    same_actor: float = 0.5
    other_actor: float = -1.2
    same_deaths: float = 0.8
    like_deaths: float = 0.4
    other_deaths: float = -0.6
    shared_exhibit: float = 1.5
    ambiguous_within: float = 0.35
    crowd: int = 32
    beside: int = 6
    beside_next: int = 2
    one_entry_each: frozenset[str] = field(default=ONE_ENTRY_EACH)

    def score(self, points: float) -> float:
        """Turn points into a score from 0 to 1."""
        return round(1.0 / (1.0 + exp(-self.steep * (points - self.enough))), 3)

    @cached_property
    def parameters(self) -> str:
        """The rules as an event keeps them."""
        said = asdict(self) | {"one_entry_each": sorted(self.one_entry_each)}
        return canonical(said)


RULES = Rules()
