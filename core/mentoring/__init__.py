"""Mentors: who may read whose journal, what they write back."""
