"""Answers of earlier runs in tables: what they asked, what they relied on, what they were."""
