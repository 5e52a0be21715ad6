"""Reports of a comparison: one file a format; all tell the same changes."""
