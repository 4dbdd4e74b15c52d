import pandas as pd
import pytest

from flight_delay import evaluate, features, model, predict


@pytest.fixture(scope="module")
def golden() -> pd.DataFrame:
    return pd.read_csv(evaluate.DATA / "golden-set.csv")


@pytest.mark.parametrize(
    ("column", "version"), [("p_previous", model.PREVIOUS), ("p_current", model.CURRENT)]
)
def test_each_model_says_what_is_written_down(golden, column, version):
    assert predict.probabilities(model.load(version), golden).tolist() == golden[column].tolist()


def test_flights_are_those_of_the_records(golden, arrived, frame):
    flights = golden.set_index("flight_id")
    assert flights["late"].equals(features.late(arrived).loc[flights.index])
    pd.testing.assert_frame_equal(
        flights[features.FEATURES], frame.loc[flights.index], check_dtype=False
    )


def test_there_are_500_different_flights_none_from_training(golden):
    assert golden["flight_id"].is_unique
    assert len(golden) == 500
    assert (golden["flight_id"] >= "2013-04-01").all()


def test_every_carrier_airport_and_destination_is_there(golden, frame):
    for column in ("carrier", "origin", "dest"):
        assert set(golden[column]) == set(frame[column])


def test_the_hard_cases_are_there(golden):
    assert golden["dep_delay"].isin([15, 16]).sum() >= 20
    assert (golden["dep_delay"] > 600).sum() >= 10
    assert golden["temp"].isna().sum() >= 15
    assert (golden["visib"] < 1).sum() >= 15


def test_the_current_model_is_right_on_four_in_five(golden):
    assert evaluate.golden()["right-now"] >= 0.8 * len(golden)
