"""Long work in a process of its own, with a record in local/ that outlives the page and the server."""
