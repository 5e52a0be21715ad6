"""What families of rules share; no rule stands here."""
