"""What the readers of states' own reports on their arms trade share: cells, names of states, the making of records."""
