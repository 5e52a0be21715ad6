"""Thin doors: the command line, the reports, the preview server."""
