"""Text → entry: bytes decoded, front matter and Markdown read, every mistake at its place."""
