"""One module for each page: its address, its view, its template; all are found by being here."""
