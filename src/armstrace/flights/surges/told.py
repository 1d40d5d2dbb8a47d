"""What may be said of a series: a surge, no surge where one would have been seen, or that it cannot be told."""

from collections.abc import Sequence

from armstrace.records.surges import Power, Window

ALPHA = 0.05
ENOUGH_POWER = 0.8
LEAST_WEEKS = 20
SURGE, NO_SURGE, CANNOT_TELL = "surge", "no surge", "cannot tell"


def said(window: Window | None, power: Sequence[Power], basis: str, beside: int) -> tuple[str, str]:
    """Give the word and a sentence for what a window, and the power to see others, allow to be said.

    `beside` are the weeks outside of the window in which anything could be seen.
    """
    if window is None:
        return CANNOT_TELL, _too_few(power)
    if basis == "none":
        return CANNOT_TELL, (
            "Nothing is known of what could be seen when: a rise may be a rise of reception "
            f"(p {p_words(window)} if reception was always the same)."
        )
    if beside < LEAST_WEEKS:
        return CANNOT_TELL, (
            f"There are only {beside} other weeks with data: how much weeks vary without a surge cannot be known from "
            f"fewer than {LEAST_WEEKS}, so p {p_words(window)} means little."
        )
    if window.p <= ALPHA:
        return SURGE, _surge(window)
    seen = [each for each in power if each.probability >= ENOUGH_POWER]
    if not seen:
        if not power:
            return CANNOT_TELL, f"No stretch stands out (p {p_words(window)}); whether any could was not looked at."
        most = max(power, key=lambda each: each.probability)
        best = f"one by {most.factor:g} over {_weeks(most)} weeks would have been told in {most.probability:.0%} only"
        return CANNOT_TELL, f"No stretch stands out (p {p_words(window)}), but hardly any could: {best}."
    least = min(seen, key=lambda each: (each.factor, each.weeks))
    return NO_SURGE, (
        f"No stretch stands out (p {p_words(window)}); a surge by {least.factor:g} over {_weeks(least)} weeks would "
        f"have been told in {least.probability:.0%} of cases. Smaller or shorter ones may have been there."
    )


def _weeks(power: Power) -> str:
    return f"{round(power.weeks, 1):g}"


def _too_few(power: Sequence[Power]) -> str:
    found = "There are too few movements for any stretch of time to stand out"
    if not power:
        return f"{found}."
    most = max(power, key=lambda each: each.probability)
    return (
        f"{found}; had there been a surge by {most.factor:g} over {_weeks(most)} weeks, it would have been told in "
        f"{most.probability:.0%} of cases."
    )


def _surge(window: Window) -> str:
    how = "of all stretches looked at" if window.searched else "of a stretch named in advance"
    ratio = f"{window.ratio:.1f} times" if window.ratio is not None else "far above"
    low = f" (at least {window.ratio_low:.1f})" if window.ratio_low is not None else ""
    return (
        f"From {window.first} to {window.last} there were {window.count:.1f} movements where the rest of the series "
        f"lets expect {window.expected:.1f}: {ratio} its rate{low}, p {p_words(window)} {how}."
    )


def p_words(window: Window) -> str:
    """Write a probability with how it was come by."""
    number = f"{window.p:.2g}"
    return {"counted": f"= {number}", "fitted": f"= {number}, fitted"}.get(window.p_how, f"at most {number}")
