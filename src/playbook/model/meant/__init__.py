"""What somebody meant who wrote something in another way than it is read."""
