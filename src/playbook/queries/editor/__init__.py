"""What an editor asks while somebody types: completion, explanation, places, edits that mend."""
