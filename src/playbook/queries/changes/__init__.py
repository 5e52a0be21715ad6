"""What two states of a playbook mean differently: the semantic diff."""
