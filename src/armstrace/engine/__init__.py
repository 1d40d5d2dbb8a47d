"""Running one pure function over many parts: here, in processes or on a cluster; opening archives where they lie."""
