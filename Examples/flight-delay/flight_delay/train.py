"""Fits a version of the model on the first quarter of 2013.

`python -m flight_delay.train 2.0.0` prints the model file.
"""

import argparse
import sys

import pandas as pd
from sklearn.compose import ColumnTransformer
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

from flight_delay import features, model, tables

PERIOD = ("2013-01-01", "2013-03-31")

VERSIONS = {
    "1.0.0": ["dep_delay", "sched_dep_minute", "distance", "carrier", "origin"],
    "2.0.0": features.FEATURES,
}


def training_table(records: pd.DataFrame) -> pd.DataFrame:
    """Features and outcome of every flight of the training period that arrived."""
    flights = features.arrived(features.between(records, *PERIOD))
    return features.features(flights).assign(late=features.late(flights))


def pipeline(columns: list[str]) -> Pipeline:
    numbers = [name for name in columns if name in features.NUMBERS]
    categories = [name for name in columns if name in features.CATEGORIES]
    prepare = ColumnTransformer(
        [
            ("numbers", make_pipeline(SimpleImputer(strategy="median"), StandardScaler()), numbers),
            ("categories", OneHotEncoder(handle_unknown="ignore"), categories),
        ]
    )
    # This solver converges far below the six digits that are exported, so every machine agrees.
    classifier = LogisticRegression(solver="newton-cholesky", tol=1e-8)
    return Pipeline([("prepare", prepare), ("classify", classifier)])


def fit(table: pd.DataFrame, columns: list[str]) -> Pipeline:
    return pipeline(columns).fit(table[columns], table["late"])


def train(table: pd.DataFrame, version: str) -> dict:
    """The fitted model in its exported form, with where it came from."""
    training = {
        "first_day": PERIOD[0],
        "last_day": PERIOD[1],
        "rows": len(table),
        "late_rows": int(table["late"].sum()),
        "sha256": tables.sha256(tables.csv(table)),
        "seed": tables.SEED,
        "libraries": model.libraries(),
    }
    return model.export(fit(table, VERSIONS[version]), version, training)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("version", choices=VERSIONS)
    chosen = arguments.parse_args()
    exported = train(training_table(features.load()), chosen.version)
    sys.stdout.buffer.write(model.to_bytes(exported))


if __name__ == "__main__":
    main()
