"""Lists in which the positions of many aircraft stand one below the other: OpenSky, BaseStation, Flightradar24."""
