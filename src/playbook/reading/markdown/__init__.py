"""Markdown → body: blocks of ready HTML with holes."""
