"""Makes oracles.json: what pandas and SciPy say of real tables, column by column, exactly.

Run it with the versions that oracles.json names, from the folder of this file:

    python -m venv /tmp/oracles
    /tmp/oracles/bin/pip install pandas scipy
    /tmp/oracles/bin/python make_oracles.py

The tables are those of Examples/flight-delay (flights and weather of 2013, CC0) and of Examples/demand-forecast.
"""

import csv
import json
from collections import Counter
from pathlib import Path

import numpy
import pandas
import scipy
from scipy import stats

HERE = Path(__file__).parent
EXAMPLES = HERE.parents[2] / "Examples"
TABLES = [
    "flight-delay/data/reference-2013-04.csv",
    "flight-delay/data/training-2013q1.csv",
    "demand-forecast/data/sales.csv",
]
MISSING = {"", "NA", "N/A", "NaN", "nan", "null", "NULL", "None", "NaT"}
QUANTILES = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99]


def numbers(values):
    if not values or numpy.ptp(values) == 0:
        shape = None
    else:
        shape = [float(stats.skew(values)), float(stats.kurtosis(values))]
    return {
        "distinct": len(set(values)),
        "least": min(values),
        "most": max(values),
        "mean": float(numpy.mean(values)),
        "deviation": float(numpy.std(values, ddof=1)),
        "shape": shape,
        "linear": [float(numpy.quantile(values, q)) for q in QUANTILES],
        "inverted": [float(numpy.quantile(values, q, method="inverted_cdf")) for q in QUANTILES],
    }


def column(texts):
    there = [text for text in texts if text not in MISSING]
    counts = Counter(there)
    top = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:10]
    result = {
        "rows": len(texts),
        "missing": len(texts) - len(there),
        "texts": len(counts),
        "top": [{"text": text, "count": count} for text, count in top],
        "lengths": [min(map(len, there)), max(map(len, there))],
        "meanLength": sum(map(len, there)) / len(there),
    }
    read = pandas.to_numeric(pandas.Series(there), errors="coerce")
    if not read.isna().any():
        result["numbers"] = numbers([float(value) for value in read])
    return result


def table(path):
    with open(EXAMPLES / path, newline="", encoding="utf-8") as file:
        header, *rows = csv.reader(file)
    return {name: column([row[index] for row in rows]) for index, name in enumerate(header)}


oracles = {
    "versions": {"pandas": pandas.__version__, "scipy": scipy.__version__, "numpy": numpy.__version__},
    "quantiles": QUANTILES,
    "tables": {path: table(path) for path in TABLES},
}
(HERE / "oracles.json").write_text(json.dumps(oracles, indent=1, sort_keys=True) + "\n")
