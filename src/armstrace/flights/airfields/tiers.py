"""How a probability is called: confirmed, probable or ranked."""

CONFIRMED, PROBABLE = 0.98, 0.80
TOO_HIGH_FT = 4500.0  # 5,000 ft, less twice the error of pressure altitude


def tier(probability: float, height_ft: float, *, ground: bool = False) -> tuple[str, str]:
    """Give the tier of a named field, and why it is no higher one ("" where nothing stands against it).

    Args:
        probability: of this very field.
        height_ft: of the end above it; of two ends the lower.
        ground: seen on the ground there.

    >>> tier(0.995, 900), tier(0.995, 8000)
    (('confirmed', ''), ('probable', 'seen no lower than 4,500 ft above the field'))
    """
    if probability < PROBABLE:
        return "ranked", "other fields, or none, are too likely"
    if probability < CONFIRMED:
        return "probable", "other fields, or none, are not ruled out"
    if height_ft >= TOO_HIGH_FT and not ground:
        return "probable", f"seen no lower than {TOO_HIGH_FT:,.0f} ft above the field"
    return "confirmed", ""
