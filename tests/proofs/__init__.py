"""Proofs: what armstrace must show, on the real registers where they are there and on small ones written here."""
