"""How long a test waits for what must come: what comes ends the wait, so only a failing test waits that long."""

PATIENCE = 90.0
"""Seconds for what takes two on an idle machine: the whole test run shares its cores with others."""
