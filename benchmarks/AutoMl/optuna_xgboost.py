"""Optuna and XGBoost on folds written by the benchmark: OPTUNA_FOLDER ROWS.bin COLUMNS FOLDS.txt TRIALS SEED.

ROWS.bin is float32, row by row, the label last; FOLDS.txt has two lines a fold: training rows, validation rows. Prints the seconds of the
study, the best mean average precision and how many tree rounds were grown."""
import sys
import time

folder, rows_file, columns, folds_file, trials, seed = *sys.argv[1:3], int(sys.argv[3]), sys.argv[4], *map(int, sys.argv[5:7])
sys.path.insert(0, folder)
import numpy as np  # noqa: E402
import optuna  # noqa: E402
import xgboost as xgb  # noqa: E402
from sklearn.metrics import average_precision_score  # noqa: E402

optuna.logging.set_verbosity(optuna.logging.WARNING)
rows = np.fromfile(rows_file, dtype=np.float32).reshape(-1, columns + 1)
lines = [np.array(line.split(), dtype=int) for line in open(folds_file)]
folds = [(rows[a, :-1], rows[a, -1], rows[b, :-1], rows[b, -1]) for a, b in zip(lines[::2], lines[1::2])]
grown = 0


def objective(trial):
    global grown
    parameters = dict(
        n_estimators=trial.suggest_int("n_estimators", 20, 100, log=True), max_depth=trial.suggest_int("max_depth", 2, 6),
        learning_rate=trial.suggest_float("learning_rate", 0.05, 0.5, log=True),
        min_child_weight=trial.suggest_float("min_child_weight", 0.01, 10, log=True),
        reg_lambda=trial.suggest_float("reg_lambda", 0.01, 100, log=True),
        colsample_bytree=trial.suggest_float("colsample_bytree", 0.3, 1), subsample=trial.suggest_float("subsample", 0.5, 1))
    scores = []
    for x, y, held, answers in folds:
        model = xgb.XGBClassifier(tree_method="hist", max_bin=4096, base_score=0.5, n_jobs=2, random_state=trial.number, **parameters)
        model.fit(x, y)
        grown += parameters["n_estimators"]
        scores.append(average_precision_score(answers, model.predict_proba(held)[:, 1]))
    return float(np.mean(scores))


study = optuna.create_study(direction="maximize", sampler=optuna.samplers.TPESampler(seed=seed))
start = time.perf_counter()
study.optimize(objective, n_trials=trials)
print(f"seconds {time.perf_counter() - start:.2f} best {study.best_value:.5f} rounds {grown}", flush=True)
