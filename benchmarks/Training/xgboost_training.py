"""Seconds of Debian's python3-xgboost on rows written by the benchmark: FILE ROWS COLUMNS ROUNDS BASE_SCORE [OMP_WAIT_POLICY]."""
import os
import sys
import time

import numpy as np

if len(sys.argv) > 6:
    os.environ["OMP_WAIT_POLICY"] = sys.argv[6]  # read once, when the library is loaded
import xgboost as xgb  # noqa: E402

path, rows, columns, rounds, base = sys.argv[1], *map(int, sys.argv[2:5]), float(sys.argv[5])
values = np.fromfile(path, dtype=np.float32)
X, y = values[:rows * columns].reshape(rows, columns), values[rows * columns:]
parameters = dict(objective="binary:logistic", tree_method="hist", nthread=2, seed=1, verbosity=0, max_depth=6, eta=0.1,
                  min_child_weight=0.1, max_bin=256, base_score=base, disable_default_eval_metric=1)
start = time.perf_counter()
booster = xgb.train(parameters, xgb.DMatrix(X, y, nthread=2), rounds)
print(f"seconds {time.perf_counter() - start:.3f}", flush=True)
