"""Bringing pages of the web into a case, and saying what lacks of the minimum for such evidence."""
