"""German: what each kind of document is for. The English words stand with the kinds themselves."""

KINDS: dict[str, str] = {}
