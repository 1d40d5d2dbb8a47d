"""Checks: a claim against the records gives a finding. One file per kind of check; the folder is the registry."""
