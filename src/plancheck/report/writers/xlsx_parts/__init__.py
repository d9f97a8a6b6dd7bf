"""The sheets of the Excel workbook, one module each, and what they share."""
