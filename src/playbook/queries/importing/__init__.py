"""What people have elsewhere, made into documents: pure functions from what was read to drafts."""
