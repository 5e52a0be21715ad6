"""State and disk: files in, findings and pages out."""
