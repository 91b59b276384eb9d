"""What can be traded: tick, pip, point value and the plausible band of each market."""
