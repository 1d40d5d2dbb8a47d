"""What was computed before and lies in local/, so that no other program computes it again: never part of the case."""
