"""Shares of transfers of major arms by volume: what every edition gives, and who else's share would fit.

Used by the checks of import and export shares; no check of its own.
"""

from dataclasses import dataclass

from armstrace.checks.editions import RegisterEdition, Slice, editions
from armstrace.checks.registry import Ground
from armstrace.checks.volumes import FEW_MISSING, Volume, by_party, missing_suppliers, missing_words, rows_sql, volume
from armstrace.gazetteer.states import display
from armstrace.records.findings import Reading
from armstrace.tables.ask import Tables, rerunnable

EVEN_SPLIT = "An even split of each deal over its delivery years: an estimate."


@dataclass(frozen=True, slots=True)
class Share:
    """A question: the part that `numerator` is of `denominator`, over the same years."""

    numerator: Slice
    denominator: Slice

    @property
    def side(self) -> str:
        """Which side the share is of: a supplier's part of imports, or a recipient's part of exports."""
        return "supplier" if self.numerator.suppliers != self.denominator.suppliers else "recipient"

    @property
    def whose(self) -> tuple[str, ...]:
        """The parties whose part it is."""
        return self.numerator.suppliers if self.side == "supplier" else self.numerator.recipients

    def over(self, first: int, last: int) -> "Share":
        """Ask the same of other years."""
        return Share(self.numerator.over(first, last), self.denominator.over(first, last))


@dataclass(frozen=True, slots=True)
class ShareReadings:
    """The share in every edition that covers the years, each beside its edition, and why other editions gave none."""

    pairs: tuple[tuple[Reading, RegisterEdition], ...]
    left_out: tuple[str, ...]

    @property
    def readings(self) -> tuple[Reading, ...]:
        """The readings alone, in order."""
        return tuple(reading for reading, _ in self.pairs)


def share_readings(ground: Ground, share: Share) -> ShareReadings:
    """Ask every edition for a share: exact figures stand before estimates, the edition nearest to publication first."""
    pairs: list[tuple[Reading, RegisterEdition]] = []
    left_out: list[str] = []
    for edition in editions(ground.tables, ground.published):
        if not edition.covers(share.denominator.first, share.denominator.last):
            left_out.append(edition.coverage)
            continue
        reading = _reading(ground.tables, edition, share)
        if reading is None:
            left_out.append(edition.no_parts)
        else:
            pairs.append((reading, edition))
    return ShareReadings(tuple(sorted(pairs, key=lambda pair: pair[0].estimate)), tuple(left_out))


def _reading(tables: Tables, edition: RegisterEdition, share: Share) -> Reading | None:
    whole = volume(tables, edition, share.denominator)
    part = volume(tables, edition, share.numerator)
    if whole is None or part is None:
        return None
    # the numerator's rows first, then the others, each from the largest down
    records = tuple(dict.fromkeys(part.records + whole.records))
    missing = missing_suppliers(tables, edition, share.denominator)
    if len(missing) > FEW_MISSING:
        bound = 100 * part.value / whole.value if whole.value else None
        note = f"{missing_words(missing)}: this is only an upper bound."
        return Reading(edition=edition.label, value=None, high=bound, note=note, records=records)
    if not whole.value:
        return Reading(edition=edition.label, value=None, note="No deliveries are recorded in these years.")
    low, high = _bounds(part, whole)
    return Reading(
        edition=edition.label,
        value=100 * part.value / whole.value,
        low=0.0 if missing else low,
        high=high,
        estimate=edition.estimate or bool(missing),
        note=f"{missing_words(missing)}: the share is this or less." if missing else EVEN_SPLIT * edition.estimate,
        records=records,
    )


def _bounds(part: Volume, whole: Volume) -> tuple[float, float]:
    """Give the least and the greatest share that the cells allow: one side low while the rest is high, and back."""
    rest_low = max(0.0, whole.low - part.low)
    rest_high = max(rest_low, whole.high - part.high)
    low = 100 * part.low / (part.low + rest_high) if part.low + rest_high else 0.0
    high = 100 * part.high / (part.high + rest_low) if part.high + rest_low else 100.0
    return low, high


def share_sql(edition: RegisterEdition, share: Share) -> str:
    """Write the query that gives the share, ready to run in the case folder."""
    part, whole = rows_sql(edition, share.numerator), rows_sql(edition, share.denominator)
    return rerunnable(
        f"SELECT round(100 * (SELECT coalesce(sum(tiv_m), 0) FROM ({part}))\n"
        f"  / (SELECT sum(tiv_m) FROM ({whole})), 1) AS percent"
    )


def fits(tables: Tables, edition: RegisterEdition, share: Share, claimed: float) -> list[str]:
    """Name at most two other parties whose share of the same whole comes within a point of a claimed figure."""
    whole = volume(tables, edition, share.denominator)
    if whole is None or not whole.value:
        return []
    percents = [
        (party.code, 100 * party.value / whole.value)
        for party in by_party(tables, edition, share.denominator, share.side)
        if party.code and party.code not in share.whose
    ]
    near = [(code, percent) for code, percent in percents if abs(percent - claimed) <= 1.0]
    return [f"{display(code)} ({percent:.1f} %)" for code, percent in near[:2]]
