"""Makes oracles.json: what SciPy, scikit-learn and lifelines say of real and of drawn data.

Run it with the versions that oracles.json names, from the folder of this file:

    python -m venv /tmp/oracles
    /tmp/oracles/bin/pip install scipy scikit-learn pandas numpy lifelines
    /tmp/oracles/bin/python make_oracles.py

The data are those of Examples/flight-delay (flights of 2013, CC0) and scikit-learn's diabetes data.
"""

import json
import math
from pathlib import Path

import lifelines
import numpy
import pandas
import scipy
import sklearn
from scipy import stats
from scipy.spatial.distance import jensenshannon
from sklearn import datasets, linear_model, metrics

HERE = Path(__file__).parent
DATA = HERE.parents[2] / "Examples" / "flight-delay" / "data"
NUMBERS = ["dep_delay", "temp", "distance", "wind_speed", "p_late"]
CATEGORIES = ["carrier", "origin", "dest", "day_of_week"]


def counts(values):
    table = values.dropna().value_counts().sort_index()
    return {"values": [float(v) for v in table.index], "counts": [int(c) for c in table]}


def numbers(name, reference, current):
    r, c = reference.dropna().to_numpy(), current.dropna().to_numpy()
    test = stats.ks_2samp(r, c)
    edges = numpy.unique(numpy.quantile(r, numpy.linspace(0, 1, 11)))
    edges[0], edges[-1] = -numpy.inf, numpy.inf
    shares = [numpy.histogram(s, edges)[0] / len(s) for s in (r, c)]
    raised = [numpy.maximum(s, 1e-4) for s in shares]
    return {
        "name": name,
        "reference": counts(reference),
        "current": counts(current),
        "ks": test.statistic,
        "ks_p": test.pvalue,
        "wasserstein": stats.wasserstein_distance(r, c),
        "psi": float(((raised[1] - raised[0]) * numpy.log(raised[1] / raised[0])).sum()),
        "mean": float(r.mean()),
        "variance": float(r.var(ddof=1)),
        "quantiles": [float(q) for q in numpy.quantile(r, [0.01, 0.25, 0.5, 0.75, 0.99])],
    }


def categories(name, reference, current):
    names = sorted(set(reference.dropna()) | set(current.dropna()))
    r = reference.value_counts().reindex(names, fill_value=0).to_numpy()
    c = current.value_counts().reindex(names, fill_value=0).to_numpy()
    p, q = r / r.sum(), c / c.sum()
    chi = stats.chi2_contingency(numpy.array([r, c]), correction=False)
    raised = [numpy.maximum(s, 1e-4) for s in (p, q)]
    return {
        "name": name,
        "reference": [int(x) for x in r],
        "current": [int(x) for x in c],
        "total_variation": float(abs(p - q).sum() / 2),
        "maximum": float(abs(p - q).max()),
        "jensen_shannon": float(jensenshannon(p, q, base=2)),
        "hellinger": float(numpy.sqrt(((numpy.sqrt(p) - numpy.sqrt(q)) ** 2).sum() / 2)),
        "psi": float(((raised[1] - raised[0]) * numpy.log(raised[1] / raised[0])).sum()),
        "chi2": chi.statistic,
        "chi2_p": chi.pvalue,
        "chi2_dof": int(chi.dof),
    }


def classification():
    log = pandas.read_csv(DATA / "predictions.csv", dtype={"prediction_id": str})
    truth = pandas.read_csv(DATA / "actuals.csv", dtype={"prediction_id": str})
    rows = log.merge(truth, on="prediction_id").head(2000)
    y, score = rows["late"].to_numpy(), rows["p_late"].to_numpy()
    said = (score >= 0.5).astype(int)
    clipped = numpy.clip(score, numpy.finfo(float).eps, 1 - numpy.finfo(float).eps)
    exact = stats.binomtest(int((said == y).sum()), len(y)).proportion_ci(0.95, method="exact")
    return {
        "truth": [int(v) for v in y],
        "score": [float(v) for v in score],
        "accuracy": metrics.accuracy_score(y, said),
        "accuracy_interval": [exact.low, exact.high],
        "precision": metrics.precision_score(y, said),
        "recall": metrics.recall_score(y, said),
        "f1": metrics.f1_score(y, said),
        "roc_auc": metrics.roc_auc_score(y, score),
        "brier": metrics.brier_score_loss(y, score),
        "log_loss": metrics.log_loss(y, clipped),
    }


def regression():
    x, y = datasets.load_diabetes(return_X_y=True)
    predicted = linear_model.LinearRegression().fit(x[:220], y[:220]).predict(x[220:])
    truth = y[220:]
    return {
        "truth": [float(v) for v in truth],
        "predicted": [float(v) for v in predicted],
        "mae": metrics.mean_absolute_error(truth, predicted),
        "rmse": metrics.root_mean_squared_error(truth, predicted),
        "r2": metrics.r2_score(truth, predicted),
        "bias": float((predicted - truth).mean()),
    }


