"""What files contributed in earlier runs: as bytes, by name, by question and by word."""
