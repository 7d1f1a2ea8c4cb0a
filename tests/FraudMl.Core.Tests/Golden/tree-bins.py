# Made with scikit-learn 1.2.1: python3 tree-bins.py > tree-bins.json
import json
import numpy as np
from sklearn.tree import DecisionTreeClassifier

rng = np.random.RandomState(5)
cases = []
for leaves, smallest in [(2, 1), (5, 1), (5, 20), (12, 5)]:
    x = np.round(rng.normal(size=400) * 3, 2).astype(np.float32)
    y = (rng.uniform(size=400) < 0.05 + 0.3 * (x > 2) + 0.2 * (np.abs(x + 1) < 0.5)).astype(int)
    tree = DecisionTreeClassifier(max_leaf_nodes=leaves, min_samples_leaf=smallest, random_state=0).fit(x[:, None], y).tree_
    cases.append({"leaves": leaves, "smallest": smallest, "x": [float(v) for v in x], "y": y.tolist(),
                  "edges": sorted(float(t) for t, left in zip(tree.threshold, tree.children_left) if left >= 0)})
print(json.dumps({"about": "interior edges of sklearn.tree.DecisionTreeClassifier on one column", "cases": cases}))
