"""Word lists and other files that the program reads."""
