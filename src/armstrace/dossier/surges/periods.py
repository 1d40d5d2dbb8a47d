"""Before, during and after: the dates given in advance, or else the window that was found."""

from armstrace.dossier.surges.panels import last_of
from armstrace.records.surges import Period, Surge, Week, Window


def shown_periods(surge: Surge) -> tuple[tuple[Period, ...], str]:
    """Give the periods to be shown of a surge, with the sentence that says which they are."""
    if surge.periods:
        return surge.periods, "The dates of the conflict were given in advance, not found in the data."
    window = surge.asked or surge.window
    if window is None:
        return (), ""
    which = "asked for" if surge.asked else "that is the most unusual of all, which was found in these data"
    return around(surge, window), (
        f"Around the window {which}. Weeks that lie across one of its ends stand in neither neighbour; what this says "
        "of chance stands under Windows."
    )


def around(surge: Surge, window: Window) -> tuple[Period, ...]:
    """Sum the weeks before and after a window, and set the window between them."""
    before = [week for week in surge.weeks if last_of(week) < window.first]
    after = [week for week in surge.weeks if week.first > window.last]
    inside = Period(
        name="during",
        first=window.first,
        last=window.last,
        days=window.days,
        count=window.count,
        exposure=window.exposure,
        rate=_rate(window.count, window.exposure),
    )
    return (*_summed("before", before), inside, *_summed("after", after))


def _summed(name: str, weeks: list[Week]) -> tuple[Period, ...]:
    if not weeks:
        return ()
    count, exposure = sum(week.count for week in weeks), sum(week.exposure for week in weeks)
    return (
        Period(
            name=name,
            first=weeks[0].first,
            last=last_of(weeks[-1]),
            days=sum(week.days for week in weeks),
            count=count,
            exposure=exposure,
            rate=_rate(count, exposure),
        ),
    )


def _rate(count: float, exposure: float) -> float | None:
    """Give movements in a week of full sight, None where nothing could be seen."""
    return 7 * count / exposure if exposure > 0 else None
