"""Files are read in a child process, under a bound of time and memory: a bad one costs no more than itself.

The child is started before it is needed and serves all files of a run; one that hangs, crashes or runs out of
memory is ended and replaced for the next file. What it sends back is JSON held against the plan's schema: a file
that took hold of the child could not run anything in the parent by its answer.
"""

from plancheck.isolation.reader import IsolatedReader

__all__ = ["IsolatedReader"]
