"""Surges: counts of movements by week with what could have been seen, and how unlikely the greatest of them is."""
