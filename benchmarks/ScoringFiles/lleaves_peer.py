"""Rows a second of lleaves (trees compiled by LLVM) on blocks of float32 rows: lleaves_peer.py SOURCES MODEL ROWS WIDTH BLOCK SCORES."""
import sys
import time
from concurrent.futures import ThreadPoolExecutor

sources, model_file, rows_file, width, block, scores_file, threads = sys.argv[1:8]
sys.path.insert(0, sources)
import lleaves  # noqa: E402
import numpy as np  # noqa: E402

rows = np.fromfile(rows_file, dtype=np.float32).reshape(-1, int(width))
blocks = [rows[first:first + int(block)] for first in range(0, len(rows), int(block))]
for use_fp64 in (False, True):
    model = lleaves.Model(model_file=model_file)
    model.compile(use_fp64=use_fp64)
    given = [part.astype(np.float64) if use_fp64 else part for part in blocks]
    with ThreadPoolExecutor(int(threads)) as pool:
        best = float("inf")
        for _ in range(3):
            start = time.perf_counter()
            scores = list(pool.map(lambda part: model.predict(part, n_jobs=1), given))
            best = min(best, time.perf_counter() - start)
    np.concatenate(scores).astype(np.float64).tofile(scores_file)
    print("fp64" if use_fp64 else "fp32", len(rows) / best)
