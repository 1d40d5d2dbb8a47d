"""Beyond these a number is no time of a position, and no altitude, speed, track or rate in any unit."""

MOST_TIME_S = 4_102_444_800.0
"""The start of 2100; nothing before 1970 either."""
MOST_VALUE = 1e9
