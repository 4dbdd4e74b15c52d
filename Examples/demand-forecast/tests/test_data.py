"""Bad tables are refused; features by hand, and that they see nothing of the day they describe."""

import hashlib

import pandas as pd
import pytest
import yaml

import make_data
from bakery_demand import data, features, train


def broken(tmp_path, old, new):
    text = train.SALES.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "sales.csv"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("2026-01-05,mill,rye", "2026-01-05,mill,bun"),
        ("2026-01-05,mill,rye", "2026-01-05,moon,rye"),
        ("2026-01-05,mill,rye", "2026-01-06,mill,rye"),
        ("2026-01-05,mill,rye", "2025-12-05,mill,rye"),
        ("price,promo", "preis,promo"),
        (",baked,demand\n", ",baked,demand,note\n"),
    ],
)
def test_a_table_out_of_its_schema_is_refused(tmp_path, old, new):
    with pytest.raises(data.Refused):
        data.read(broken(tmp_path, old, new))


def test_a_day_that_is_missing_is_refused(tmp_path):
    lines = train.SALES.read_text(encoding="utf-8").splitlines()
    path = tmp_path / "sales.csv"
    path.write_text("\n".join(lines[:100] + lines[101:]) + "\n", encoding="utf-8")
    with pytest.raises(data.Refused, match="jump over a day"):
        data.read(path)


@pytest.mark.parametrize(
    ("column", "value"), [("price", "340.0"), ("promo", "2"), ("demand", "-1")]
)
def test_a_value_out_of_its_limits_is_refused(tmp_path, column, value):
    header, first = train.SALES.read_text(encoding="utf-8").splitlines()[:2]
    cells = first.split(",")
    cells[header.split(",").index(column)] = value
    with pytest.raises(data.Refused, match=column):
        data.read(broken(tmp_path, first, ",".join(cells)))


def test_the_lock_names_the_files_as_they_are():
    """Code, parameters and data of the committed model are what dvc.lock says."""
    stages = yaml.safe_load((data.ROOT / "dvc.lock").read_text(encoding="utf-8"))["stages"]
    for stage in stages.values():
        for entry in stage["deps"] + stage.get("outs", []):
            there = hashlib.md5((data.ROOT / entry["path"]).read_bytes(), usedforsecurity=False)
            assert there.hexdigest() == entry["md5"], entry["path"]


def test_the_committed_table_is_as_generated():
    assert "\n".join(make_data.rows()) + "\n" == train.SALES.read_text(encoding="utf-8")


@pytest.fixture
def short(settings):
    """Five weeks of one series, demand 100, 101, … and a settings part with a short mean."""
    days = pd.date_range("2026-03-02", periods=35)
    table = pd.DataFrame({"date": days, "shop": "mill", "product": "rye", "price": 3.23,
                          "promo": 0, "temp_anomaly": 1.5, "baked": 110,
                          "demand": range(100, 135)})  # fmt: skip
    return table, settings["features"] | {"mean_days": 3, "mean_days_at_least": 2}


def test_values_worked_out_by_hand(short):
    row = features.make(*short).iloc[10]
    assert row["date"] == pd.Timestamp("2026-03-12")
    assert row["last_week"] == 103
    assert row["mean_28"] == (107 + 108 + 109) / 3
    assert row["price_ratio"] == 0.95
    assert (row["weekday"], row["holiday"]) == ("Thu", 0)


def test_young_series_have_no_trailing_features(short):
    made = features.make(*short)
    assert made["last_week"].isna().sum() == 7
    assert made["mean_28"].isna().sum() == 2


def test_series_do_not_leak_into_one_another(sales, settings):
    alone = sales[(sales["shop"] == "quay") & (sales["product"] == "cake")].reset_index(drop=True)
    together = features.make(sales, settings["features"])
    own = together[(together["shop"] == "quay") & (together["product"] == "cake")]
    again = features.make(alone, settings["features"])
    pd.testing.assert_frame_equal(own.reset_index(drop=True), again)


def test_the_day_itself_and_what_follows_change_nothing(sales, settings):
    made = features.make(sales, settings["features"])
    cut = pd.Timestamp("2026-06-15")
    changed = sales.assign(demand=sales["demand"].where(sales["date"] < cut, 0))
    again = features.make(changed, settings["features"])
    until = made["date"] <= cut
    pd.testing.assert_frame_equal(made[until], again[until])


def test_serving_computes_what_training_computes(sales, settings):
    """One transformation: a request about a past day gets the features of its training row."""
    made = features.make(sales, settings["features"])
    for position in (800, 1501, 2222):
        row = sales.iloc[position]
        asked = row[["date", "shop", "product", "price", "promo", "temp_anomaly"]].to_dict()
        served = features.of_request(sales, asked, settings["features"])
        for name in features.FEATURES:
            assert served[name].item() == made.iloc[position][name]


def test_a_holiday_is_one(short):
    table, settings = short
    good_friday = table["date"] == "2026-04-03"
    assert features.make(table, settings)["holiday"].tolist() == good_friday.astype(int).tolist()
