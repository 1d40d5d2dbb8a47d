"""Which pairs of incidents are worth holding against each other: those near in space and time, by a grid.

A pair is looked for once, in the grid that is as coarse as the coarser of the two, so that one incident known to the
month does not make everything else be compared by the month. Where a cell is crowded each incident is compared with
those most like it only: in the order of weapon, actor, deaths and key. Both bounds hold for any data.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement
from math import cos, floor, radians

from armstrace.events.rules import Rules
from armstrace.events.sightings import KM_PER_DEGREE, Sighting

Pair = tuple[int, int]
Cell = tuple[int, int, int]
Like = tuple[str, str, str, int, str]
_REACHES = (0.5, 5.0, 25.0)
_SPANS = (1, 8, 32)
Class = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Grid:
    """Cells of `km` by `km` by `days`; the reach of a query is at most one cell."""

    km: float
    days: int

    def row(self, lat: float) -> int:
        return floor(lat * KM_PER_DEGREE / self.km)

    def columns(self, row: int) -> int:
        """Count the cells around the globe in a row; never wider than `km` allows, so neighbours stay neighbours."""
        lat = min(89.0, max(abs(row), abs(row + 1)) * self.km / KM_PER_DEGREE)
        return max(1, int(360 * KM_PER_DEGREE * cos(radians(lat)) / self.km))

    def column(self, lon: float, count: int) -> int:
        return floor(((lon + 180) % 360) / 360 * count)

    def cell(self, each: Sighting) -> Cell:
        row = self.row(each.lat)
        return row, self.column(each.lon, self.columns(row)), (each.first or 0) // self.days

    def around(self, each: Sighting, slack: int) -> Iterator[Cell]:
        """Give the cells in which something near may lie; a span may have begun in the cell before."""
        first, last = (each.first or 0) - slack, (each.last or 0) + slack
        times = range(first // self.days - (self.days > 1), last // self.days + 1)
        middle = self.row(each.lat)
        for row in (middle - 1, middle, middle + 1):
            count = self.columns(row)
            column = self.column(each.lon, count)
            for at in {(column + step) % count for step in (-1, 0, 1)}:
                for time in times:
                    yield row, at, time


def pairs(found: Sequence[Sighting], rules: Rules) -> Iterator[Pair]:
    """Give each pair of places in `found` that may be one event, once; the smaller place first."""
    yield from _placed(found, rules)
    yield from _by_name(found, rules)


def _placed(found: Sequence[Sighting], rules: Rules) -> Iterator[Pair]:
    classes: dict[Class, list[int]] = defaultdict(list)
    for place, each in enumerate(found):
        if each.first is not None and each.reach_km is not None:
            reach = next(i for i, most in enumerate(_REACHES) if each.reach_km <= most)
            span = next(i for i, most in enumerate(_SPANS) if each.days <= most)
            classes[reach, span].append(place)
    slack = max([1, *(each.slack for each in found)])
    for one, other in combinations_with_replacement(sorted(classes), 2):
        reach, span = max(one[0], other[0]), max(one[1], other[1])
        # two spots of one salvo lie at most a kilometre apart; a reach lies on both sides
        grid = _Grid(rules.salvo_km if reach == 0 else 2 * _REACHES[reach], _SPANS[span])
        few, many = sorted((one, other), key=lambda c: (len(classes[c]), c))
        cells = _cells(found, classes[many], grid)
        for place in classes[few]:
            home = grid.cell(found[place])
            for cell in grid.around(found[place], slack):
                inside = cells.get(cell)
                for mate in inside.alike(found[place], rules, home == cell) if inside else ():
                    if (few != many or place < mate) and _near(found[place], found[mate], rules):
                        yield (place, mate) if place < mate else (mate, place)


@dataclass(frozen=True, slots=True)
class _Inside:
    """The incidents of one cell, those alike side by side."""

    order: tuple[Like, ...]
    places: tuple[int, ...]

    def alike(self, each: Sighting, rules: Rules, home: bool) -> tuple[int, ...]:
        """Give all of a cell; of a crowded one those nearest in order, fewer where it is not one's own."""
        if len(self.places) <= rules.crowd:
            return self.places
        at, most = bisect_left(self.order, like(each)), rules.beside if home else rules.beside_next
        return self.places[max(0, at - most) : at + most + 1]


def _cells(found: Sequence[Sighting], places: Iterable[int], grid: _Grid) -> Mapping[Cell, _Inside]:
    cells: dict[Cell, list[int]] = defaultdict(list)
    for place in places:
        cells[grid.cell(found[place])].append(place)
    return {cell: _inside(found, inside) for cell, inside in cells.items()}


def _inside(found: Sequence[Sighting], places: Iterable[int]) -> _Inside:
    ordered = sorted((like(found[place]), place) for place in places)
    return _Inside(tuple(order for order, _ in ordered), tuple(place for _, place in ordered))


def like(each: Sighting) -> Like:
    """Order incidents so that those that are alike stand side by side."""
    record, deaths = each.record, each.deaths
    return record.weapon or record.weapon_printed, record.actor, each.name, deaths[1] if deaths else -1, each.key


def _near(one: Sighting, other: Sighting, rules: Rules) -> bool:
    """Pass over what cannot be one event, before anything is weighed."""
    spots = one.spot and other.spot
    if one.lists_once and one.lists_once == other.lists_once and not spots:
        left, right = one.record, other.record
        if (left.register, left.number) != (right.register, right.number):
            return False
    reach = rules.salvo_km if spots else (one.reach_km or 0) + (other.reach_km or 0)
    if abs(one.lat - other.lat) * KM_PER_DEGREE > reach:
        return False
    gap = max(one.first or 0, other.first or 0) - min(one.last or 0, other.last or 0)
    return gap <= max(one.slack, other.slack, 1)


def _by_name(found: Sequence[Sighting], rules: Rules) -> Iterator[Pair]:
    """Give the pairs of one name of which one has no coordinates to compare."""
    cells: dict[tuple[str, int], list[int]] = defaultdict(list)
    unplaced = []
    for place, each in enumerate(found):
        if each.first is not None and each.name:
            cells[each.name, each.first // _SPANS[-1]].append(place)
            if each.reach_km is None:
                unplaced.append(place)
    inside = {cell: _inside(found, places) for cell, places in cells.items()} if unplaced else {}
    for place in unplaced:
        each = found[place]
        first, last = (each.first or 0) - rules.slack_days, (each.last or 0) + rules.slack_days
        for time in range(first // _SPANS[-1] - 1, last // _SPANS[-1] + 1):
            here = inside.get((each.name, time))
            for mate in here.alike(each, rules, True) if here else ():
                if (found[mate].reach_km is not None or place < mate) and _near_in_time(each, found[mate]):
                    yield (place, mate) if place < mate else (mate, place)


def _near_in_time(one: Sighting, other: Sighting) -> bool:
    gap = max(one.first or 0, other.first or 0) - min(one.last or 0, other.last or 0)
    return one.key != other.key and gap <= max(one.slack, other.slack, 1)
