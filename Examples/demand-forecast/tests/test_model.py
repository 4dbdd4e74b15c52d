"""The model as specified, training, evaluation, the gate, and the pipeline from end to end."""

import json
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from bakery_demand import data, model, predict, train


def test_it_learns_a_tiny_set(rows, settings):
    few = rows[(rows["shop"] == "mill") & (rows["product"] == "rye")].head(20)
    loose = settings | {"model": settings["model"] | {"penalty": 1e-6}}
    tiny = _fit_all(few, loose)
    assert train.wape(few["demand"], model.forecast(tiny, few)["forecast"]) < 0.08


def _fit_all(few, settings):
    # `sigma` wants every product, so two rows of the others come along.
    others = [few.head(2).assign(product=name) for name in ("roll", "cake")]
    table = pd.concat([few, *others], ignore_index=True)
    return model.fit(table, table["demand"], train.current(settings), settings)


def test_answers_have_the_right_shape_and_range(fitted, autumn):
    said = model.forecast(fitted, autumn)
    assert len(said) == len(autumn)
    assert np.isfinite(said[["forecast", "lower", "upper"]]).all(axis=None)
    assert (said["lower"] >= 0).all()
    assert (said["lower"] <= said["forecast"]).all()
    assert (said["forecast"] <= said["upper"]).all()
    short = model.p_short(said, autumn["baked"])
    assert short.between(0, 1).all()


def test_it_is_the_same_after_a_reload(fitted, autumn, tmp_path):
    model.save(fitted, tmp_path / "model.json")
    again = model.load(tmp_path / "model.json")
    assert again == fitted
    pd.testing.assert_frame_equal(model.forecast(again, autumn), model.forecast(fitted, autumn))


@pytest.mark.parametrize("text", ["", "{}", '{"version": "2.1.0"}', "[1, 2]"])
def test_a_broken_file_is_refused(tmp_path, text):
    path = tmp_path / "model.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match="is no model"):
        model.load(path)


def test_a_model_that_reads_unknown_features_is_refused(fitted, tmp_path):
    model.save(replace(fitted, reads=["moon"]), tmp_path / "model.json")
    with pytest.raises(ValueError, match="moon"):
        model.load(tmp_path / "model.json")


def test_training_again_gives_the_committed_model(rows, settings, fitted):
    """The tolerance is the six digits that the file keeps."""
    again = train.fit(rows, settings, fitted.version)
    for name, value in fitted.coefficients.items():
        assert abs(again.coefficients[name] - value) <= 2e-6
    assert again.trained == fitted.trained


def test_training_reads_nothing_after_its_period(rows, settings, fitted):
    cut = pd.Timestamp(settings["periods"]["train"][1])
    later = rows.assign(demand=rows["demand"].where(rows["date"] <= cut, 1))
    assert train.fit(later, settings, fitted.version).coefficients == (
        train.fit(rows, settings, fitted.version).coefficients
    )


def test_committed_figures_are_the_computed_ones(fitted, autumn, rows, settings):
    kept = json.loads(train.METRICS.read_text(encoding="utf-8"))
    assert train.metrics(fitted, autumn) == kept
    pd.testing.assert_frame_equal(
        train.golden(rows, settings).reset_index(drop=True),
        pd.read_csv(train.GOLDEN, dtype={"p_previous": str, "p_current": str}),
        check_dtype=False,
    )


def test_documents_quote_the_computed_figures(settings, rows, autumn):
    page = (data.ROOT / "docs/model-choice.md").read_text(encoding="utf-8")
    kept = json.loads(train.METRICS.read_text(encoding="utf-8"))
    assert f"| 2.1.0 | {kept['wape']:.4f} |" in page
    before = train.metrics(train.fit(rows, settings, "2.0.0"), autumn)
    assert f"holidays | {before['wape']:.4f} | {before['bias']:.4f} |" in page
    assert f"| same weekday a week before | {kept['wape_baseline']:.4f} |" in page
    for row in train.tune(settings)[:3]:
        assert f"| {row['lag_days']} | {row['penalty']} | {row['wape']:.4f} |" in page


@pytest.mark.parametrize("weeks", [0, 4, 12, 20])
def test_the_runbook_quotes_what_age_costs(rows, settings, weeks):
    page = (data.ROOT / "docs/runbook.md").read_text(encoding="utf-8")
    assert f"| {weeks} | {train.aged(rows, settings, weeks):.4f} |" in page


