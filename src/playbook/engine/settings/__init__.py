"""What a playbook goes by: what is built in, and what `site.yml` says."""
