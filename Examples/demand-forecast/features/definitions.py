"""What Feast keeps and serves. The values are computed by bakery_demand.features alone.

A new feature: compute it there, name it here, in one pull request; `feast apply` runs on merge.
"""

from datetime import timedelta

from feast import Entity, FeatureService, FeatureView, Field, FileSource
from feast.types import Float64, Int64
from feast.value_type import ValueType

shop = Entity(name="shop", value_type=ValueType.STRING, description="Which shop.")
product = Entity(name="product", value_type=ValueType.STRING, description="Which product.")

nightly = FileSource(
    name="nightly_features",
    path="s3://bakery-demand-production/features.parquet",
    timestamp_field="date",
    description="Written each night after the tills' export; derives from the sales table alone.",
)

trailing_demand = FeatureView(
    name="trailing_demand",
    entities=[shop, product],
    ttl=timedelta(days=2),
    schema=[
        Field(name="last_week", dtype=Float64, description="Demand seven days before, in units."),
        Field(name="mean_28", dtype=Float64, description="Mean demand of 28 days, in units."),
    ],
    source=nightly,
    tags={"owner": "tomasz-wolski", "derives-from": "sales.demand"},
)

offer = FeatureView(
    name="offer",
    entities=[shop, product],
    ttl=timedelta(days=2),
    schema=[
        Field(name="price_ratio", dtype=Float64, description="Price over list price."),
        Field(name="promo", dtype=Int64, description="1 if promoted."),
    ],
    source=nightly,
    tags={"owner": "tomasz-wolski", "derives-from": "sales.price, sales.promo"},
)

# What a version of the model reads; the name is that of the version in params.yaml.
demand_model_2_1_0 = FeatureService(
    name="demand-model-2.1.0",
    features=[trailing_demand, offer],
    tags={"model": "demand-model", "version": "2.1.0"},
)
