"""Kinds and fields of a playbook's own, as `site.yml` defines them."""
