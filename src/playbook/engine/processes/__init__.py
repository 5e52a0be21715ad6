"""Work among processes: how many there are, what each does, and who waits for whom."""
