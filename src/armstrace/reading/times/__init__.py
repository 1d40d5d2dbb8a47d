"""Dates, periods and lengths of time as a text names them, with what they stand for."""
