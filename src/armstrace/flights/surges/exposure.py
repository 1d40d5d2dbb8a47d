"""How much of the movements at a field could have been seen, day by day, by how many other aircraft were seen there.

Were control traffic constant, the number of other aircraft received near a field would be the share received. It is
not constant: a pandemic or a season that empties the sky looks like lost reception, and is corrected for as such. So
who judges a series must judge it by the archives' completeness alone too (`by_archive`) and say where they differ.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    import numpy.typing as npt

    from armstrace.flights.columns import Floats, Longs

CONTROL, ARCHIVE, GIVEN, NOTHING = "control traffic", "archive", "given", "none"
"""What exposure rests on, as `Surge.exposure_basis` says it."""

FOLDERS = 256
"""A day of readsb's has so many folders, one for each last two digits of the address."""

WIDTHS = (7, 21, 35, 49, 63, 77, 91)
"""Days over which control traffic is averaged: odd numbers of weeks, so that a weekday counts as often as another."""

ENOUGH = 100
"""Control aircraft in such a stretch give 10 % error if they come independently; more are needed where they do not."""

TOO_THIN = 0.2
"""Above this error in the share of the median day, control traffic says nothing useful of reception."""

_ROUNDS = 20
_KNOWN_PER_FOLDER = 1.5
_GROWN = 1.5
EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposure:
    """Of each day with an archive the share of movements that could be seen, 0 to 1, against the best stretch.

    `error` is its standard deviation as a share of it, in common to days within `error_days` of one another. `basis`
    is CONTROL or ARCHIVE; `warnings` are sentences.
    """

    days: "Longs"
    share: "Floats"
    error: "Floats"
    error_days: int
    basis: str
    warnings: tuple[str, ...] = ()


class Archives(NamedTuple):
    """The days that have an archive, in order, how complete each is (0 to 1), and what is to be said of that."""

    days: "Longs"
    complete: "Floats"
    warnings: tuple[str, ...]


class Control(NamedTuple):
    """Other aircraft near a field, one number per archive day, and on which days an own movement was seen."""

    low: "Floats"
    all: "Floats"
    own: "Floats"


def number_of(day: date) -> int:
    """Give a day as days since 1970-01-01."""
    return (day - EPOCH).days


def day_of(number: int) -> date:
    """Give the day that a number stands for."""
    return EPOCH + timedelta(int(number))


def archive_days(rows: Iterable[Mapping[str, Any]]) -> Archives:
    """Say how complete the archive of each day is; of several archives of a day the most complete one counts.

    Rows have `day`, `folders` and `files`. A day without files is no archive day.
    """
    best: dict[int, tuple[float, int]] = {}
    for row in rows:
        files, folders = int(row.get("files") or 0), int(row.get("folders") or 0)
        if row["day"] is not None and (files or folders):
            day = number_of(row["day"])
            best[day] = max(best.get(day, (0.0, 0)), (completeness(folders, files), files))
    days = np.array(sorted(best), np.int64)
    complete = np.array([best[int(day)][0] for day in days])
    return Archives(days, complete, _growth(days, complete, np.array([best[int(day)][1] for day in days], float)))


def completeness(folders: int, files: int) -> float:
    """Give the share of a day's folders that are there, 1 where it cannot be told.

    A small archive leaves folders empty, so absent, without being incomplete: how many would be is told by how many
    files the folders hold that are there (a Poisson number cut off at zero). With hardly more than one each nothing
    can be told.

    >>> completeness(256, 60_000), completeness(128, 30_000), completeness(4, 4)
    (1.0, 0.5, 1.0)
    """
    if not folders or files / folders < _KNOWN_PER_FOLDER:
        return 1.0
    mean = files / folders
    rate = mean
    for _ in range(50):
        rate = mean * -np.expm1(-rate)
    return float(min(1.0, folders / (FOLDERS * -np.expm1(-rate))))


def _growth(days: "Longs", complete: "Floats", files: "Floats") -> tuple[str, ...]:
    """Say where the archives grew or shrank by much: what is seen of the world says something of what is seen here."""
    if len(days) < 8:
        return ()
    per_day = files / np.maximum(complete, 1e-9)
    quarters = [float(np.median(part)) for part in np.array_split(per_day, 4)]
    if min(quarters) <= 0 or max(quarters) < _GROWN * min(quarters):
        return ()
    said = ", ".join(f"{quarter:,.0f}" for quarter in quarters)
    told = f"The archives hold, in each quarter of the time, {said} aircraft on the median day"
    return (f"{told}: more movements may be more reception.",)


