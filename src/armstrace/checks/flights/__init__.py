"""What the record of movements says to a sentence on flights: how many, when, between where, in one go or not."""