def one_sample():
    """The Kolmogorov distribution over the ranges of every method that computes it."""
    cases = []
    for n in [1, 2, 5, 10, 60, 140, 141, 500, 5000, 50_000, 83_000, 200_000, 2_000_000]:
        root = n**-0.5
        for z in [0.1, 0.3, 0.52, 0.8, 1.0, 1.3, 1.49, 1.6, 2.2, 3.0, 5.0, 9.0]:
            d = z * root
            # For so many rows SciPy's tail is an approximation, off by up to 1.4e-3: the exact sum,
            # taken in extended precision, differs from it.
            exact = n <= 200_000 or n * d * d < 2.2
            if d < 1 and exact:
                cases.append([n, d, float(stats.kstwo.sf(d, n))])
        for d in [0.6 / n, 0.9 / n, 1 - 0.5 / n]:
            if 0 < d < 1:
                cases.append([n, d, float(stats.kstwo.sf(d, n))])
    return cases


def two_sample_exact():
    generator = numpy.random.default_rng(2013)
    cases = []
    for n, m in [(1, 1), (3, 5), (20, 20), (30, 45), (100, 100), (97, 203), (400, 1000), (999, 1500)]:
        for shift in [0, 0.2, 0.6]:
            test = stats.ks_2samp(generator.normal(size=n), generator.normal(shift, size=m))
            cases.append([n, m, test.statistic, test.pvalue])
    return cases


def special():
    return {
        "normal_quantile": [
            [p, float(stats.norm.ppf(p))]
            for p in [1e-12, 1e-5, 0.01, 0.07, 0.075, 0.3, 0.5, 0.8, 0.975, 0.999999]
        ],
        "beta": [
            [x, a, b, float(scipy.special.betainc(a, b, x))]
            for x in [0.001, 0.1, 0.5, 0.9, 0.999]
            for a, b in [(0.5, 0.5), (1, 3), (20, 5), (300, 1200), (5000, 4000)]
        ],
        "gamma": [
            [a, x, float(scipy.special.gammaincc(a, x))]
            for a in [0.5, 1, 7.5, 50, 1000]
            for x in [0.01, 0.5, 5, 60, 900, 1100]
        ],
        "clopper_pearson": [
            [k, n, level, *map(float, stats.binomtest(k, n).proportion_ci(level, "exact"))]
            for k, n in [(0, 10), (1, 10), (10, 10), (37, 412), (5000, 47_058)]
            for level in [0.9, 0.95, 0.99]
        ],
        "mcnemar": [
            [better, worse, float(stats.binomtest(better, better + worse).pvalue)]
            for better, worse in [(12, 13), (0, 6), (30, 11), (5, 5), (1, 0), (140, 90)]
        ],
    }


def survival():
    """Kaplan and Meier's curve, its log-log interval, medians, and shares by outcome."""
    generator = numpy.random.default_rng(1958)
    cases = []
    for name, count, whole, kept in [
        ("ties", 40, True, 0.7), ("few", 5, False, 1.0), ("many", 300, False, 0.6),
        ("mostly waiting", 30, False, 0.2), ("one", 1, False, 1.0), ("none ended", 8, False, 0.0),
        ("all ended, ties", 25, True, 1.0),
    ]:
        lengths = generator.gamma(1.5, 60, size=count)
        lengths = numpy.ceil(lengths / 20) * 20 if whole else lengths
        ended = generator.random(count) < kept
        outcomes = numpy.where(ended, 1 + (generator.random(count) < 0.3), 0)
        fitted = lifelines.KaplanMeierFitter().fit(lengths, ended)
        table, bounds = fitted.event_table, fitted.confidence_interval_survival_function_
        times = [float(t) for t in table.index[table["observed"] > 0]]
        at = fitted.survival_function_.loc[times, "KM_estimate"]
        middle = lifelines.utils.median_survival_times(bounds).to_numpy()[0] if times else []
        shares = []
        if not whole and times and kept < 1:
            incidence = lifelines.AalenJohansenFitter(calculate_variance=False)
            incidence.fit(lengths, outcomes, event_of_interest=2)
            shares = [
                [t, float(incidence.cumulative_density_.loc[:t].iloc[-1, 0])]
                for t in times[:: max(1, len(times) // 5)]
            ]
        cases.append({
            "name": name,
            "lengths": [float(v) for v in lengths],
            "outcomes": [int(v) for v in outcomes],
            "times": times,
            "at_risk": [int(v) for v in table.loc[times, "at_risk"]],
            "survival": [float(v) for v in at],
            "lower": [float(v) for v in bounds.loc[times].iloc[:, 0]],
            "upper": [float(v) for v in bounds.loc[times].iloc[:, 1]],
            "median": finite(fitted.median_survival_time_),
            "median_interval": [finite(v) for v in middle] or [None, None],
            "second_outcome": shares,
        })
    return cases


def finite(value):
    return float(value) if math.isfinite(value) else None


def main():
    april = pandas.read_csv(DATA / "reference-2013-04.csv", dtype={"late": str})
    log = pandas.read_csv(DATA / "predictions.csv")
    july = log[log["predicted_at"].str.startswith("2013-07")]
    oracles = {
        "versions": {
            "scipy": scipy.__version__, "scikit-learn": sklearn.__version__,
            "numpy": numpy.__version__, "pandas": pandas.__version__,
            "lifelines": lifelines.__version__,
        },
        "numbers": [numbers(name, april[name], july[name]) for name in NUMBERS]
        + [numbers("temp of 400 and 300 rows", april["temp"].head(400), july["temp"].head(300))],
        "categories": [categories(name, april[name], july[name]) for name in CATEGORIES],
        "classification": classification(),
        "regression": regression(),
        "one_sample": one_sample(),
        "two_sample_exact": two_sample_exact(),
        "special": special(),
        "survival": survival(),
    }
    (HERE / "oracles.json").write_text(json.dumps(oracles, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
