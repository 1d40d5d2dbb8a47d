"""What an edition of SIPRI's data holds of major arms, by party, designation, category and year, down to its rows."""
