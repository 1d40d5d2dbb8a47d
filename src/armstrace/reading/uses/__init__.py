"""Uses of weapons: who used what, where, against what and when, how surely, and whether it is denied."""
