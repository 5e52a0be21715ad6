"""A document's earlier versions: its states, what changed, and whether it was agreed to."""
