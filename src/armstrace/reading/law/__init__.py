"""Acts of law in a text: petitions, rulings, cases, arrests, statutes, and what treaties are said to contain."""
