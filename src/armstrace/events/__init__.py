"""Incidents of many sources grouped into events, with a score and a reason for each pair, and corroboration by origin."""
