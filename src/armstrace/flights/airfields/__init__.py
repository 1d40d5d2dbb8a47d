"""Naming the airfield where a flight was lost from sight or first seen, with a probability."""
