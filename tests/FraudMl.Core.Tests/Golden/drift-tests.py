# Made with scipy 1.10.1: python3 drift-tests.py > drift-tests.json
import json
import numpy as np
from scipy import stats
from scipy.spatial.distance import jensenshannon

rng = np.random.RandomState(11)
bins = []
for name, size, actual in [("same", 1000, [100] * 10), ("few", 37, None), ("many", 200_000, None), ("empty in both", 500, None),
                           ("moved", 900, [10, 30, 80, 100, 120, 90, 150, 160, 100, 60]), ("two bins", 400, [350, 50]),
                           ("sparse", 25, [1, 0, 0, 3, 0, 1, 12, 0, 4, 4])]:
    reference = rng.multinomial(5000, np.ones(10) / 10) if name != "two bins" else np.array([4600, 400])
    if actual is None: actual = rng.multinomial(size, np.ones(10) / 10)
    actual = np.array(actual)
    if name == "empty in both": reference[3] = actual[3] = 0
    used = (reference > 0) | (actual > 0)
    table = np.array([reference[used], actual[used]])
    g, _, df, _ = stats.chi2_contingency(table, correction=False, lambda_="log-likelihood")
    total, sums = table.sum(), table.sum(axis=1)
    williams = 1 + ((total / sums).sum() - 1) * ((total / table.sum(axis=0)).sum() - 1) / (6 * total * df)
    r, a = reference / reference.sum(), actual / actual.sum()
    rf, af = np.maximum(r[used], 1e-4), np.maximum(a[used], 1e-4)
    ks = np.abs(np.cumsum(r) - np.cumsum(a)).max()
    n, m = int(sums[0]), int(sums[1])
    bins.append({"name": name, "reference": reference.tolist(), "actual": actual.tolist(), "df": int(df), "g_p": float(stats.chi2.sf(g / williams, df)),
                 "psi": float(((af - rf) * np.log(af / rf)).sum()), "psi_critical": float(stats.chi2.isf(0.05, df) * (1 / n + 1 / m)),
                 "js": float(jensenshannon(r, a, 2)), "ks": float(ks), "ks_p": float(stats.kstwobign.sf(np.sqrt(n * m / (n + m)) * ks))})

fisher = []
for have, count, other, other_count in [(0, 100, 0, 100), (1, 1000, 0, 50_000), (12, 100, 500, 50_000), (0, 500, 500, 50_000), (5, 5, 0, 7),
                                        (300, 1000, 15_000, 50_000), (900, 1000, 44_000, 50_000), (3, 1_000_000, 2, 50_000),
                                        (250_000, 1_000_000, 12_900, 50_000), (1, 3, 40_000, 50_000)]:
    table = [[have, count - have], [other, other_count - other]]
    fisher.append({"have": have, "count": count, "other_have": other, "other_count": other_count,
                   "two_sided": float(stats.fisher_exact(table)[1]), "greater": float(stats.fisher_exact(table, "greater")[1])})
print(json.dumps({"about": "Drift's tests over bins (G test with the correction of Williams, Kolmogorov-Smirnov at the ends of the bins) and Fisher's exact test", "bins": bins, "fisher": fisher}, indent=1))
