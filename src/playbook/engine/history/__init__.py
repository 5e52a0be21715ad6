"""What git tells: commits, files at a commit, and the history of documents."""
