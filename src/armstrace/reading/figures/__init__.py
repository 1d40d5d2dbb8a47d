"""Figures of the arms trade: shares, ranks, counts and treaties, found by a grammar over rows of classes."""
