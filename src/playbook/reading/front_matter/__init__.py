"""Front matter → a record: where it stands, YAML with a mark for each place, what does not fit."""
