"""Seconds of scikit-learn's logistic regression with standardization on rows written by the benchmark: FILE ROWS COLUMNS REPEATS."""
import sys
import time

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

path, rows, columns, repeats = sys.argv[1], *map(int, sys.argv[2:5])
values = np.fromfile(path, dtype=np.float32)
X, y = values[:rows * columns].reshape(rows, columns).astype(np.float64), values[rows * columns:]
for solver in ("lbfgs", "newton-cholesky"):
    for _ in range(repeats):
        start = time.perf_counter()
        make_pipeline(StandardScaler(), LogisticRegression(solver=solver, max_iter=1000)).fit(X, y)
        print(f"{solver} {time.perf_counter() - start:.3f}", flush=True)
