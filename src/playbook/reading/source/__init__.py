"""What the bytes of a file are: text, what a merge left in it, a picture of some size."""
