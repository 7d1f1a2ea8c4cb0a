"""FLAML on rows written by the benchmark: FLAML_FOLDER TRAIN.csv TEST.csv LABEL TIME SECONDS SPLIT SCORES.bin.

TIME is a column to take calendar parts of, or - for none. SPLIT is FLAML's split_type. Texts become pandas categories."""
import os
import sys
import time
import warnings

warnings.filterwarnings("ignore")
folder, train_file, test_file, label, moment, seconds, split, scores_file = sys.argv[1:9]
sys.path.insert(0, folder)
import numpy as np  # noqa: E402
import pandas as pd  # noqa: E402
from flaml import AutoML  # noqa: E402
from sklearn.metrics import average_precision_score  # noqa: E402

train, test = pd.read_csv(train_file), pd.read_csv(test_file)
if moment != "-":
    for frame in (train, test):
        at = pd.to_datetime(frame[moment])
        frame["hour"], frame["weekday"], frame["day"], frame["month"] = at.dt.hour, at.dt.weekday, at.dt.day, at.dt.month
        frame.drop(columns=moment, inplace=True)
for name in [column for column in train.columns if train[column].dtype == object]:
    train[name] = train[name].astype("category")
    test[name] = pd.Categorical(test[name], categories=train[name].cat.categories)
y, answers = train.pop(label).to_numpy().astype(int), test.pop(label).to_numpy().astype(int)
automl = AutoML()
start = time.perf_counter()
automl.fit(train, y, task="classification", metric="ap", time_budget=float(seconds), split_type=split, seed=1, n_jobs=2, verbose=0,
           estimator_list=["xgboost", "xgb_limitdepth", "rf", "extra_tree", "lrl1"])
taken = time.perf_counter() - start
scores = automl.predict_proba(test)[:, 1]
np.asarray(scores, dtype=np.float64).tofile(scores_file)
print(f"{automl.best_estimator} validation {1 - automl.best_loss:.4f} test {average_precision_score(answers, scores):.4f} seconds {taken:.1f}",
      flush=True)
