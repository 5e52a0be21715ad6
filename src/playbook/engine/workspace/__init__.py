"""A playbook in memory: files go in, findings and pages come out."""
