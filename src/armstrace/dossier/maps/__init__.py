"""Maps and calendars of flights and incidents, drawn by hand: they ask no host."""
