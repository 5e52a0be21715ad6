"""The language server: what `queries/editor` answers, for any editor that speaks the protocol."""
