"""Quantities of running text: who was killed, what was lost, fired, found or paid, how long, how far."""
