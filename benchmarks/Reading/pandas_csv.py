"""Reads a CSV file with pandas; prints seconds, the frame's megabytes and the process' peak megabytes above what it had before."""
import resource
import sys
import time

import pandas


def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


before = peak()
start = time.perf_counter()
frame = pandas.read_csv(sys.argv[1], parse_dates=sys.argv[2:])
seconds = time.perf_counter() - start
print(seconds, frame.memory_usage().sum() / 2**20, peak() - before)
