"""The report: its model, and a writer a format. Import what is needed: nothing is loaded here."""