def control(archives: Archives, seen: pa.Table, own: Mapping[int, float]) -> Control:
    """Count other aircraft near a field on each archive day.

    `seen` has the columns of flights.coverage for this field; rows of one day are of different aircraft and add up.
    `own` has by day the number of the series' own aircraft, which do not vouch for their own absence: they are taken
    away from both numbers, as if all had been seen low. On a day without a row nothing was seen.
    """
    low, every, mine = (np.zeros(len(archives.days)) for _ in range(3))
    days: Longs = pc.cast(seen["day"], pa.int32()).to_numpy().astype(np.int64)
    place, there = _places(archives.days, days)
    np.add.at(every, place, seen["aircraft"].to_numpy()[there])
    np.add.at(low, place, seen["low_aircraft"].to_numpy()[there])
    place, there = _places(archives.days, np.array(list(own), np.int64))
    mine[place] = np.array(list(own.values()), float)[there]
    return Control(np.maximum(low - mine, 0), np.maximum(every - mine, 0), mine)


def _places(days: "Longs", wanted: "Longs") -> "tuple[Longs, npt.NDArray[np.bool_]]":
    """Find days in a list of days: the places of those that are in it, and which are."""
    if not len(days):
        return np.empty(0, np.int64), np.zeros(len(wanted), bool)
    place = np.minimum(np.searchsorted(days, wanted), len(days) - 1)
    there = days[place] == wanted
    return place[there], there


def by_archive(archives: Archives, why: str = "") -> Exposure:
    """Give the exposure that the archives' completeness alone allows; `why` is a sentence."""
    return Exposure(
        days=archives.days,
        share=archives.complete,
        error=np.zeros(len(archives.days)),
        error_days=WIDTHS[-1],
        basis=ARCHIVE,
        warnings=(*((why,) if why else ()), *archives.warnings),
    )


def exposure(archives: Archives, seen: Control | None) -> Exposure:
    """Give the share of movements that could be seen: by low aircraft if there are enough, by all, or by the archive.

    `seen` is None where only some aircraft were read.
    """
    if seen is None:
        return by_archive(
            archives, "Only some aircraft were read: of reception only the archives' completeness is known."
        )
    thin = []
    for counts, where in ((seen.low, "below 5,000 ft above it"), (seen.all, "at any height")):
        found = _smoothed(archives, counts, seen.own)
        if found is not None and found.median_error <= TOO_THIN:
            return _by_control(archives, found, where)
        thin.append(f"{where} on the mean day {counts.mean() if len(counts) else 0:.2f}")
    return by_archive(
        archives,
        f"Too few other aircraft came within 50 NM of the field to tell how much of its traffic was received "
        f"({'; '.join(thin)}): only the archives' completeness is known, and a rise may be a rise of reception.",
    )


def both_ends(there: Exposure, origin: Exposure) -> Exposure:
    """Give the exposure of a route, of which both ends must be seen; receivers at the two are taken as independent."""
    if there.basis == origin.basis == ARCHIVE:
        # one archive holds both ends of a flight
        return Exposure(
            days=there.days, share=there.share, error=there.error, error_days=there.error_days, basis=ARCHIVE,
            warnings=tuple(dict.fromkeys((*there.warnings, *origin.warnings))),
        )  # fmt: skip
    basis = CONTROL if there.basis == origin.basis == CONTROL else ARCHIVE
    return Exposure(
        days=there.days,
        share=there.share * origin.share,
        error=np.hypot(there.error, origin.error),
        error_days=max(there.error_days, origin.error_days),
        basis=basis,
        warnings=tuple(dict.fromkeys((*there.warnings, *(f"At the origin: {each}" for each in origin.warnings)))),
    )


class _Smooth(NamedTuple):
    """Control traffic by day: the rate on a complete day, its relative error, the weight of each day, and the width."""

    rate: "Floats"
    error: "Floats"
    weight: "Floats"
    width: int
    blind: int
    mean: float

    @property
    def median_error(self) -> float:
        return float(np.median(self.error))


def _smoothed(archives: Archives, counts: "Floats", own: "Floats") -> _Smooth | None:
    """Average control traffic over the narrowest stretches that give ENOUGH, else over those with the least error."""
    if not len(counts) or not counts.any():
        return None
    best: _Smooth | None = None
    for width in WIDTHS:
        if width < WIDTHS[-1] and np.quantile(_around(archives.days, counts, width), 0.25) < ENOUGH:
            continue
        found = _averaged(archives, counts, own, width)
        if best is None or found.median_error < best.median_error:
            best = found
        if best.median_error <= 1 / math.sqrt(ENOUGH):
            break
    return best


