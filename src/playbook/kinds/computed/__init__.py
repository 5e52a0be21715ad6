"""What is computed from documents of some kinds, for rules, pages and queries alike."""
