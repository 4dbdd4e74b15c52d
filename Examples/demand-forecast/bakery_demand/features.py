"""From sales to features: the one transformation, for training, the nightly plan and the API.

What it may look at ends with the day before the one that it describes.
"""

from collections.abc import Mapping

import pandas as pd

WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
NUMBERS = ["last_week", "mean_28", "price_ratio", "temp_anomaly", "promo", "holiday"]
CATEGORIES = ["shop", "product", "weekday"]
FEATURES = NUMBERS + CATEGORIES


def make(sales: pd.DataFrame, settings: Mapping) -> pd.DataFrame:
    """The features of every row, beside its key.

    :param sales: Rows in the order of date within each series; the demand of the days to forecast
        may be missing.
    :param settings: The part `features` of params.yaml.
    :returns: `date`, `shop`, `product` and the columns of `FEATURES`; `last_week` and `mean_28` are
        units, missing where the series is too young.
    """
    demand = sales.groupby(["shop", "product"])["demand"]
    known = demand.shift(1)
    trailing = known.groupby([sales["shop"], sales["product"]]).rolling(
        settings["mean_days"], min_periods=settings["mean_days_at_least"]
    )
    holidays = pd.to_datetime(settings["holidays"])
    return pd.DataFrame(
        {
            "date": sales["date"],
            "shop": sales["shop"],
            "product": sales["product"],
            "last_week": demand.shift(settings["lag_days"]),
            "mean_28": trailing.mean().reset_index([0, 1], drop=True).round(3),
            "price_ratio": (sales["price"] / sales["product"].map(settings["list_prices"])).round(
                4
            ),
            "temp_anomaly": sales["temp_anomaly"],
            "promo": sales["promo"],
            "holiday": sales["date"].isin(holidays).astype(int),
            "weekday": sales["date"].dt.day_of_week.map(dict(enumerate(WEEKDAYS))),
        }
    )


def of_request(sales: pd.DataFrame, request: Mapping, settings: Mapping) -> pd.DataFrame:
    """The features of one day to come, made by `make` from the series' own past.

    :param sales: The history of all series.
    :param request: `date`, `shop`, `product`, `price`, `promo` and `temp_anomaly`.
    :param settings: The part `features` of params.yaml.
    :returns: One row; without trailing features where the past does not reach the day before.
    :raises LookupError: If the series has no past at all.
    """
    day = pd.Timestamp(request["date"])
    is_own = (sales["shop"] == request["shop"]) & (sales["product"] == request["product"])
    past = sales[is_own & (sales["date"] < day)]
    if past.empty:
        raise LookupError(f"nothing is known of {request['product']} at {request['shop']}")
    # Days without sales yet, so that what lies a week back stays a week back.
    ahead = pd.date_range(past["date"].max(), day, inclusive="right")
    asked = pd.DataFrame({"date": ahead}).assign(**{**dict(request), "date": ahead})
    rows = pd.concat([past, asked[list(asked.columns.intersection(sales.columns))]])
    return make(rows.reset_index(drop=True), settings).tail(1)
