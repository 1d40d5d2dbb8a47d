"""Who may come in where a case is served to several: names, passwords, roles, and the ids they act under."""
