"""Great Expectations: a suite that holds, one that does not, one that breaks, and a checkpoint."""

import json
import warnings

warnings.simplefilter("ignore")

import flights
import great_expectations as gx
import great_expectations.expectations as gxe
from common import keep_text, workspace


def suite(name, *more):
    return gx.ExpectationSuite(
        name=name,
        expectations=[
            gxe.ExpectTableRowCountToBeBetween(min_value=100, max_value=10000),
            gxe.ExpectColumnValuesToBeInSet(column="origin", value_set=["EWR", "JFK", "LGA"]),
            gxe.ExpectColumnValuesToBeBetween(column="distance", min_value=50, max_value=5000),
            *more,
        ],
    )


def save(result, name):
    keep_text(json.dumps(result.to_json_dict(), indent=1) + "\n", f"great-expectations/{name}.json")


def main():
    with workspace():
        context = gx.get_context(mode="ephemeral")
        source = context.data_sources.add_pandas("flights")
        asset = source.add_dataframe_asset(name="january")
        definition = asset.add_batch_definition_whole_dataframe("whole")
        table = flights.month(1)
        batch = definition.get_batch(batch_parameters={"dataframe": table})
        save(batch.validate(suite("arrivals")), "success")
        failing = suite(
            "arrivals",
            gxe.ExpectColumnValuesToNotBeNull(column="dep_delay"),
            gxe.ExpectColumnValuesToNotBeNull(column="arr_delay", mostly=0.9),
            gxe.ExpectColumnValuesToBeInSet(column="carrier", value_set=["AA", "B6", "UA"]),
            gxe.ExpectColumnMeanToBeBetween(column="dep_delay", max_value=5, severity="warning"),
        )
        save(batch.validate(failing), "failures")
        broken = suite("arrivals", gxe.ExpectColumnValuesToNotBeNull(column="tail_number"))
        save(batch.validate(broken), "exception")
        boolean = batch.validate(failing, result_format="BOOLEAN_ONLY")
        save(boolean, "boolean-only")
        save(batch.validate(gx.ExpectationSuite(name="nothing")), "no-expectations")
        stored = context.suites.add(failing)
        validation = gx.ValidationDefinition(name="january", data=definition, suite=stored)
        validation = context.validation_definitions.add(validation)
        checkpoint = gx.Checkpoint(name="nightly", validation_definitions=[validation])
        result = context.checkpoints.add(checkpoint).run(batch_parameters={"dataframe": table})
        keep_text(result.describe() + "\n", "great-expectations/checkpoint-describe.json")
        [one] = result.run_results.values()
        save(one, "checkpoint-validation")


main()
