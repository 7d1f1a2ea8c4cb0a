"""Prints seconds of fit_transform of scikit-learn's transformers, the smaller of two runs: rows and columns are the arguments."""
import sys
import time

import numpy
from sklearn.decomposition import PCA
from sklearn.feature_selection import SelectKBest, VarianceThreshold, f_classif
from sklearn.impute import KNNImputer, SimpleImputer
from sklearn.preprocessing import (
    KBinsDiscretizer, MaxAbsScaler, MinMaxScaler, OneHotEncoder, PowerTransformer, QuantileTransformer, RobustScaler, StandardScaler)

rows, columns = int(sys.argv[1]), int(sys.argv[2])
random = numpy.random.default_rng(1)
x = random.normal(size=(rows, columns)) * numpy.arange(1, columns + 1)
x[:, ::3] = numpy.exp(random.normal(size=x[:, ::3].shape))
y = (random.random(rows) < 0.002).astype(int)
text = numpy.array(["text %d" % i for i in range(100)], dtype=object)[random.integers(0, 100, size=(rows, 1))]
missing = numpy.where(random.random(x.shape) < 0.05, numpy.nan, x)


def measure(name, make, data, runs=2):
    seconds = []
    for _ in range(runs):
        start = time.perf_counter()
        make().fit_transform(data, y[:len(data)])
        seconds.append(time.perf_counter() - start)
    print(name, min(seconds), sep="\t", flush=True)


measure("standardize", StandardScaler, x)
measure("min-max", MinMaxScaler, x)
measure("max-abs", MaxAbsScaler, x)
measure("robust", RobustScaler, x)
measure("quantile, uniform", lambda: QuantileTransformer(subsample=rows), x)
measure("quantile, normal", lambda: QuantileTransformer(output_distribution="normal", subsample=rows), x)
measure("power", PowerTransformer, x, runs=1)
measure("bin by quantiles", lambda: KBinsDiscretizer(encode="ordinal"), x)
measure("bin by quantiles, one-hot", lambda: KBinsDiscretizer(encode="onehot-dense"), x)
measure("PCA", PCA, x)
measure("select by variance", VarianceThreshold, x)
measure("select by ANOVA F", lambda: SelectKBest(f_classif), x)
measure("one-hot (a text of 100 categories)", lambda: OneHotEncoder(sparse_output=False), text)
measure("impute by the median, 5 % missing", lambda: SimpleImputer(strategy="median"), missing)
measure("impute by the mode, 5 % missing", lambda: SimpleImputer(strategy="most_frequent"), missing, runs=1)
measure("impute from neighbours, 5 % missing, 5,000 rows", KNNImputer, missing[:5000], runs=1)
