"""What the tables of law share: licences, embargoes, decisions, replies; one fact a row, each with its source."""