def _averaged(archives: Archives, counts: "Floats", own: "Floats", width: int) -> _Smooth:
    """Average control traffic over stretches, days apart on which reception failed altogether.

    A day without any other aircraft is one of two: chance, or a failure. How often the latter is, is estimated from
    the days without any that the spread of the others does not explain (a zero-inflated negative binomial number, by
    expectation and maximisation); a day counts by the chance that it was none. Where an own movement was seen it was
    none.
    """
    days, complete = archives.days, archives.complete
    weight, failed = np.ones(len(days)), 0.01
    zero = (counts == 0) & (own == 0)
    for _ in range(_ROUNDS):
        seen, could = _around(days, counts, width), _around(days, complete * weight, width)
        # an own movement where nobody else was is worth one aircraft: there was some reception
        seen = np.where((own > 0) & (seen <= 0), 1.0, np.maximum(seen, 0))
        rate = np.divide(seen, could, out=np.zeros(len(days)), where=could > 1e-9)
        mean = complete * rate
        scale = _dispersion(days, counts, mean, weight, width)
        spread = max(scale - 1, 1e-9) / max(float(np.average(mean, weights=weight)), 1e-9)
        if not zero.any():
            break
        by_chance = (1 + spread * mean) ** (-1 / spread)
        is_failure = np.where(zero, failed / (failed + (1 - failed) * by_chance), 0.0)
        before, weight = weight, 1 - is_failure
        failed = float(min(max(is_failure.mean(), 1e-6), 0.9))
        if np.abs(weight - before).max() < 1e-4:
            break
    error = np.sqrt(np.divide(scale, seen, out=np.ones(len(days)), where=seen > 0))
    return _Smooth(rate, np.minimum(error, 1.0), np.where(weight < 0.01, 0.0, weight), width,
                   int((weight < 0.5).sum()), float(counts.mean()))  # fmt: skip


def _around(days: "Longs", values: "Floats", width: int) -> "Floats":
    """Add up the values of the days around each day."""
    dense = np.zeros(int(days[-1] - days[0]) + 1)
    dense[days - days[0]] = values
    total = np.concatenate([[0.0], np.cumsum(dense)])
    at = days - days[0]
    found: Floats = total[np.minimum(at + width // 2 + 1, len(dense))] - total[np.maximum(at - width // 2, 0)]
    return found


def _dispersion(days: "Longs", counts: "Floats", mean: "Floats", weight: "Floats", width: int) -> float:
    """Give how many times more days, or weeks, vary than independent arrivals would; at least 1 (Pearson's chi²)."""
    use = weight > 0.5
    sums = [(counts[use], mean[use], 1)]
    if width > 7:
        week = (days // 7 - days[0] // 7)[use]
        had, due = (np.asarray(np.bincount(week, each[use]), np.float64) for each in (counts, mean))
        sums.append((had, due, 7))
    scale = 1.0
    for had, due, size in sums:
        known = due > 0
        if known.any():
            # what an average of so many takes away itself
            free = 1 - size / width
            scale = max(scale, float(((had[known] - due[known]) ** 2 / due[known]).mean() / free))
    return scale


def _by_control(archives: Archives, found: _Smooth, where: str) -> Exposure:
    best = float(found.rate.max())
    relative = found.rate / best
    least = int(np.argmin(relative))
    on_mean_day = f"{found.mean:.1f} on the mean day, averaged over {found.width} days"
    by = (
        f"Exposure is by other aircraft seen within 50 NM of the field {where}, {on_mean_day} (error "
        f"{100 * found.median_error:.0f} %): a change of that traffic itself, as by a pandemic or a season, looks like "
        "a change of reception."
    )
    warnings = [by]
    if relative[least] < 1 / 3:
        fold, when = 1 / max(relative[least], 1e-3), day_of(archives.days[least])
        warnings.append(f"That traffic differs {fold:,.0f}-fold; it is least around {when}.")
    if found.blind:
        warnings.append(
            f"On {found.blind} days reception at the field seems to have failed: they count as not covered."
        )
    return Exposure(
        days=archives.days,
        share=np.clip(archives.complete * relative * found.weight, 0, 1),
        error=found.error,
        error_days=found.width,
        basis=CONTROL,
        warnings=(*warnings, *archives.warnings),
    )
