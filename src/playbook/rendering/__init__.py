"""Playbook → bytes. Pure: no IO, no clock, no randomness; jinja2 and markupsafe live only here."""
