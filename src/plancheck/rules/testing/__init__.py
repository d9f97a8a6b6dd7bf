"""Rules are put to the test: cases beside them are run, and what loads but can hardly be meant is found."""
