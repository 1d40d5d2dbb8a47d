"""Names to identities: states, contested places and treaties, from tables that carry a source per entry."""
