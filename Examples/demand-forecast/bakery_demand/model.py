"""The model: a ridge regression of the logarithm of demand, kept as JSON that people can read.

The demand of a row is taken as log-normal: `mu` and one `sigma` for each product.
"""

import json
from dataclasses import asdict, dataclass
from math import erf, sqrt
from pathlib import Path
from statistics import NormalDist

import numpy as np
import pandas as pd

from bakery_demand import data, features

PATH = data.ROOT / "model/demand-model.json"
DIGITS = 6


@dataclass(frozen=True)
class Model:
    """A fitted model; every number that a forecast needs."""

    version: str
    reads: list[str]
    intercept: float
    coefficients: dict[str, float]
    centres: dict[str, float]
    sigma: dict[str, float]
    # What training saw of each number, lowest and highest.
    ranges: dict[str, list[float]]
    interval: float
    trained: dict

    @property
    def columns(self) -> list[str]:
        """The columns of the design matrix, in order."""
        return list(self.coefficients)


def design(frame: pd.DataFrame, reads: list[str]) -> pd.DataFrame:
    """The design matrix: counts and ratios as logarithms, a column for each category but the first.

    :param frame: Features.
    :param reads: The features that the version of the model reads.
    """
    columns = {}
    for name in (name for name in features.NUMBERS if name in reads):
        values = frame[name].astype(float)
        is_count = name in ("last_week", "mean_28")
        columns[name] = (
            np.log1p(values) if is_count else np.log(values) if name == "price_ratio" else values
        )
    levels = {"shop": data.SHOPS, "product": data.PRODUCTS, "weekday": features.WEEKDAYS}
    for name in (name for name in features.CATEGORIES if name in reads):
        for level in levels[name][1:]:
            columns[f"{name}={level}"] = (frame[name] == level).astype(float)
    return pd.DataFrame(columns, index=frame.index)


def fit(frame: pd.DataFrame, demand: pd.Series, version: str, settings: dict) -> Model:
    """Fits a version.

    :param frame: Features without gaps.
    :param demand: Units asked for, of the same rows.
    :param version: One of `versions` in params.yaml.
    :param settings: All of params.yaml.
    """
    reads = settings["versions"][version]
    matrix = design(frame, reads)
    target = np.log1p(demand.astype(float))
    centres = matrix.mean()
    centred = (matrix - centres).to_numpy()
    penalty = settings["model"]["penalty"] * np.eye(centred.shape[1])
    solved = np.linalg.solve(
        centred.T @ centred + penalty, centred.T @ (target - target.mean()).to_numpy()
    )
    residuals = target - target.mean() - centred @ solved
    spread = residuals.groupby(frame["product"]).std()
    numbers = [name for name in features.NUMBERS if name in reads]
    return Model(
        version=version,
        reads=reads,
        intercept=round(float(target.mean()), DIGITS),
        coefficients={
            name: round(float(value), DIGITS)
            for name, value in zip(matrix.columns, solved, strict=True)
        },
        centres={name: round(float(value), DIGITS) for name, value in centres.items()},
        sigma={name: round(float(spread[name]), DIGITS) for name in data.PRODUCTS},
        ranges={name: [float(frame[name].min()), float(frame[name].max())] for name in numbers},
        interval=settings["model"]["interval"],
        trained={"rows": len(frame), "first": str(frame["date"].min().date()),
                 "last": str(frame["date"].max().date())},
    )  # fmt: skip


def forecast(model: Model, frame: pd.DataFrame) -> pd.DataFrame:
    """What is to be expected.

    :returns: `forecast` (the median, in units), `lower` and `upper` of the interval, `mu`, `sigma`,
        and `certain`: 0 where a feature is missing or beyond what training saw, so that the answer
        should not be relied on.
    """
    matrix = design(frame, model.reads)[model.columns]
    centres = pd.Series(model.centres)[model.columns]
    effects = (matrix - centres) * pd.Series(model.coefficients)
    mu = model.intercept + effects.sum(axis=1, skipna=False)
    sigma = frame["product"].map(model.sigma)
    half = NormalDist().inv_cdf(0.5 + model.interval / 2) * sigma
    is_certain = mu.notna()
    for name, (lowest, highest) in model.ranges.items():
        is_certain &= frame[name].between(lowest, highest)
    return pd.DataFrame(
        {
            "forecast": np.expm1(mu).clip(lower=0),
            "lower": np.expm1(mu - half).clip(lower=0),
            "upper": np.expm1(mu + half),
            "mu": mu,
            "sigma": sigma,
            "certain": is_certain.astype(int),
        }
    )


def p_short(expected: pd.DataFrame, planned: pd.Series) -> pd.Series:
    """The probability that demand is above what is planned.

    :param expected: What `forecast` gave.
    :param planned: Units to be baked.
    """
    z = (np.log1p(planned.astype(float) + 0.5) - expected["mu"]) / expected["sigma"]
    return z.map(lambda value: 0.5 * (1 - erf(value / sqrt(2))))


def explain(model: Model, frame: pd.DataFrame) -> list[dict[str, float | str]]:
    """Why the forecast of one row is not the average one.

    :returns: For each feature the factor by which it moves the forecast, the farthest from 1 first.
        Their product times the average is the forecast plus one, exactly: the model is a sum of
        logarithms.
    """
    row = design(frame, model.reads)[model.columns].iloc[0]
    factors: dict[str, float] = {}
    for name, value in row.items():
        effect = model.coefficients[name] * (value - model.centres[name])
        factors[name.split("=")[0]] = factors.get(name.split("=")[0], 0.0) + effect
    ranked = sorted(factors.items(), key=lambda item: (-abs(item[1]), item[0]))
    return [{"feature": name, "factor": float(np.exp(effect))} for name, effect in ranked]


def save(model: Model, path: Path = PATH) -> None:
    """Writes the file, with keys in a fixed order."""
    path.write_text(json.dumps(asdict(model), indent=1) + "\n", encoding="utf-8")


def load(path: Path = PATH) -> Model:
    """Reads the file.

    :raises ValueError: If it is no model, or one that reads unknown features.
    """
    try:
        model = Model(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, TypeError, json.JSONDecodeError) as error:
        raise ValueError(f"{path} is no model: {error}") from error
    if unknown := set(model.reads) - set(features.FEATURES):
        raise ValueError(f"{path} reads {sorted(unknown)}, which nothing makes")
    return model
