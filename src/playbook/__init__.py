"""A static-site generator for negotiation and agreement playbooks."""

__version__ = "0.1.0"
