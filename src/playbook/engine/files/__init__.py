"""Files as they lie on disk: found, looked at, read and written whole."""
