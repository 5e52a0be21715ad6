"""Small charts, drawn when the site is built."""
