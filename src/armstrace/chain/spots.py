"""Whether two names mean one place: by the words and by other names, never by the state that a capital stands for."""

from functools import lru_cache

from armstrace.events.sightings import place_name
from armstrace.gazetteer.place_candidates import places_named
from armstrace.gazetteer.states import code_of
from armstrace.records.kinds import Incident


def same_spot(one: str, other: str) -> bool:
    """Tell two names of one place, one perhaps with more words around it.

    >>> same_spot("the city of Barda", "Barda"), same_spot("Stepanakert", "Khankendi")
    (True, True)
    >>> same_spot("Stepanakert", "Nagorno-Karabakh")
    False
    """
    left, right = _names(one), _names(other)
    return any(first <= second or second <= first for first in left for second in right)


def told_at(record: Incident, place: str) -> bool:
    """Tell whether an incident is told of a place, or of something within an area asked for as a whole."""
    if any(same_spot(place, each) for each in (record.place_printed, *record.area.split(",")) if each.strip()):
        return True
    # a town's name may be that of a party too: only what is no town is looked for as a state or area
    code = "" if _is_town(place) else code_of(place)
    return bool(code) and code in {record.state, code_of(record.area or " ")}


@lru_cache(maxsize=4096)
def _names(place: str) -> frozenset[frozenset[str]]:
    """Give the words of a place's name, and of its other names where it stands for one place only."""
    plain = place_name(place)
    found = places_named(plain)
    others = (found[0].name, *found[0].other_names) if len(found) == 1 else ()
    words = (frozenset(place_name(name).split()) for name in (place, *others))
    return frozenset(each for each in words if each)


@lru_cache(maxsize=1024)
def _is_town(place: str) -> bool:
    return any(each.population for each in places_named(place_name(place)))
