"""The nightly plan, and the forecast behind both the plan and the API.

`python -m bakery_demand.predict plan 2026-11-16` prints tomorrow's plan as CSV.
`python -m bakery_demand.predict replay` makes the log of the past weeks again, as if each night.
"""

import argparse
import math
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from bakery_demand import data, features, model, train

SERVED = data.ROOT / "data/served.csv"
OUTCOMES = data.ROOT / "data/outcomes.csv"


@dataclass(frozen=True)
class Forecaster:
    """A model with the past that its features are made from.

    Without a model, or without a past that reaches the day, it answers by the bakers' own rule.
    """

    fitted: model.Model | None
    sales: pd.DataFrame
    settings: Mapping

    def answer(self, request: Mapping) -> dict:
        """The forecast for one shop, product and day.

        :param request: `date`, `shop`, `product`, `price` in EUR, `promo`, `temp_anomaly` in °C,
            and perhaps `planned`, the units to be baked.
        :returns: `forecast`, `lower`, `upper` in units; `p_short`, none without a plan; `certain`;
            `because`, the factors of the features; `fallback`, whether the rule had to answer.
        :raises LookupError: If the series has no past at all.
        """
        row = features.of_request(self.sales, request, self.settings["features"])
        if self.fitted is None or row["mean_28"].isna().item() or row["last_week"].isna().item():
            return self.by_rule(request)
        expected = model.forecast(self.fitted, row)
        first = expected.iloc[0]
        if not math.isfinite(first["forecast"]):
            return self.by_rule(request)
        planned = request.get("planned")
        short = None
        if planned is not None:
            short = float(model.p_short(expected, pd.Series([planned], index=row.index)).iloc[0])
        return {
            "forecast": round(float(first["forecast"]), 1),
            "lower": round(float(first["lower"]), 1),
            "upper": round(float(first["upper"]), 1),
            "p_short": None if short is None else round(short, 4),
            "certain": bool(first["certain"]),
            "because": model.explain(self.fitted, row),
            "fallback": False,
        }

    def by_rule(self, request: Mapping) -> dict:
        """The mean of the last four same weekdays that are known; nothing is said of its error."""
        day = pd.Timestamp(request["date"])
        own = self.sales[
            (self.sales["shop"] == request["shop"])
            & (self.sales["product"] == request["product"])
            & (self.sales["date"] < day)
            & (self.sales["date"].dt.day_of_week == day.day_of_week)
        ]
        if own.empty:
            raise LookupError(f"no such weekday of {request['product']} at {request['shop']}")
        mean = round(float(own["demand"].tail(4).mean()), 1)
        return {"forecast": mean, "lower": None, "upper": None, "p_short": None,
                "certain": False, "because": [], "fallback": True}  # fmt: skip


def forecaster() -> Forecaster:
    """What is deployed: the model file, or none if it cannot be read, and the sales table."""
    try:
        fitted = model.load()
    except ValueError as error:
        print(f"the rule answers: {error}", file=sys.stderr)
        fitted = None
    return Forecaster(fitted, data.read(train.SALES), data.params())


def enough(expected: float, upper: float | None) -> int:
    """Units to bake so that three days of four are enough, if an upper end is known."""
    spare = 0.0 if upper is None else (upper - expected) * 0.53
    return math.ceil(expected + spare)


def effect(fitted: model.Model, rows: pd.DataFrame) -> dict[str, float]:
    """What the plan changes for the shops, beside what the bakers' rule planned for the same days.

    :returns: Shares, with `_rule` and `_plan`: `waste` of baked units; `short` of plans that ran
        out, `far_over` with more than 12 units left, `far_under` with more than 9 missing; and the
        95 % interval of what is saved of waste, by resampling days.
    """
    said = model.forecast(fitted, rows).round(1)
    plans = {
        "rule": rows["baked"],
        "plan": pd.Series(map(enough, said["forecast"], said["upper"]), index=rows.index),
    }
    figures = {}
    for name, baked in plans.items():
        left = baked - rows["demand"]
        figures[f"waste_{name}"] = float(left.clip(lower=0).sum() / baked.sum())
        figures[f"short_{name}"] = float((left < 0).mean())
        figures[f"far_over_{name}"] = float((left > 12).mean())
        figures[f"far_under_{name}"] = float((left < -9).mean())
    days = rows["date"].unique()
    daily = {
        name: pd.DataFrame({"left": (baked - rows["demand"]).clip(lower=0), "baked": baked})
        .groupby(rows["date"])
        .sum()
        for name, baked in plans.items()
    }
    numbers = np.random.default_rng(2026)
    differences = []
    for _ in range(2000):
        drawn = numbers.choice(days, len(days))
        shares = {
            name: (table.loc[drawn, "left"].sum() / table.loc[drawn, "baked"].sum())
            for name, table in daily.items()
        }
        differences.append(shares["plan"] - shares["rule"])
    lower, upper = np.quantile(differences, [0.025, 0.975])
    return figures | {"saved_least": float(-upper), "saved_most": float(-lower)}


def plan(day: date, using: Forecaster) -> pd.DataFrame:
    """One line a shop and product: expected demand, and what to bake so that three days of four are
    enough. Prices are those of the list; promotions are entered in the planning tool."""
    lines = []
    for shop in data.SHOPS:
        for product in data.PRODUCTS:
            said = using.answer(
                {
                    "date": day,
                    "shop": shop,
                    "product": product,
                    "price": using.settings["features"]["list_prices"][product],
                    "promo": 0,
                    "temp_anomaly": 0.0,
                }
            )
            lines.append(
                {
                    "date": day,
                    "shop": shop,
                    "product": product,
                    "forecast": said["forecast"],
                    "bake": enough(said["forecast"], said["upper"]),
                    "fallback": int(said["fallback"]),
                }
            )
    return pd.DataFrame(lines)


def replay(fitted: model.Model, rows: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The log of what was asked and answered, and what came of it, joined by `prediction_id`."""
    said = model.forecast(fitted, rows)
    key = rows["date"].dt.strftime("%Y-%m-%d") + "-" + rows["shop"] + "-" + rows["product"]
    night = (rows["date"] - pd.Timedelta(hours=3)).dt.strftime("%Y-%m-%dT%H:%M:%SZ")
    served = pd.DataFrame({"prediction_id": key, "predicted_at": night, "model": fitted.version})
    served["price"] = rows["price"].map("{:.2f}".format)
    for name in features.FEATURES:
        served[name] = rows[name]
    for name in ("forecast", "lower", "upper"):
        served[name] = said[name].map("{:.1f}".format)
    served["certain"] = said["certain"]
    closing = (rows["date"] + pd.Timedelta(hours=20)).dt.strftime("%Y-%m-%dT%H:%M:%SZ")
    outcomes = pd.DataFrame(
        {"prediction_id": key, "observed_at": closing, "demand": rows["demand"].astype(int)}
    )
    return served, outcomes


def main(arguments: list[str] | None = None) -> int:
    """Prints the plan of a day, or writes the log again."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    steps = parser.add_subparsers(dest="step", required=True)
    steps.add_parser("plan").add_argument("day", type=date.fromisoformat)
    steps.add_parser("replay")
    chosen = parser.parse_args(arguments)
    if chosen.step == "plan":
        plan(chosen.day, forecaster()).to_csv(sys.stdout, index=False, lineterminator="\n")
        return 0
    settings = data.params()
    rows = data.between(train.table(settings), settings["periods"]["replay"])
    for path, table in zip((SERVED, OUTCOMES), replay(model.load(), rows), strict=True):
        path.write_text(table.to_csv(index=False, lineterminator="\n"), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
