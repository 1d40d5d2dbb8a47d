"""Surges: from a dataset, a case or a file of counts to series, to what is found of them, and how that is kept."""
