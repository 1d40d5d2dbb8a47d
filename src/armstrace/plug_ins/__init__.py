"""Packages of others that add sources, checks or names: found by their entry points, loaded late, told by name."""
