"""What persons sign about a case: claims, incidents, corrections, replies of the accused."""
