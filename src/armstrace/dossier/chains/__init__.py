"""Chains: their picture, their rows, their page."""
