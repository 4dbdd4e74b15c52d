"""Deepchecks: results of suites as `to_json()` gives them."""

import json
import warnings

warnings.simplefilter("ignore")

import flights
from common import keep_text, without, workspace
from deepchecks.tabular import Dataset, Suite
from deepchecks.tabular import checks as c
from sklearn.tree import DecisionTreeClassifier

FEATURES = ["distance", "air_time", "dep_delay", "origin"]


def dataset(number):
    table = flights.flown(number, 300)[[*FEATURES, "late"]]
    table["origin"] = table["origin"].astype("category").cat.codes
    return Dataset(table, label="late", cat_features=["origin"])


def main():
    train, test = dataset(1), dataset(7)
    model = DecisionTreeClassifier(max_depth=2, random_state=0).fit(train.data[FEATURES], train.data["late"])
    suite = Suite(
        "flight delay",
        c.DataDuplicates().add_condition_ratio_less_or_equal(0.2),
        c.PercentOfNulls().add_condition_percent_of_nulls_not_greater_than(0.1),
        c.FeatureDrift().add_condition_drift_score_less_than(0.05, 0.05),
        c.ClassImbalance().add_condition_class_ratio_less_than(0.4),
        c.TrainTestPerformance().add_condition_train_test_relative_degradation_less_than(0.05),
        c.ConfusionMatrixReport(),
        c.DateTrainTestLeakageDuplicates().add_condition_leakage_ratio_less_or_equal(0),
    )
    with workspace():
        result = suite.run(train, test, model)
        save(result, "suite")
        green = Suite("integrity", c.PercentOfNulls().add_condition_percent_of_nulls_not_greater_than(0.1))
        save(green.run(train, test, model), "suite-green")


def save(result, name):
    print(name, result.passed(), [
        (r.header, [(k.name, k.category.value, k.details) for k in getattr(r, "conditions_results", [])])
        for r in result.results
    ])
    found = without(json.loads(result.to_json(with_display=False)), ["summary"])
    keep_text(json.dumps(found, ensure_ascii=False), f"deepchecks/{name}.json")


main()
