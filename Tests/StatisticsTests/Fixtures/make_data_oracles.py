"""Makes data_oracles.json: what SciPy and scikit-learn say of single features and of shares.

    python -m venv /tmp/oracles
    /tmp/oracles/bin/pip install scipy scikit-learn numpy
    /tmp/oracles/bin/python make_data_oracles.py

The data are scikit-learn's diabetes and breast cancer data.
"""

import json
from pathlib import Path

import numpy
import scipy
import sklearn
from scipy import stats
from sklearn import datasets, metrics

HERE = Path(__file__).parent


def correlation(name, left, right, level):
    result = stats.pearsonr(left, right)
    low, high = result.confidence_interval(level)
    return {
        "name": name, "left": left.tolist(), "right": right.tolist(), "level": level,
        "value": result.statistic, "lower": low, "upper": high,
    }


def share(hits, rows, level):
    low, high = stats.binomtest(hits, rows).proportion_ci(level, "exact")
    return {"hits": hits, "rows": rows, "level": level, "lower": low, "upper": high}


def main():
    diabetes = datasets.load_diabetes()
    cancer = datasets.load_breast_cancer()
    numbers = numpy.random.default_rng(7)
    result = {
        "made_with": {
            "scipy": scipy.__version__, "scikit-learn": sklearn.__version__,
            "numpy": numpy.__version__,
        },
        "correlations": [
            correlation(name, diabetes.data[:, index], diabetes.target, level)
            for index, name in enumerate(diabetes.feature_names) if name in ("age", "bmi", "s3")
            for level in (0.95, 0.999)
        ] + [correlation("few", numpy.arange(6.0), numpy.array([2.0, 1, 4, 3, 6, 5]), 0.9)],
        "areas": [
            {
                "name": str(cancer.feature_names[index]),
                "score": cancer.data[:, index].tolist(),
                "truth": cancer.target.tolist(),
                "value": metrics.roc_auc_score(cancer.target, cancer.data[:, index]),
            }
            for index in (0, 9, 22)
        ],
        "shares": [
            share(int(numbers.integers(0, rows + 1)), int(rows), float(level))
            for rows in (1, 7, 100, 4321, 1_000_000) for level in (0.9, 0.95, 0.9999)
            for _ in range(3)
        ] + [share(0, 30, 0.95), share(30, 30, 0.95), share(0, 48_000, 0.999)],
    }
    (HERE / "data_oracles.json").write_text(json.dumps(result, indent=None) + "\n")


main()
