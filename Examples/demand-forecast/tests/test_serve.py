"""The service against its contract, its failures, and the look at what was served."""

import hashlib
import json
import logging
from datetime import date

import pandas as pd
import pytest
import yaml
from fastapi.testclient import TestClient

from bakery_demand import data, monitor, predict, serve

TOKEN = "a token for tests"
ALLOWED = {hashlib.sha256(TOKEN.encode()).hexdigest()}
CONTRACT = yaml.safe_load((data.ROOT / "api/openapi.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def client(using):
    return TestClient(serve.create(using, ALLOWED))


def ask(client, asked, token=TOKEN):
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return client.post("/v1/forecasts", json=asked, headers=headers)


def test_the_service_keeps_its_contract(client):
    own = client.app.openapi()
    assert own["info"]["version"] == CONTRACT["info"]["version"]
    described = {"/v1/forecasts": {"post"}, "/health": {"get"}, "/ready": {"get"},
                 "/metrics": {"get"}}  # fmt: skip
    for spec in (own, CONTRACT):
        assert {path: set(operations) for path, operations in spec["paths"].items()} == described
    for name in ("Asked", "Forecast", "Because"):
        ours, theirs = own["components"]["schemas"][name], CONTRACT["components"]["schemas"][name]
        assert set(ours["properties"]) == set(theirs["properties"])
        assert set(ours["required"]) == set(theirs["required"])
        assert all(field["description"] for field in theirs["properties"].values())


def test_a_forecast_has_all_that_the_contract_promises(client, request_of):
    answer = ask(client, request_of())
    assert answer.status_code == 200
    body = answer.json()
    assert set(body) == set(CONTRACT["components"]["schemas"]["Forecast"]["properties"])
    assert body["lower"] <= body["forecast"] <= body["upper"]
    assert 0 <= body["p_short"] <= 1
    assert body["certain"] is True
    assert body["fallback"] is False
    assert body["because"]


@pytest.mark.parametrize("token", ["", "another", TOKEN + "x"])
def test_nobody_is_answered_without_a_valid_token(client, request_of, token):
    assert ask(client, request_of(), token).status_code == 401


@pytest.mark.parametrize(
    "change",
    [{"shop": "moon"}, {"price": 0}, {"price": 1e9}, {"promo": 3}, {"date": "soon"},
     {"temp_anomaly": 99}, {"planned": -1}],
)  # fmt: skip
def test_a_request_out_of_its_limits_is_refused(client, request_of, change):
    assert ask(client, request_of(**change)).status_code == 422


def test_an_answer_beyond_what_training_saw_is_marked(client, request_of):
    assert ask(client, request_of(price=9.9)).json()["certain"] is False


def test_without_a_model_the_rule_answers(sales, settings, request_of):
    crippled = TestClient(serve.create(predict.Forecaster(None, sales, settings), ALLOWED))
    answer = ask(crippled, request_of())
    assert answer.status_code == 200
    mondays = sales[(sales["shop"] == "park") & (sales["product"] == "rye")
                    & (sales["date"].dt.day_of_week == 0)]  # fmt: skip
    assert answer.json()["forecast"] == mondays["demand"].tail(4).mean().round(1)
    assert answer.json()["fallback"] is True
    assert answer.json()["model_version"] is None
    assert crippled.get("/health").status_code == 200
    assert crippled.get("/ready").json() == {"answers": "rule"}


def test_a_model_file_that_is_gone_leaves_the_rule(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(predict.model.load, "__defaults__", (tmp_path / "gone.json",))
    assert predict.forecaster().fitted is None
    assert "the rule answers" in capsys.readouterr().err


def test_where_the_past_has_a_gap_the_rule_answers(client, request_of):
    assert ask(client, request_of(date="2027-03-01")).json()["fallback"] is True


def test_a_series_without_a_past_is_not_found(fitted, sales, settings, request_of):
    empty = sales[sales["shop"] != "park"]
    client = TestClient(serve.create(predict.Forecaster(fitted, empty, settings), ALLOWED))
    assert ask(client, request_of()).status_code == 404


def test_each_request_and_answer_is_logged_and_counted(client, request_of, caplog):
    with caplog.at_level(logging.INFO, "bakery_demand.served"):
        said = ask(client, request_of()).json()
    entries = [json.loads(record.message) for record in caplog.records]
    kept = next(entry for entry in entries if "said" in entry)
    assert kept["said"]["prediction_id"] == said["prediction_id"]
    assert kept["asked"]["shop"] == "park"
    page = client.get("/metrics").text
    assert 'forecast_requests_total{code="200",path="/v1/forecasts"}' in page
    assert "forecast_seconds_bucket" in page


def test_the_deployed_application_wants_tokens(monkeypatch):
    monkeypatch.setenv("FORECAST_TOKENS", "")
    with pytest.raises(SystemExit):
        serve.deployed()
    monkeypatch.setenv("FORECAST_TOKENS", ",".join(ALLOWED))
    assert TestClient(serve.deployed()).get("/ready").json() == {"answers": "model 2.1.0"}


@pytest.fixture
def look(rows, fitted, settings):
    def figures(change=lambda served: served, outcomes=None):
        served = change(pd.read_csv(predict.SERVED))
        known = pd.read_csv(predict.OUTCOMES) if outcomes is None else outcomes
        return monitor.look(served, known, rows, fitted, settings, date(2026, 11, 16))

    return figures


def test_the_log_as_it_is_keeps_all_limits(look, settings):
    assert monitor.broken(look(), settings["limits"]) == []
    assert monitor.main(["--today", "2026-11-16"]) == 0
    assert monitor.main(["--today", "2027-11-16"]) == 1


@pytest.mark.parametrize(
    ("change", "name"),
    [
        (lambda t: t.assign(price_ratio=t["price_ratio"] + 0.2), "drift_price_ratio"),
        (lambda t: t.assign(promo=1), "drift_promo"),
        (lambda t: t[t["shop"] != "park"], "drift_shop"),
        (lambda t: t.assign(last_week=t["last_week"] + 1), "skewed_share"),
        (lambda t: t.assign(forecast=float("nan")), "not_a_number"),
        (lambda t: t.assign(forecast=t["forecast"] * 2), "wape"),
        (lambda t: t.assign(certain=0), "uncertain_share"),
        (lambda t: t.assign(prediction_id="x" + t["prediction_id"]), "missing_outcomes_share"),
    ],
)
def test_a_change_for_the_worse_breaks_its_limit(look, settings, change, name):
    found = monitor.broken(look(change), settings["limits"])
    assert any(line.startswith(name) for line in found)
