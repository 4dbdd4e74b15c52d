"""The forecast service. Its contract is api/openapi.yaml.

`uvicorn --factory bakery_demand.serve:deployed` serves what is deployed. Callers need a bearer
token whose SHA-256 is in the environment variable FORECAST_TOKENS, separated by commas.
"""

import hashlib
import hmac
import json
import logging
import os
import time
import uuid
from datetime import UTC, date, datetime
from typing import Annotated, Literal

from fastapi import Depends, FastAPI, Header, HTTPException, Request, Response
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from pydantic import BaseModel, Field

from bakery_demand import __version__
from bakery_demand.predict import Forecaster, forecaster

log = logging.getLogger("bakery_demand.served")


class Asked(BaseModel):
    """What is to be forecast."""

    date: date
    shop: Literal["mill", "quay", "park"]
    product: Literal["rye", "roll", "cake"]
    price: float = Field(gt=0, le=20)
    promo: Literal[0, 1] = 0
    temp_anomaly: float = Field(default=0.0, ge=-20, le=20)
    planned: int | None = Field(default=None, ge=0, le=2000)


class Because(BaseModel):
    """How far one feature moves the forecast."""

    feature: str
    factor: float


class Forecast(BaseModel):
    """The answer."""

    prediction_id: str
    model_version: str | None
    forecast: float
    lower: float | None
    upper: float | None
    p_short: float | None
    certain: bool
    because: list[Because]
    fallback: bool


class Meters:
    """What Prometheus scrapes. Names are those of monitoring/alerts.yaml."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "forecast_requests", "Requests by path and status.", ["path", "code"],
            registry=self.registry)  # fmt: skip
        self.seconds = Histogram(
            "forecast_seconds", "Seconds to answer.", ["path"], registry=self.registry,
            buckets=(0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1.0))  # fmt: skip
        self.fallbacks = Counter(
            "forecast_fallbacks", "Answers by the bakers' rule.", registry=self.registry
        )
        self.uncertain = Counter(
            "forecast_uncertain", "Answers beyond what the model knows.", registry=self.registry
        )
        self.trained = Gauge(
            "forecast_model_trained_seconds", "Last day of training, in seconds since 1970.",
            registry=self.registry)  # fmt: skip


def create(using: Forecaster, tokens: set[str]) -> FastAPI:
    """The application.

    :param using: What answers.
    :param tokens: SHA-256 in hexadecimal of each token that may call.
    """
    app = FastAPI(title="Demand forecast", version=__version__, docs_url=None, redoc_url=None)
    meters = Meters()
    if using.fitted is not None:
        last = datetime.fromisoformat(using.fitted.trained["last"]).replace(tzinfo=UTC)
        meters.trained.set(last.timestamp())

    @app.middleware("http")
    async def measure(request: Request, call_next) -> Response:
        began = time.perf_counter()
        response = await call_next(request)
        took = time.perf_counter() - began
        known = request.scope.get("route")
        path = getattr(known, "path", "other")
        meters.requests.labels(path, str(response.status_code)).inc()
        meters.seconds.labels(path).observe(took)
        log.info(
            json.dumps({"path": path, "code": response.status_code, "ms": round(took * 1000, 1)})
        )
        return response

    def caller(authorization: Annotated[str, Header()] = "") -> None:
        given = hashlib.sha256(authorization.removeprefix("Bearer ").encode()).hexdigest()
        if not any(hmac.compare_digest(given, token) for token in tokens):
            raise HTTPException(401, "a valid bearer token is needed")

    @app.post("/v1/forecasts", dependencies=[Depends(caller)])
    def forecast(asked: Asked) -> Forecast:
        try:
            said = using.answer(asked.model_dump())
        except LookupError as error:
            raise HTTPException(404, str(error)) from error
        if said["fallback"]:
            meters.fallbacks.inc()
        elif not said["certain"]:
            meters.uncertain.inc()
        answer = Forecast(
            prediction_id=str(uuid.uuid4()),
            model_version=None if using.fitted is None else using.fitted.version,
            **said,
        )
        # Outcomes join by the id: see docs/data-card.md.
        log.info(json.dumps({"asked": asked.model_dump(mode="json"), "said": answer.model_dump()}))
        return answer

    @app.get("/health")
    def health() -> dict[str, str]:
        return {"status": "ok"}

    @app.get("/ready")
    def ready() -> dict[str, str]:
        # Without a model the rule answers, and an alert tells of it: better than no answer.
        return {"answers": "rule" if using.fitted is None else f"model {using.fitted.version}"}

    @app.get("/metrics")
    def scraped() -> Response:
        return Response(generate_latest(meters.registry), media_type="text/plain")

    return app


def deployed() -> FastAPI:
    """The application with the deployed model, and tokens from the environment."""
    logging.basicConfig(level=os.environ.get("LOG_LEVEL", "INFO"), format="%(message)s")
    tokens = {token for token in os.environ.get("FORECAST_TOKENS", "").split(",") if token}
    if not tokens:
        raise SystemExit("FORECAST_TOKENS is empty: nobody could call")
    return create(forecaster(), tokens)
