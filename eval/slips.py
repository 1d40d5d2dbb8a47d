"""Slips that a careful editor flags in the founding article: which of them the claims carry the slots to show."""

from collections.abc import Iterator, Sequence

from armstrace.records.claims import Claim, EventClaim, FlightClaim, LegalClaim, WeaponUseClaim
from eval.row import Row


def rows(claims: Sequence[Claim]) -> Iterator[Row]:
    """Say for each slip whether some claim holds the words that a later check needs."""
    for slip, slot, held in _slips(claims):
        yield Row(f"slip: {slip}", "1", f"carried: {slot}" if held else "not carried", "", "carried")


def _slips(claims: Sequence[Claim]) -> Iterator[tuple[str, str, bool]]:
    rulings = [claim for claim in claims if isinstance(claim, LegalClaim)]
    uses = [claim for claim in claims if isinstance(claim, WeaponUseClaim)]
    flights = [claim for claim in claims if isinstance(claim, FlightClaim)]
    events = [claim for claim in claims if isinstance(claim, EventClaim)]
    would = any("would be used" in (claim.grounds or "") for claim in rulings)
    yield 'the court: "would be used", not "have been used"', "legal_action.grounds", would
    bombs = any(claim.weapon == "cluster bombs" for claim in uses) and any(claim.weapon == "LAR-160" for claim in uses)
    yield 'cluster "bombs" that were rockets', "weapon_use.weapon of both sentences", bombs
    once = any(claim.occasions == "in one instance" for claim in uses)
    yield '"in one instance"', "weapon_use.occasions", once
    districts = any("all the districts" in claim.text for claim in events)
    yield '"all the districts", without bounds', "the words of the event; no slot of its own", districts
    tweet = [claim for claim in flights if claim.value == 3]
    bare = bool(tweet) and all("Ovda" not in (claim.destination or "") for claim in tweet)
    bare = bare and all(not (claim.operator or "").startswith("Silk") for claim in tweet)
    yield "a tweet that names neither airbase nor airline", "flight_claim.operator and .destination of the tweet", bare