def test_goals_and_worth_quote_what_the_plan_changes(fitted, rows):
    october = data.between(rows, ["2026-10-01", "2026-10-31"])
    found = predict.effect(fitted, october)
    goals = (data.ROOT / "docs/goals.md").read_text(encoding="utf-8")
    for name in ("waste", "short"):
        rule, plan = found[f"{name}_rule"] * 100, found[f"{name}_plan"] * 100
        assert f"| {rule:.1f} % |" in goals
        assert f"| {plan:.1f} % |" in goals
    least, most = found["saved_least"] * 100, found["saved_most"] * 100
    assert f"interval {least:.1f} to {most:.1f}" in goals
    worth = (data.ROOT / "worth.yaml").read_text(encoding="utf-8")
    for name in ("far_over", "far_under"):
        pair = f"people: {found[f'{name}_rule']:.4f}\n    model: {found[f'{name}_plan']:.4f}"
        assert pair in worth


def test_the_gate_lets_the_model_in_service_through(settings):
    kept = json.loads(train.METRICS.read_text(encoding="utf-8"))
    assert train.faults(kept, pd.read_csv(train.GOLDEN), settings["limits"]) == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"wape": 0.5}, "wape is 0.5"),
        ({"wape": float("nan")}, "wape is nan"),
        ({"wape_by_shop": {"mill": 0.4}}, "wape of mill"),
        ({"wape_by_product": {"cake": 0.4}}, "wape of cake"),
        ({"coverage": 0.5}, "coverage"),
        ({"wape_baseline": 0.0953}, "baseline"),
    ],
)
def test_the_gate_keeps_a_worse_model_out(settings, change, words):
    kept = json.loads(train.METRICS.read_text(encoding="utf-8"))
    found = train.faults(kept | change, pd.read_csv(train.GOLDEN), settings["limits"])
    assert any(words in line for line in found)


def test_the_gate_counts_golden_cases_that_turn_wrong(settings):
    kept = json.loads(train.METRICS.read_text(encoding="utf-8"))
    cases = pd.read_csv(train.GOLDEN).assign(p_current=lambda table: 1 - table["p_current"])
    found = train.faults(kept, cases, settings["limits"])
    assert any("golden flips" in line for line in found)


def test_from_raw_sales_to_a_served_forecast(tmp_path, monkeypatch):
    """The whole pipeline on its own copy of the table: read, fit, evaluate, golden, gate, plan."""
    monkeypatch.setattr(model, "PATH", tmp_path / "model.json")
    for owner, name in ((train, "METRICS"), (train, "GOLDEN"), (predict, "SERVED")):
        monkeypatch.setattr(owner, name, tmp_path / getattr(owner, name).name)
    monkeypatch.setattr(predict, "OUTCOMES", tmp_path / "outcomes.csv")
    monkeypatch.setattr(model.save, "__defaults__", (tmp_path / "model.json",))
    monkeypatch.setattr(model.load, "__defaults__", (tmp_path / "model.json",))
    for step in ("fit", "evaluate", "golden", "gate"):
        assert train.main([step]) == 0
    assert predict.main(["replay"]) == 0
    plan = predict.plan(pd.Timestamp("2026-11-16").date(), predict.forecaster())
    assert len(plan) == 9
    assert (plan["fallback"] == 0).all()
    assert (plan["bake"] >= plan["forecast"]).all()
    for name in ("served.csv", "outcomes.csv"):
        committed = (data.ROOT / "data" / name).read_text(encoding="utf-8")
        assert (tmp_path / name).read_text(encoding="utf-8") == committed


def test_explanations_multiply_to_the_forecast(fitted, autumn):
    """The explanation is faithful: factors times the average are the forecast, to rounding."""
    for position in (0, 99, 200):
        row = autumn.iloc[[position]]
        product = np.exp(fitted.intercept)
        for part in model.explain(fitted, row):
            product *= part["factor"]
        assert product - 1 == pytest.approx(
            model.forecast(fitted, row)["forecast"].item(), rel=1e-9
        )


def test_it_knows_what_it_does_not_know(fitted, autumn):
    assert model.forecast(fitted, autumn)["certain"].mean() > 0.9
    for change in ({"price_ratio": 2.0}, {"temp_anomaly": 15.0}, {"last_week": np.nan}):
        assert (model.forecast(fitted, autumn.assign(**change))["certain"] == 0).all()
