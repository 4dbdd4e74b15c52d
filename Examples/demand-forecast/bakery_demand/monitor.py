"""Looks at what was served: drift, skew, numbers that are none, quality, age.

`python -m bakery_demand.monitor --today 2026-11-16` prints the figures in the form that Prometheus'
node exporter reads, and exits with 1 if a limit of params.yaml is broken.
"""

import argparse
import sys
from datetime import date

import numpy as np
import pandas as pd

from bakery_demand import data, features, model, predict, train


def distance(reference: pd.Series, current: pd.Series) -> float:
    """How far two distributions are apart, 0 to 1: Kolmogorov-Smirnov's distance for numbers, half
    the sum of the differences of shares for words and flags."""
    if reference.nunique() <= 12:
        shares = pd.concat(
            [part.value_counts(normalize=True) for part in (reference, current)], axis=1
        ).fillna(0)
        return float((shares.iloc[:, 0] - shares.iloc[:, 1]).abs().sum() / 2)
    grid = np.sort(np.concatenate([reference, current]))
    below = [np.searchsorted(np.sort(part), grid, "right") / len(part)
             for part in (reference, current)]  # fmt: skip
    return float(np.abs(below[0] - below[1]).max())


def drift(training: pd.DataFrame, served: pd.DataFrame) -> dict[str, float]:
    """The distance of each feature from training. The weather's level moves with the season and is
    left to the model's limits, which flag single answers."""
    watched = [name for name in features.FEATURES if name != "temp_anomaly"]
    return {name: distance(training[name], served[name]) for name in watched}


def skewed_share(served: pd.DataFrame, computed: pd.DataFrame) -> float:
    """The share of logged feature values that training code would compute otherwise."""
    both = served.merge(computed, on="prediction_id", suffixes=("", "_again"))
    if both.empty:
        return 1.0
    differs = [
        (both[name] - both[f"{name}_again"]).abs() > 1e-6
        if name in features.NUMBERS
        else both[name] != both[f"{name}_again"]
        for name in features.FEATURES
    ]
    return float(np.mean([part.mean() for part in differs]))


def look(
    served: pd.DataFrame, outcomes: pd.DataFrame, rows: pd.DataFrame, fitted: model.Model,
    settings: dict, today: date,
) -> dict[str, float]:  # fmt: skip
    """All figures, by their names in Prometheus.

    :param served: The log of predictions.
    :param outcomes: What is known of them by now.
    :param rows: Features as training makes them, of the whole history.
    """
    training = data.between(rows, settings["periods"]["train"])
    computed = rows.assign(
        prediction_id=rows["date"].dt.strftime("%Y-%m-%d")
        + "-" + rows["shop"] + "-" + rows["product"]
    )  # fmt: skip
    joined = served.merge(outcomes, on="prediction_id")
    numbers = served[[*features.NUMBERS, "forecast"]].to_numpy(dtype=float)
    trained = date.fromisoformat(fitted.trained["last"])
    return {
        **{f"drift_{name}": value for name, value in drift(training, served).items()},
        "skewed_share": skewed_share(served, computed),
        "not_a_number": float((~np.isfinite(numbers)).sum()),
        "wape": train.wape(joined["demand"], joined["forecast"]),
        "missing_outcomes_share": 1 - len(joined) / len(served),
        "uncertain_share": float(1 - served["certain"].mean()),
        "model_age_days": float((today - trained).days),
    }


def broken(figures: dict[str, float], limits: dict) -> list[str]:
    """The figures beyond their limits, in words."""
    held = {name: limits["drift_distance"] for name in figures if name.startswith("drift_")}
    held |= {
        "skewed_share": limits["skewed_share"],
        "not_a_number": 0,
        "wape": limits["wape"],
        "missing_outcomes_share": 0.05,
        "uncertain_share": 0.2,
        "model_age_days": limits["model_age_days"],
    }
    # What is no number keeps no limit.
    return [
        f"{name} is {figures[name]:.4g}, above {limit}"
        for name, limit in held.items()
        if not figures[name] <= limit
    ]


def main(arguments: list[str] | None = None) -> int:
    """Prints the figures; 1 if one is beyond its limit."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--today", type=date.fromisoformat, required=True)
    today = parser.parse_args(arguments).today
    settings = data.params()
    figures = look(
        pd.read_csv(predict.SERVED), pd.read_csv(predict.OUTCOMES), train.table(settings),
        model.load(), settings, today,
    )  # fmt: skip
    for name, value in figures.items():
        print(f"demand_monitor_{name} {value:.6g}")
    found = broken(figures, settings["limits"])
    print("\n".join(found), file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
