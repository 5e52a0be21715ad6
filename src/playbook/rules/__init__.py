"""Rules: one family a file, each rule a small generator; `specs/` holds a page for each."""
