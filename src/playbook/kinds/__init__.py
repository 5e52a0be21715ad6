"""What a playbook is made of: one file a kind, with its front matter and what others see of it."""
