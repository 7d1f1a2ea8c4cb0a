"""FLAML on rows written by the benchmark: FLAML_FOLDER TRAIN.csv TEST.csv LABEL TIMES SECONDS SCORES.bin.

TIMES are columns, separated by commas, or - for none: calendar parts of the first, days of the others. Texts become pandas categories.
FLAML chooses how it validates."""
import os
import sys
import time
import warnings

warnings.filterwarnings("ignore")
folder, train_file, test_file, label, times, seconds, scores_file = sys.argv[1:8]
sys.path.insert(0, folder)
import numpy as np  # noqa: E402
import pandas as pd  # noqa: E402
from flaml import AutoML  # noqa: E402
from sklearn.metrics import average_precision_score  # noqa: E402

train, test = pd.read_csv(train_file), pd.read_csv(test_file)
for place, name in enumerate([] if times == "-" else times.split(",")):
    for frame in (train, test):
        at = pd.to_datetime(frame.pop(name))
        if place > 0:
            frame[name] = at.astype("int64") // 86_400_000_000_000
        else:
            frame["hour"], frame["weekday"], frame["day"], frame["month"] = at.dt.hour, at.dt.weekday, at.dt.day, at.dt.month
for name in [column for column in train.columns if train[column].dtype == object]:
    train[name] = train[name].astype("category")
    test[name] = pd.Categorical(test[name], categories=train[name].cat.categories)
y, answers = train.pop(label).to_numpy().astype(int), test.pop(label).to_numpy().astype(int)
automl = AutoML()
start = time.perf_counter()
automl.fit(train, y, task="classification", metric="ap", time_budget=float(seconds), seed=1, n_jobs=2, verbose=0,
           estimator_list=["xgboost", "xgb_limitdepth", "rf", "extra_tree", "lrl1"])
taken = time.perf_counter() - start
scores = automl.predict_proba(test)[:, 1]
np.asarray(scores, dtype=np.float64).tofile(scores_file)
test_score = average_precision_score(answers, scores)
print(f"{automl.best_estimator} validation {1 - automl.best_loss:.4f} test {test_score:.4f} seconds {taken:.1f}", flush=True)
