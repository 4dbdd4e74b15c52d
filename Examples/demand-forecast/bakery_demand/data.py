"""Sales tables in, or a refusal that says why.

Whatever is trained on, forecast from or compared passes through `read`; there is no other door.
"""

from pathlib import Path

import pandas as pd
import pandera.pandas as pa
import yaml

ROOT = Path(__file__).parents[1]
KEY = ["date", "shop", "product"]
SHOPS = ["mill", "quay", "park"]
PRODUCTS = ["rye", "roll", "cake"]

SALES = pa.DataFrameSchema(
    {
        "date": pa.Column("datetime64[ns]", pa.Check.ge(pd.Timestamp("2026-01-01"))),
        "shop": pa.Column(str, pa.Check.isin(SHOPS)),
        "product": pa.Column(str, pa.Check.isin(PRODUCTS)),
        "price": pa.Column(float, pa.Check.in_range(0.1, 20)),
        "promo": pa.Column(int, pa.Check.isin([0, 1])),
        "temp_anomaly": pa.Column(float, pa.Check.in_range(-20, 20)),
        "baked": pa.Column(int, pa.Check.in_range(0, 2000)),
        "demand": pa.Column(int, pa.Check.in_range(0, 2000)),
    },
    strict=True,
    unique=KEY,
)


class Refused(ValueError):
    """The table is not what it must be; the message names columns and values."""


def read(path: str | Path) -> pd.DataFrame:
    """A sales table, checked and in the order of its key.

    :param path: A CSV file with the columns of `SALES`.
    :raises Refused: If a column is missing, unknown, of another type or out of its limits, or if a
        day of a series is missing or stands twice.
    """
    table = pd.read_csv(path, parse_dates=["date"], dtype={"temp_anomaly": float, "price": float})
    table["date"] = table["date"].astype("datetime64[ns]")
    try:
        SALES.validate(table, lazy=True)
    except pa.errors.SchemaErrors as error:
        cases = error.failure_cases[["column", "check", "failure_case"]].head(5)
        raise Refused(f"{path}: {cases.to_dict('records')}") from error
    table = table.sort_values(KEY, ignore_index=True)
    gaps = table.groupby(["shop", "product"])["date"].diff().dt.days.dropna()
    if (gaps != 1).any():
        raise Refused(f"{path}: {int((gaps != 1).sum())} series jump over a day")
    return table


def params() -> dict:
    """What params.yaml sets."""
    return yaml.safe_load((ROOT / "params.yaml").read_text(encoding="utf-8"))


def between(table: pd.DataFrame, period: list[str]) -> pd.DataFrame:
    """The rows from the first day of a period through the last."""
    return table[table["date"].between(*map(pd.Timestamp, period))]
