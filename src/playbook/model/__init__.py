"""Values: what a playbook is made of. No IO, no clock, no randomness, nothing of ours outside."""
