"""What kinds share: statuses, parties, units, readings, and what others see of any document."""
