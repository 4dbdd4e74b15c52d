import pandas as pd
import pytest

from flight_delay import features, model, train


@pytest.fixture(scope="session")
def records() -> pd.DataFrame:
    """Every scheduled flight of 2013. Tests that change it copy it first."""
    return features.load()


@pytest.fixture(scope="session")
def arrived(records) -> pd.DataFrame:
    return features.arrived(records)


@pytest.fixture(scope="session")
def frame(arrived) -> pd.DataFrame:
    return features.features(arrived)


@pytest.fixture(scope="session")
def training(records) -> pd.DataFrame:
    return train.training_table(records)


@pytest.fixture(scope="session")
def current() -> dict:
    return model.load(model.CURRENT)
