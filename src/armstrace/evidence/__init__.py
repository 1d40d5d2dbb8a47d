"""Exhibits and their custody.

Bytes come in once, are named by their SHA-256 and stay read-only; a chained ledger says who did what and when.
This floor understands no format and changes no byte it was given.
"""
