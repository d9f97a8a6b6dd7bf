"""What the readers of flowing documents (odt, html, rtf) share: drafts of text and tables, and their laying out."""
