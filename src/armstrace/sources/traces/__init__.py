"""Aircraft traces: archives, their members, and the columns that are read out of them."""
