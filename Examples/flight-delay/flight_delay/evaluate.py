"""How good the models are, measured on the committed data. The figures in docs/ come from here.

`python -m flight_delay.evaluate` prints them.
"""

import pandas as pd
from sklearn.metrics import (
    accuracy_score,
    brier_score_loss,
    precision_score,
    recall_score,
    roc_auc_score,
)

from flight_delay import features, model, predict

DATA = model.ROOT / "data"


def rule(frame: pd.DataFrame) -> pd.Series:
    """What the desk does without a model: a flight that leaves late arrives late."""
    return (frame["dep_delay"] > features.LATE_AFTER).astype(float)


def scores(late: pd.Series, p_late: pd.Series) -> dict[str, float]:
    """Quality of probabilities and of the yes or no that follows from them.

    `late` is the share that was late, `expected` the share that the probabilities promised;
    `missed` and `false-alarms` are shares of all flights.
    """
    said_late = p_late >= model.THRESHOLD
    return {
        "flights": len(late),
        "late": late.mean(),
        "expected": p_late.mean(),
        "roc-auc": roc_auc_score(late, p_late),
        "accuracy": accuracy_score(late, said_late),
        "recall": recall_score(late, said_late),
        "precision": precision_score(late, said_late),
        "brier": brier_score_loss(late, p_late),
        "missed": ((late == 1) & ~said_late).mean(),
        "false-alarms": ((late == 0) & said_late).mean(),
    }


def april() -> pd.DataFrame:
    """The desk's rule and both models on April, which no model was trained on."""
    reference = pd.read_csv(DATA / "reference-2013-04.csv")
    candidates = {"rule": rule(reference)}
    for version in (model.PREVIOUS, model.CURRENT):
        candidates[version] = predict.probabilities(model.load(version), reference)
    return table({name: scores(reference["late"], p) for name, p in candidates.items()})


def delay_alone() -> float:
    """ROC AUC in April of the minutes of delay at departure, with no model at all."""
    reference = pd.read_csv(DATA / "reference-2013-04.csv")
    return roc_auc_score(reference["late"], reference["dep_delay"])


def months() -> pd.DataFrame:
    """The log of predictions against what happened, by month of prediction (UTC)."""
    log = pd.read_csv(DATA / "predictions.csv").merge(
        pd.read_csv(DATA / "actuals.csv"), on="prediction_id", validate="one_to_one"
    )
    by_month = log.groupby(log["predicted_at"].str[:7])
    return table({month: scores(rows["late"], rows["p_late"]) for month, rows in by_month})


def golden() -> dict[str, int]:
    """Where the current model and the previous one disagree on the golden set."""
    flights = pd.read_csv(DATA / "golden-set.csv")
    before, now = (
        (flights[column] >= model.THRESHOLD) == (flights["late"] == 1)
        for column in ("p_previous", "p_current")
    )
    return {
        "flights": len(flights),
        "right-before": int(before.sum()),
        "right-now": int(now.sum()),
        "flips-for-the-better": int((~before & now).sum()),
        "flips-for-the-worse": int((before & ~now).sum()),
    }


def table(rows: dict[str, dict[str, float]]) -> pd.DataFrame:
    return pd.DataFrame.from_dict(rows, orient="index").astype({"flights": int})


def main() -> None:
    print("April", shown(april()), sep="\n")
    print(f"ROC AUC of dep_delay alone: {delay_alone():.4f}\n")
    print("Log, by month of prediction (UTC)", shown(months()), "", sep="\n")
    print("Golden set", pd.Series(golden()).to_string(), sep="\n")


def shown(table: pd.DataFrame) -> str:
    return table.to_string(float_format="{:.4f}".format)


if __name__ == "__main__":
    main()
