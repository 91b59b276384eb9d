"""Property tests answer to their property, not to a stopwatch: a busy machine fails nothing."""

from hypothesis import settings

settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
