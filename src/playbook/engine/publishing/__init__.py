"""A site on disk: laid out beside the old one, put in its place, looked at again."""
