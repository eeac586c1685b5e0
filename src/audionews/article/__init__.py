"""What the page says: one reader a format, structure, boilerplate."""
