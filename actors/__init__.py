"""Who and where: finds every mention of a tracked actor or place, and says why."""
