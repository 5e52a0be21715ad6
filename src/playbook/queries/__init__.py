"""Questions people ask of a playbook: pure functions that answer them."""
