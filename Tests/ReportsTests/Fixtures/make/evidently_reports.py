"""Evidently: a drift preset, the same with its tests, own tests, and a regression preset."""

import warnings

warnings.simplefilter("ignore")

import flights
from common import keep, workspace
from evidently import DataDefinition, Dataset, Regression, Report
from evidently.legacy.metric_preset import DataDriftPreset as OldDriftPreset
from evidently.legacy.report import Report as OldReport
from evidently.legacy.test_preset import DataStabilityTestPreset
from evidently.legacy.test_suite import TestSuite
from evidently.metrics import (
    DriftedColumnsCount,
    MeanValue,
    MissingValueCount,
    QuantileValue,
    RowCount,
)
from evidently.presets import DataDriftPreset, RegressionPreset
from evidently.tests import gte, lte

NUMBERS = ["distance", "air_time", "dep_delay"]
CATEGORIES = ["carrier", "origin"]


def dataset(table):
    definition = DataDefinition(
        numerical_columns=NUMBERS + [c for c in ["arr_delay", "predicted"] if c in table],
        categorical_columns=CATEGORIES,
        regression=[Regression(target="arr_delay", prediction="predicted")]
        if "predicted" in table
        else None,
    )
    return Dataset.from_pandas(table, data_definition=definition)


def save(report, current, reference, name):
    report.run(current, reference).save_json("report.json")
    keep("report.json", f"evidently/{name}.json")


def main():
    with workspace():
        january = dataset(flights.month(1)[NUMBERS + CATEGORIES])
        july = dataset(flights.month(7)[NUMBERS + CATEGORIES])
        plain = Report([DataDriftPreset()], include_tests=False)
        save(plain, july, january, "drift")
        tested = Report([DataDriftPreset()], include_tests=True)
        save(tested, july, january, "drift-tests")
        save(tested, january, january, "drift-none")
        distances = DataDriftPreset(num_method="psi", cat_method="jensenshannon")
        save(Report([distances], include_tests=True), july, january, "drift-distances")
        own = Report(
            [
                RowCount(tests=[gte(100)]),
                MissingValueCount(column="dep_delay", tests=[lte(5)], share_tests=[lte(0.05)]),
                QuantileValue(column="distance", quantile=0.5, tests=[lte(800, is_critical=False)]),
                DriftedColumnsCount(columns=["distance"]),
            ]
        )
        save(own, july, january, "own-tests")
        empty = flights.month(7)[NUMBERS + CATEGORIES].assign(air_time=float("nan"))
        save(Report([MeanValue(column="air_time", tests=[lte(200)])]), dataset(empty), None, "nan")
        wanted = NUMBERS + CATEGORIES + ["arr_delay", "predicted"]
        now, before = (dataset(flights.flown(m)[wanted]) for m in (7, 1))
        save(Report([RegressionPreset()], include_tests=True), now, before, "regression")
        old_format()


def old_format():
    """What releases before 0.7 wrote; the newest one can still."""
    now, before = (flights.month(m, 200)[["distance", "dep_delay", "origin"]] for m in (7, 1))
    for made, name in [
        (OldReport([OldDriftPreset()]), "old-drift"),
        (TestSuite([DataStabilityTestPreset()]), "old-test-suite"),
    ]:
        made.run(reference_data=before, current_data=now)
        made.save_json("report.json")
        keep("report.json", f"evidently/{name}.json")


main()
