"""How often the default rules of other tools call drift, over drawn tables.

    python peers.py TOOL [TRIALS [SHAPE,…]] > TOOL.jsonl

TOOL is scipy, evidently, nannyml, whylogs, deepchecks or tfdv, and must be installed (requirements/). The
distributions are those of Shape.swift. A table has up to 50 columns drawn alike, each a trial; TRIALS is
their number for each kind (200 unless given, a tenth for samples of 100,000 rows), of all shapes unless some
are named.
"""

import json
import os
import sys
import time
import warnings

import numpy as np
import pandas as pd

warnings.simplefilter("ignore")
# These tools would tell their makers, or ask for news.
os.environ |= {
    "NML_DISABLE_USAGE_LOGGING": "1", "WHYLOGS_NO_ANALYTICS": "True",
    "DISABLE_LATEST_VERSION_CHECK": "True", "DO_NOT_TRACK": "1",
}

DESIGNS = [
    (10_000, 50), (10_000, 200), (10_000, 500), (10_000, 1000), (10_000, 10_000), (50, 50),
    (200, 200), (500, 500), (1000, 1000), (100_000, 100_000),
]
SHAPES = ["normal", "skewed", "tied", "categorical", "autocorrelated"]
SHIFTS = [0.0, 0.02, 0.25, 0.5]


def normal_cdf(x):
    from math import erf

    return (1 + erf(x / 2**0.5)) / 2


def sample(shape, rows, shift, generator):
    if shape == "categorical":
        shares = 1 / np.arange(1, 11)
        shares /= shares.sum()
        moved = 2 * normal_cdf(shift / 2) - 1
        shares[0] -= moved
        shares[9] += moved
        return np.array(list("abcdefghij"))[generator.choice(10, size=rows, p=shares)]
    scores = generator.normal(size=rows)
    if shape == "autocorrelated":
        for row in range(1, rows):
            scores[row] = 0.9 * scores[row - 1] + 0.19**0.5 * scores[row]
    scores = scores + shift
    return {"skewed": np.exp, "tied": lambda s: np.round(2 * s) / 2}.get(shape, lambda s: s)(scores)


def table(shape, rows, columns, shift, generator):
    return pd.DataFrame({f"c{i}": sample(shape, rows, shift, generator) for i in range(columns)})


def scipy(reference, current, shape):
    """The textbook rule: p below 0.05."""
    from scipy import stats

    def p(r, c):
        if shape != "categorical":
            return stats.ks_2samp(r, c).pvalue
        names = sorted(set(r) | set(c))
        counts = [s.value_counts().reindex(names, fill_value=0) for s in (r, c)]
        return stats.chi2_contingency(np.array(counts)).pvalue

    return [p(reference[name], current[name]) < 0.05 for name in reference]


def evidently(reference, current, shape):
    """The test that is chosen by default, with its default limit, as DataDriftPreset does."""
    import evidently.legacy.calculations.stattests  # noqa: F401
    from evidently.legacy.calculations.stattests import registry
    from evidently.legacy.core import ColumnType

    kind = ColumnType.Categorical if shape == "categorical" else ColumnType.Numerical
    found = []
    for name in reference:
        pair = reference[name], current[name]
        test = registry.get_stattest(*pair, kind, None)
        found.append(bool(test(*pair, kind, None).drifted))
    return found


def nannyml(reference, current, shape):
    """UnivariateDriftCalculator with its defaults, the current rows in one chunk."""
    from nannyml.drift.univariate import UnivariateDriftCalculator

    names = list(reference)
    calculator = UnivariateDriftCalculator(column_names=names, chunk_size=len(current))
    calculator.fit(reference)
    found = calculator.calculate(current).filter(period="analysis").to_df()
    return [bool(found[(name, "jensen_shannon", "alert")].iloc[0]) for name in names]


def whylogs(reference, current, shape):
    """calculate_drift_scores with its defaults; DRIFT, and not POSSIBLE_DRIFT, counts."""
    import whylogs as why
    from whylogs.viz.drift.column_drift_algorithms import calculate_drift_scores

    scores = calculate_drift_scores(
        target_view=why.log(current).view(), reference_view=why.log(reference).view(),
        with_thresholds=True)
    return [(scores[name] or {}).get("drift_category") == "DRIFT" for name in reference]


def deepchecks(reference, current, shape):
    """FeatureDrift with its default condition, a score below 0.2."""
    from deepchecks.tabular import Dataset
    from deepchecks.tabular.checks import FeatureDrift

    kind = list(reference) if shape == "categorical" else []
    before, now = (Dataset(t, cat_features=kind) for t in (reference, current))
    check = FeatureDrift(n_top_columns=50)
    found = check.run(before, now, with_display=False).value
    return [found[name]["Drift score"] >= 0.2 for name in reference]


def tfdv(reference, current, shape):
    """TFDV has no default limit; 0.01 is that of its guide's example, for either distance."""
    import tensorflow_data_validation as t
    from tensorflow_metadata.proto.v0 import anomalies_pb2

    before, now = (t.generate_statistics_from_dataframe(x) for x in (reference, current))
    schema = t.infer_schema(before)
    for name in reference:
        comparator = t.get_feature(schema, name).drift_comparator
        if shape == "categorical":
            comparator.infinity_norm.threshold = 0.01
        else:
            comparator.jensen_shannon_divergence.threshold = 0.01
    anomalies = t.validate_statistics(now, schema, previous_statistics=before)
    alarmed = {
        path for path, info in anomalies.anomaly_info.items()
        if any("COMPARATOR" in anomalies_pb2.AnomalyInfo.Type.Name(r.type) for r in info.reason)
    }
    return [name in alarmed for name in reference]


def main():
    tool, trials = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 200
    rule = globals()[tool]
    generator = np.random.default_rng(2013)
    for shape in sys.argv[3].split(",") if len(sys.argv) > 3 else SHAPES:
        for reference, current in DESIGNS:
            if shape == "autocorrelated" and current not in (500, 1000, 10_000):
                continue
            if shape == "autocorrelated" and current != reference and current < 10_000:
                continue
            if tool == "nannyml" and reference < 10 * current:
                # Its limit is taken from chunks of the reference, of which there must be some.
                continue
            large = max(reference, current) > 10_000
            for shift in SHIFTS:
                wanted, done, alarms, start = trials // 10 if large else trials, 0, 0, time.time()
                while done < wanted:
                    columns = min(50, wanted - done)
                    before = table(shape, reference, columns, 0, generator)
                    now = table(shape, current, columns, shift, generator)
                    alarms += sum(map(bool, rule(before, now, shape)))
                    done += columns
                print(json.dumps({
                    "tool": tool, "shape": shape, "reference": reference, "current": current,
                    "columns": 1, "shift": shift, "trials": done, "drift": alarms,
                    "seconds": round(time.time() - start, 1),
                }), flush=True)


if __name__ == "__main__":
    main()
