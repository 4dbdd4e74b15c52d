import pandas as pd
import pytest

from flight_delay import features, predict


def test_a_known_flight_has_the_features_of_its_timetable_and_weather(frame):
    flight = frame.loc["2013-01-01-UA-1545-EWR"]
    assert flight.to_dict() == {
        "dep_delay": 2,
        "sched_dep_minute": 5 * 60 + 15,
        "distance": 1400,
        "sched_block_minutes": 4 * 60 + 4,  # 05:15 in New York to 08:19 in Houston
        "temp": 4.4,  # 39.92 °F
        "wind_speed": 20.4,  # 12.66 mph
        "precip": 0.0,
        "visib": 16.1,  # 10 miles
        "carrier": "UA",
        "origin": "EWR",
        "dest": "IAH",
        "day_of_week": "Tue",
    }


@pytest.mark.parametrize(
    ("flight_id", "minutes"),
    [
        ("2013-07-01-B6-703-JFK", 241),  # 14:29 to 18:30; San Juan has New York's summer time
        ("2013-01-01-HA-51-JFK", 690),  # 09:00 to 15:30; Honolulu is five hours behind
        ("2013-11-02-B6-1503-JFK", 221),  # 23:59 to 03:40, the night the clocks go back
        ("2013-11-03-B6-1503-JFK", 221),  # 23:59 to 04:40, the night after
    ],
)
def test_scheduled_time_gate_to_gate_crosses_zones_and_nights(frame, flight_id, minutes):
    assert frame.loc[flight_id, "sched_block_minutes"] == minutes


def test_no_scheduled_time_gate_to_gate_is_beyond_belief(frame):
    speed = frame["distance"] / frame["sched_block_minutes"] * 60
    assert frame["sched_block_minutes"].between(30, 12 * 60).all()
    assert speed.max() < 600  # miles per hour


def test_destinations_are_the_20_most_frequent_of_the_training_period(arrived):
    flights = features.between(arrived, "2013-01-01", "2013-03-31")
    assert sorted(flights["dest"].value_counts().head(20).index) == features.DESTINATIONS


def test_a_rare_destination_becomes_other(frame):
    assert frame.loc["2013-01-01-HA-51-JFK", "dest"] == features.OTHER
    assert set(frame["dest"]) == {*features.DESTINATIONS, features.OTHER}


def test_weather_is_known_at_departure(arrived):
    assert (arrived["weather_hour"] < arrived["sched_departure"]).all()
    assert (arrived["weather_hour"] <= predict.departed_at(arrived)).all()


def test_missing_weather_stays_missing(arrived, frame):
    unknown = arrived["temp"].isna()
    assert unknown.any()
    assert frame.loc[unknown, "temp"].isna().all()


def test_only_weather_is_ever_missing(frame):
    weather = ["temp", "wind_speed", "precip", "visib"]
    assert frame.drop(columns=weather).notna().all(axis=None)


@pytest.mark.parametrize(("delay", "expected"), [(-20, 0), (15, 0), (16, 1), (300, 1)])
def test_late_means_more_than_15_minutes(delay, expected):
    assert features.late(pd.DataFrame({"arr_delay": [delay]})).tolist() == [expected]


def test_cancelled_and_diverted_flights_are_left_out(records, arrived):
    assert len(records) - len(arrived) == 8255 + 1175
    assert records["dep_delay"].isna().sum() == 8255


def test_days_are_those_of_new_york(records):
    day = features.between(records, "2013-07-04", "2013-07-04")
    assert day.index.str.startswith("2013-07-04-").all()
    assert len(day) == records.index.str.startswith("2013-07-04-").sum()
