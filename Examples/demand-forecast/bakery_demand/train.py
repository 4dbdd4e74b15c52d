"""Fits, tunes, evaluates and gates the model.

`python -m bakery_demand.train fit|tune|evaluate|golden|gate`; `dvc repro` runs them in order.
"""

import argparse
import hashlib
import json
import sys
from datetime import date, timedelta

import pandas as pd

from bakery_demand import data, features, model

SALES = data.ROOT / "data/sales.csv"
METRICS = data.ROOT / "metrics.json"
GOLDEN = data.ROOT / "data/golden-set.csv"
GOLDEN_ROWS = 120


def table(settings: dict, path=SALES) -> pd.DataFrame:
    """All features beside demand and plan, without the first weeks, where some are missing."""
    sales = data.read(path)
    made = features.make(sales, settings["features"])
    return made.assign(demand=sales["demand"], baked=sales["baked"], price=sales["price"]).dropna()


def fit(rows: pd.DataFrame, settings: dict, version: str) -> model.Model:
    """A version, fitted on the training period alone."""
    training = data.between(rows, settings["periods"]["train"])
    return model.fit(training, training["demand"], version, settings)


def current(settings: dict) -> str:
    """The version that serves: the last one in params.yaml."""
    return list(settings["versions"])[-1]


def wape(truth: pd.Series, said: pd.Series) -> float:
    """Weighted absolute percentage error: absolute errors over all units that were asked for; no
    number without any."""
    if truth.sum() == 0:
        return float("nan")
    return float((truth - said).abs().sum() / truth.sum())


def metrics(fitted: model.Model, rows: pd.DataFrame) -> dict:
    """How good a model is on some rows, as a whole, by shop and by product, and beside the rule
    that the bakers use without it (the same weekday a week before)."""
    said = model.forecast(fitted, rows)
    inside = rows["demand"].between(said["lower"], said["upper"])

    def by(name: str) -> dict[str, float]:
        return {
            level: round(wape(part["demand"], said.loc[part.index, "forecast"]), 4)
            for level, part in rows.groupby(name)
        }

    return {
        "version": fitted.version,
        "rows": len(rows),
        "wape": round(wape(rows["demand"], said["forecast"]), 4),
        "bias": round(float((said["forecast"] - rows["demand"]).sum() / rows["demand"].sum()), 4),
        "coverage": round(float(inside.mean()), 4),
        "wape_baseline": round(wape(rows["demand"], rows["last_week"]), 4),
        "wape_by_shop": by("shop"),
        "wape_by_product": by("product"),
    }


def tune(settings: dict) -> list[dict]:
    """Every combination that params.yaml names, fitted on all but the last 28 days of training and
    measured on these; the best first."""
    tried = []
    for lag in settings["tuning"]["lag_days"]:
        changed = settings | {"features": settings["features"] | {"lag_days": lag}}
        training = data.between(table(changed), settings["periods"]["train"])
        cut = training["date"].max() - pd.Timedelta(days=28)
        first, last = training[training["date"] <= cut], training[training["date"] > cut]
        for penalty in settings["tuning"]["penalty"]:
            with_penalty = changed | {"model": settings["model"] | {"penalty": penalty}}
            fitted = model.fit(first, first["demand"], current(settings), with_penalty)
            error = wape(last["demand"], model.forecast(fitted, last)["forecast"])
            tried.append({"lag_days": lag, "penalty": penalty, "wape": round(error, 4)})
    return sorted(tried, key=lambda row: row["wape"])


def aged(rows: pd.DataFrame, settings: dict, weeks: int) -> float:
    """The error on the evaluation period of a model that was trained this long before it."""
    first, last = settings["periods"]["train"]
    older = settings | {
        "periods": {"train": [first, str(date.fromisoformat(last) - timedelta(weeks=weeks))]}
    }
    later = data.between(rows, settings["periods"]["evaluate"])
    fitted = fit(rows, older, current(settings))
    return wape(later["demand"], model.forecast(fitted, later)["forecast"])


def golden(rows: pd.DataFrame, settings: dict) -> pd.DataFrame:
    """Fixed cases after training, chosen by a hash of their key, with what the serving version and
    the one before say: the probability that the plan of the day runs short."""
    later = rows[rows["date"] > pd.Timestamp(settings["periods"]["train"][1])]
    case = later["date"].dt.strftime("%Y-%m-%d") + "-" + later["shop"] + "-" + later["product"]
    lot = case.map(lambda text: hashlib.sha256(f"golden {text}".encode()).hexdigest())
    chosen = later.loc[lot.sort_values().index[:GOLDEN_ROWS]].sort_values(data.KEY)
    said = {}
    for name, version in zip(("previous", "current"), list(settings["versions"])[-2:], strict=True):
        expected = model.forecast(fit(rows, settings, version), chosen)
        said[f"p_{name}"] = model.p_short(expected, chosen["baked"]).map("{:.4f}".format)
    short = (chosen["demand"] > chosen["baked"]).astype(int)
    return pd.DataFrame({"case": case[chosen.index], "short": short, **said})


def faults(measured: dict, cases: pd.DataFrame, limits: dict) -> list[str]:
    """What keeps a model from serving, in words; nothing if it may."""
    found = []

    def hold(name: str, value: float, limit: float) -> None:
        if not value <= limit:
            found.append(f"{name} is {value:.4f}, above {limit}")

    hold("wape", measured["wape"], limits["wape"])
    for part in ("shop", "product"):
        for level, value in measured[f"wape_by_{part}"].items():
            hold(f"wape of {level}", value, limits[f"wape_of_any_{part}"])
    hold("missing coverage", -measured["coverage"], -limits["coverage_at_least"])
    gain = measured["wape_baseline"] - measured["wape"]
    hold("gain over the baseline, negated,", -gain, -limits["gain_over_baseline"])
    right = {
        name: (cases[f"p_{name}"].astype(float) >= 0.5) == (cases["short"] == 1)
        for name in ("previous", "current")
    }
    worse = int((right["previous"] & ~right["current"]).sum())
    hold("golden flips for the worse", worse, limits["golden_flips_for_the_worse"])
    return found


def main(arguments: list[str] | None = None) -> int:
    """Runs one step; 1 if the gate stays shut."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("step", choices=["fit", "tune", "evaluate", "golden", "gate"])
    step = parser.parse_args(arguments).step
    settings = data.params()
    if step == "tune":
        print(pd.DataFrame(tune(settings)).to_string(index=False))
        return 0
    if step == "gate":
        cases = pd.read_csv(GOLDEN)
        found = faults(json.loads(METRICS.read_text(encoding="utf-8")), cases, settings["limits"])
        print("\n".join(found) or "the model may serve")
        return 1 if found else 0
    rows = table(settings)
    if step == "fit":
        model.save(fit(rows, settings, current(settings)))
    elif step == "evaluate":
        measured = metrics(model.load(), data.between(rows, settings["periods"]["evaluate"]))
        METRICS.write_text(json.dumps(measured, indent=1) + "\n", encoding="utf-8")
    else:
        GOLDEN.write_text(
            golden(rows, settings).to_csv(index=False, lineterminator="\n"), encoding="utf-8"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
