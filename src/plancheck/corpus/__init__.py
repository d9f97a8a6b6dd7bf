"""Many files: found in folders and archives, judged by several workers, remembered, reported in the order of input.

finding, archives   what a folder, a pattern, a .zip comes to
task, judging       what one job is and what it comes to, as values that travel; one job done, in whatever process
workers, pool       who does the jobs: this process, others of this machine, or a `cluster`
cache, cache_base   what is remembered, and the database that it lies in
keys                what a remembered answer is found by
checking            the run itself: `check_corpus`
at_once             the same for a few files, in this process: `check_files`
spool, run          what was found, on disk while a run lasts, and walked when it is over
together            what the plans of a run are to each other, or were before
progress, watching  how far a run is; what has changed since
"""
