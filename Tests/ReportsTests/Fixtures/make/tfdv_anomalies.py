"""TensorFlow Data Validation: anomalies as text and as JSON; some, none, and drift."""

import warnings

warnings.simplefilter("ignore")

import flights
import tensorflow_data_validation as tfdv
from common import keep, keep_text, workspace
from google.protobuf import json_format
from tensorflow_metadata.proto.v0 import schema_pb2

COLUMNS = ["carrier", "origin", "distance", "air_time", "dep_delay"]


def table(month):
    return flights.month(month, 300)[COLUMNS].dropna().reset_index(drop=True)


def statistics(rows):
    return tfdv.generate_statistics_from_dataframe(rows)


def save(anomalies, name):
    tfdv.write_anomalies_text(anomalies, "anomalies.pbtxt")
    keep("anomalies.pbtxt", f"tfdv/{name}.pbtxt")
    keep_text(json_format.MessageToJson(anomalies) + "\n", f"tfdv/{name}.json")


def limit(schema, name):
    return tfdv.get_feature(schema, name).drift_comparator


def main():
    january, july = table(1), table(7)
    before = statistics(january)
    schema = tfdv.infer_schema(before)
    with workspace():
        save(tfdv.validate_statistics(before, schema), "clean")
        save(tfdv.validate_statistics(statistics(january.head(0)), schema), "no-data")
        few = schema_pb2.Schema()
        few.CopyFrom(schema)
        few.dataset_constraints.min_examples_count = 1000
        save(tfdv.validate_statistics(before, few), "too-few")
        bad = july.assign(
            origin=july["origin"].replace("LGA", "PHL"),
            distance=july["distance"].astype(str),
            gate="A1",
        ).drop(columns=["air_time"])
        tfdv.get_feature(schema, "dep_delay").float_domain.CopyFrom(
            schema_pb2.FloatDomain(min=-60, max=180)
        )
        save(tfdv.validate_statistics(statistics(bad), schema), "anomalies")
        drifting = tfdv.infer_schema(statistics(july))
        limit(drifting, "carrier").infinity_norm.threshold = 0.01
        limit(drifting, "dep_delay").jensen_shannon_divergence.threshold = 0.01
        limit(drifting, "distance").jensen_shannon_divergence.threshold = 0.5
        drift = tfdv.validate_statistics(statistics(july), drifting, previous_statistics=before)
        save(drift, "drift")


main()
