"""Answers while a process lives: what they asked, who relies on them, whether they still hold."""
