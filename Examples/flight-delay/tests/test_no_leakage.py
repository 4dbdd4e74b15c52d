"""No feature may know what happened after the aircraft left the gate."""

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from flight_delay import features

KNOWN_AT_DEPARTURE = {
    "year", "month", "day", "hour", "minute", "time_hour", "flight", "tailnum",
    "carrier", "origin", "dest", "distance", "dep_time", "dep_delay",
    "sched_dep_time", "sched_arr_time", "sched_departure", "sched_arrival",
    "weather_hour", "temp", "wind_speed", "precip", "visib",
}  # fmt: skip
KNOWN_AFTERWARDS = {"arr_time", "arr_delay", "air_time"}


@pytest.fixture
def day(arrived) -> pd.DataFrame:
    return features.between(arrived, "2013-07-10", "2013-07-10").copy()


def test_every_column_is_known_at_departure_or_afterwards(arrived):
    assert set(arrived.columns) == KNOWN_AT_DEPARTURE | KNOWN_AFTERWARDS


@pytest.mark.parametrize("column", sorted(KNOWN_AFTERWARDS))
def test_features_do_not_change_with_what_happens_afterwards(day, column):
    before = features.features(day)
    day[column] = np.random.default_rng(7).integers(-1000, 1000, len(day))
    assert_frame_equal(features.features(day), before)


def test_features_can_be_made_before_the_outcome_exists(day):
    expected = features.features(day)
    assert_frame_equal(features.features(day.drop(columns=list(KNOWN_AFTERWARDS))), expected)


def test_features_of_a_flight_do_not_depend_on_the_others(day):
    alone = day.iloc[[100]]
    assert_frame_equal(features.features(alone), features.features(day).iloc[[100]])
