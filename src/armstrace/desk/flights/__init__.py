"""From archives of aircraft traces to a dataset of movements, and what is asked of it."""
