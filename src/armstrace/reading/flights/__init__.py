"""Flights in a text: who flew, from where to where, what, how often."""
