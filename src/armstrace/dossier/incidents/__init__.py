"""Incidents in time, as cells and in words."""
