"""Small data and a model that every test may use; no test needs a network or live data."""

import pytest

from bakery_demand import data, model, predict, train


@pytest.fixture(scope="session")
def settings():
    return data.params()


@pytest.fixture(scope="session")
def sales():
    """The committed table, which `make_data.py` can make again."""
    return data.read(train.SALES)


@pytest.fixture(scope="session")
def rows(settings):
    return train.table(settings)


@pytest.fixture(scope="session")
def autumn(rows, settings):
    """What no model was trained on."""
    return data.between(rows, settings["periods"]["evaluate"])


@pytest.fixture(scope="session")
def fitted():
    """The model in service."""
    return model.load()


@pytest.fixture(scope="session")
def using(fitted, sales, settings):
    return predict.Forecaster(fitted, sales, settings)


@pytest.fixture
def request_of():
    """A request that the model knows well, with some parts changed."""

    def make(**changes):
        asked = {"date": "2026-11-16", "shop": "park", "product": "rye", "price": 3.4, "promo": 0,
                 "temp_anomaly": 0.0, "planned": 80}  # fmt: skip
        return asked | changes

    return make
