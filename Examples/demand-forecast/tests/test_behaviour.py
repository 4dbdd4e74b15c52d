"""How answers must relate to one another, how far they move, and for whom they are worse."""

import numpy as np
import pytest

from bakery_demand import data, model, train

# Metamorphic relations: two requests that differ in one thing, and what must follow.


def test_a_higher_price_never_raises_the_forecast(fitted, autumn):
    dearer = autumn.assign(price_ratio=autumn["price_ratio"] * 1.03)
    change = model.forecast(fitted, dearer)["forecast"] - model.forecast(fitted, autumn)["forecast"]
    assert (change < 0).all()


def test_a_promotion_never_lowers_the_forecast(fitted, autumn):
    without, with_one = (
        model.forecast(fitted, autumn.assign(promo=flag))["forecast"] for flag in (0, 1)
    )
    assert (with_one > without).all()


def test_more_planned_is_never_likelier_to_run_short(fitted, autumn):
    expected = model.forecast(fitted, autumn)
    before = model.p_short(expected, autumn["baked"])
    assert (model.p_short(expected, autumn["baked"] + 10) < before).all()


def test_the_order_of_rows_does_not_matter(fitted, autumn):
    shuffled = autumn.sample(frac=1, random_state=7)
    again = model.forecast(fitted, shuffled).loc[autumn.index]
    assert np.allclose(again["forecast"], model.forecast(fitted, autumn)["forecast"], rtol=1e-12)


def test_another_shop_with_the_same_past_is_near(fitted, autumn):
    """The shop itself counts for little once its past is known: a third at most."""
    mill, park = (
        model.forecast(fitted, autumn.assign(shop=name))["forecast"] for name in ("mill", "park")
    )
    assert ((park / mill).between(0.67, 1.5)).all()


# Sensitivity: how far results move with inputs, settings and assumptions.


@pytest.mark.parametrize(
    ("name", "change", "most"),
    [
        ("price_ratio", 0.01, 0.016),
        ("temp_anomaly", 1.0, 0.01),
        ("last_week", 1.0, 0.03),
        ("mean_28", 1.0, 0.05),
    ],
)
def test_a_small_change_of_an_input_moves_the_forecast_a_little(fitted, autumn, name, change, most):
    moved = model.forecast(fitted, autumn.assign(**{name: autumn[name] + change}))["forecast"]
    share = (moved / model.forecast(fitted, autumn)["forecast"] - 1).abs()
    assert share.max() <= most


@pytest.mark.parametrize("penalty", [0.01, 1.0])
def test_the_penalty_hardly_matters(rows, autumn, settings, penalty):
    changed = settings | {"model": settings["model"] | {"penalty": penalty}}
    fitted = train.fit(rows, changed, train.current(settings))
    error = train.wape(autumn["demand"], model.forecast(fitted, autumn)["forecast"])
    assert abs(error - train.metrics(model.load(), autumn)["wape"]) < 0.005


def test_a_drift_within_the_limit_costs_less_than_a_point(fitted, autumn):
    """Why 0.15 is the margin for drift: a seventh of the rows with prices a twentieth off."""
    shifted = autumn.copy()
    shifted.loc[shifted.index[::7], "price_ratio"] *= 1.05
    error = train.wape(autumn["demand"], model.forecast(fitted, shifted)["forecast"])
    assert error - train.metrics(fitted, autumn)["wape"] < 0.01


# Fairness: shops are the groups that answers affect. Staff of a shop with worse forecasts throw
# more away, or have more angry customers.


def test_no_shop_is_served_much_worse_than_the_others(fitted, autumn, settings):
    error = train.metrics(fitted, autumn)["wape_by_shop"]
    assert set(error) == set(data.SHOPS)
    assert max(error.values()) <= settings["limits"]["wape_of_any_shop"]
    assert max(error.values()) - min(error.values()) <= 0.05


def test_no_shop_is_forecast_too_low_or_too_high_throughout(fitted, autumn):
    said = model.forecast(fitted, autumn)["forecast"]
    for shop, part in autumn.groupby("shop"):
        bias = (said[part.index] - part["demand"]).sum() / part["demand"].sum()
        assert abs(bias) <= 0.05, shop


def test_running_short_is_foreseen_equally_well_in_every_shop(fitted, autumn):
    short = model.p_short(model.forecast(fitted, autumn), autumn["baked"])
    gaps = []
    for _, part in autumn.groupby("shop"):
        happened = (part["demand"] > part["baked"]).mean()
        gaps.append(abs(short[part.index].mean() - happened))
    # Two standard errors of a share of 90 days.
    assert max(gaps) <= 0.1
