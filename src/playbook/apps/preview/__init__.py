"""The preview server: serves what the workspace renders, and reloads pages that changed."""
