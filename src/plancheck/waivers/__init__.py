"""Findings that somebody has accepted for a time, and findings known from before: they are shown, and do not fail."""
