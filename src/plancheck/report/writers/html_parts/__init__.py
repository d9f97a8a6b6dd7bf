"""What the HTML page is made of: what each section shows, in Python; how it looks, in the templates beside."""
