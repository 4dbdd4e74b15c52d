import json

import numpy as np
import pytest

from flight_delay import features, model, predict, tables, train


@pytest.mark.parametrize("version", train.VERSIONS)
def test_the_export_agrees_with_scikit_learn(training, frame, version):
    columns = train.VERSIONS[version]
    fitted = train.fit(training, columns)
    ours = model.probability(model.export(fitted, version, {}), frame)
    theirs = fitted.predict_proba(frame[columns])[:, 1]
    assert np.abs(ours - theirs).max() < 1e-4


@pytest.mark.parametrize("version", train.VERSIONS)
def test_the_file_uses_the_features_of_its_version(version):
    assert set(model.load(version)["features"]) == set(train.VERSIONS[version])


def test_the_file_survives_reading_and_writing(current):
    content = (model.ROOT / model.path_of(model.CURRENT)).read_bytes()
    assert model.to_bytes(current) == content


def test_the_file_names_the_rows_it_was_trained_on(current, training):
    assert current["training"]["rows"] == len(training)
    assert current["training"]["sha256"] == tables.sha256(tables.csv(training))


def test_numbers_have_six_significant_digits(current):
    for number in current["numbers"].values():
        for value in number.values():
            assert value == float(f"{value:.6g}")


def test_missing_weather_counts_as_the_median_of_training(current, frame):
    flights = frame[frame["temp"].isna()]
    usual = flights.assign(temp=current["numbers"]["temp"]["if_missing"])
    assert np.array_equal(model.probability(current, flights), model.probability(current, usual))


def test_an_unknown_carrier_adds_nothing(current, frame):
    flight = frame.iloc[[0]].assign(carrier="ZZ")
    silent = json.loads(json.dumps(current))
    silent["categories"]["carrier"] = {}
    assert model.probability(current, flight) == model.probability(silent, flight)


def test_leaving_later_never_makes_arriving_late_less_likely(current, frame):
    flights = frame.iloc[:1000]
    later = flights.assign(dep_delay=flights["dep_delay"] + 10)
    assert (model.probability(current, later) >= model.probability(current, flights)).all()


def test_probabilities_are_probabilities_even_for_absurd_delays(current, frame):
    flights = frame.iloc[:2].assign(dep_delay=[-10_000, 10_000])
    assert model.probability(current, flights).round(4).tolist() == [0, 1]


def test_predicted_late_follows_from_the_logged_probability(arrived, current):
    day = features.between(arrived, "2013-12-17", "2013-12-17")
    log = predict.predictions(day, current)
    said = (log["p_late"].astype(float) >= model.THRESHOLD).astype(int)
    assert log["predicted_late"].equals(said)
    assert 0 < said.mean() < 1


def test_the_log_is_in_order_of_departure(arrived, current):
    day = features.between(arrived, "2013-12-17", "2013-12-17")
    assert predict.predictions(day, current)["predicted_at"].is_monotonic_increasing


def test_a_flight_counts_as_predicted_when_it_leaves(arrived, current):
    flight = arrived.loc[["2013-01-01-UA-1545-EWR"]]  # due 05:15, left two minutes later
    assert predict.predictions(flight, current)["predicted_at"].tolist() == ["2013-01-01T10:17:00Z"]
