"""What the readers of incidents share: cells, the header of a table, places on the globe, identities."""
