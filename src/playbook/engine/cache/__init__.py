"""What an earlier run found out, kept on disk: sealed, bounded, and never trusted."""
