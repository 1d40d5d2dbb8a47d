"""Documents of a case: their text, the claims read in them, checks against the records, many at once."""
