"""Incidents of many sources grouped into events, a score and a reason for each pair; corroboration by origin."""
