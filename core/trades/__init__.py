"""Trades: what was planned, what was filled, what it came to, and how a trader writes it."""
