"""Runs over a project: opened with what the last one left, shared, built, compared, closed."""
