"""Plain text and Markdown: the notations in which a dump draws its tables, each in its own file."""
