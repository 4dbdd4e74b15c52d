"""Figures in the documents are those that the data give."""

import pytest

from flight_delay import evaluate, features, model


def text(path: str) -> str:
    return (model.ROOT / path).read_text(encoding="utf-8")


def test_april():
    page = text("docs/model-choice.md")
    for name, row in evaluate.april().iterrows():
        kept = ["roc-auc", "accuracy", "recall", "precision", "brier", "missed", "false-alarms"]
        cells = " | ".join(f"{row[figure]:.4f}" for figure in kept)
        assert any(
            line.startswith(f"| {name}") and line.endswith(f"| {cells} |")
            for line in page.splitlines()
        )
    assert f"alone has a ROC AUC of {evaluate.delay_alone():.4f}" in page


def test_months():
    page = text("docs/model-choice.md")
    for month, row in evaluate.months().iterrows():
        kept = ["late", "expected", "roc-auc", "recall", "precision"]
        cells = " | ".join(f"{row[figure]:.4f}" for figure in kept)
        assert f"| {month} | {row['flights']:,.0f} | {cells} |" in page


def test_golden_set():
    figures = evaluate.golden()
    better, worse = figures["flips-for-the-better"], figures["flips-for-the-worse"]
    page = " ".join(text("docs/model-choice.md").split())
    assert f"{better} are now right that were wrong, and {worse} wrong that were right" in page


def test_limits_follow_from_april():
    current = evaluate.april().loc[model.CURRENT]
    limits = text("airworthy.yaml")
    for name, margin in [("roc-auc", 0.02), ("recall", 0.05), ("precision", 0.05)]:
        assert f"{name}: {{at-least: {round(current[name], 2) - margin:.2f}}}" in limits


def test_worth_uses_the_error_rates_of_april():
    page, april = text("worth.yaml"), evaluate.april()
    for error in ("missed", "false-alarms"):
        people, machine = april.loc["rule", error], april.loc[model.CURRENT, error]
        assert f"people: {people:.4f}\n    model: {machine:.4f}" in page


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("training, January to March", "2013-01-01", "2013-03-31"),
        ("reference, April", "2013-04-01", "2013-04-30"),
        ("replay, May to December", "2013-05-01", "2013-12-31"),
        ("2013", "2013-01-01", "2013-12-31"),
    ],
)
def test_counts_of_the_data_card(records, period, first, last):
    scheduled = features.between(records, first, last)
    arrived = features.arrived(scheduled)
    cancelled = scheduled["dep_delay"].isna().sum()
    diverted = len(scheduled) - len(arrived) - cancelled
    weather = features.features(arrived)[["temp", "wind_speed", "precip", "visib"]]
    cells = [
        f"{len(scheduled):,}",
        f"{cancelled:,}",
        f"{diverted:,}",
        f"{len(arrived):,}",
        f"{features.late(arrived).mean():.1%}".replace("%", " %"),
        f"{weather.isna().any(axis=1).sum():,}",
    ]
    assert f"| {period} | {' | '.join(cells)} |" in text("docs/data-card.md")
