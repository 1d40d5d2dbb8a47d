"""One aircraft's track: its map, its altitude, its page."""
