"""The nightly batch: scores every departure of a range of days, as of the moment it left.

`python -m flight_delay.predict 2013-07-04 2013-07-04` prints the log of one day as CSV.
"""

import argparse
import sys

import pandas as pd

from flight_delay import features, model, tables


def departed_at(records: pd.DataFrame) -> pd.Series:
    """When the flight left, and so when the prediction counts as made."""
    return records["sched_departure"] + pd.to_timedelta(records["dep_delay"], unit="min")


def arrived_at(records: pd.DataFrame) -> pd.Series:
    return records["sched_arrival"] + pd.to_timedelta(records["arr_delay"], unit="min")


def timestamps(instants: pd.Series) -> pd.Series:
    """RFC 3339, UTC."""
    return instants.dt.strftime("%Y-%m-%dT%H:%M:%SZ")


def probabilities(fitted: dict, frame: pd.DataFrame) -> pd.Series:
    """Rounded to the four decimals that are logged, so that nothing is judged on hidden digits."""
    return pd.Series(model.probability(fitted, frame).round(4), index=frame.index)


def predictions(records: pd.DataFrame, fitted: dict) -> pd.DataFrame:
    """The log: one row a departure, in order of time, with the features as the model saw them."""
    frame = features.features(records)
    p_late = probabilities(fitted, frame)
    log = frame.assign(
        p_late=p_late.map("{:.4f}".format),
        predicted_late=(p_late >= fitted["threshold"]).astype(int),
    )
    log.insert(0, "predicted_at", timestamps(departed_at(records)))
    log.insert(1, "model_version", fitted["version"])
    return log.rename_axis("prediction_id").sort_values(["predicted_at", "prediction_id"])


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("first_day", metavar="FIRST-DAY")
    arguments.add_argument("last_day", metavar="LAST-DAY")
    arguments.add_argument("--version", default=model.CURRENT, help="of the model")
    chosen = arguments.parse_args()
    days = features.between(features.load(), chosen.first_day, chosen.last_day)
    log = predictions(features.arrived(days), model.load(chosen.version))
    sys.stdout.buffer.write(tables.csv(log))


if __name__ == "__main__":
    main()
