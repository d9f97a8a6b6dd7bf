"""What a person got wrong in a file: explained by its shape, at its place, with the nearest right word."""
