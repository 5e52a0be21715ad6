"""Templates: found along a chain, compiled, run, and what is wrong with them."""
