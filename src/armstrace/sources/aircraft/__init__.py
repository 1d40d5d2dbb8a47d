"""What the readers of aircraft databases and fleet lists share."""
