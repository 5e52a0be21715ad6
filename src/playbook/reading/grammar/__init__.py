"""The Markdown that authors may write: rules of markdown-it, and our own."""
