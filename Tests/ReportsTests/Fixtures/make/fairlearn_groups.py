"""Fairlearn: MetricFrame.by_group as CSV, by one and by two sensitive features."""

import flights
from common import keep, workspace
from fairlearn.metrics import MetricFrame, count, false_positive_rate, selection_rate
from sklearn.metrics import accuracy_score, recall_score

METRICS = {
    "accuracy": accuracy_score,
    "recall": recall_score,
    "selection_rate": selection_rate,
    "false_positive_rate": false_positive_rate,
    "count": count,
}


def main():
    table = flights.flown(7)
    with workspace():
        one = frame(table, METRICS, table["origin"])
        one.by_group.to_csv("g.csv")
        keep("g.csv", "fairlearn/by-origin.csv")
        one.overall.to_csv("g.csv")
        keep("g.csv", "fairlearn/overall.csv")
        one.difference().to_csv("g.csv")
        keep("g.csv", "fairlearn/difference.csv")
        two = frame(table, METRICS, table[["origin", "carrier"]])
        two.by_group.to_csv("g.csv")
        keep("g.csv", "fairlearn/by-origin-carrier.csv")
        single = frame(table, accuracy_score, table["origin"])
        single.by_group.to_csv("g.csv")
        keep("g.csv", "fairlearn/by-origin-one-metric.csv")
        print(one.overall, one.difference(), one.ratio())


def frame(table, metrics, groups):
    return MetricFrame(
        metrics=metrics,
        y_true=table["late"],
        y_pred=table["predicted_late"],
        sensitive_features=groups,
    )


main()
