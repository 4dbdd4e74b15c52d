"""Hugging Face: the model card's `model-index`, an `.eval_results` file, and `evaluate.save`."""

import datetime

import evaluate
import yaml
from common import keep, keep_text, run, workspace, write
from huggingface_hub import EvalResult, ModelCard, ModelCardData
from huggingface_hub import EvalResultEntry, eval_result_entries_to_yaml

COMMON = {
    "task_type": "tabular-regression",
    "task_name": "Arrival delay",
    "dataset_type": "nycflights13",
    "dataset_name": "Flights from New York, 2013",
}


def card():
    results = [
        EvalResult(
            **COMMON,
            dataset_config="january",
            dataset_split="test",
            dataset_revision="5503434ddd753f426f4b38109466949a1217c2bb",
            metric_type="mae",
            metric_name="Mean absolute error, minutes",
            metric_value=12.44,
            verified=False,
        ),
        EvalResult(
            **COMMON,
            dataset_config="january",
            dataset_split="test",
            dataset_revision="5503434ddd753f426f4b38109466949a1217c2bb",
            metric_type="r_squared",
            metric_value=0.86,
        ),
        EvalResult(
            **COMMON,
            dataset_config="july",
            metric_type="mae",
            metric_value=15.95,
            source_name="Nightly evaluation",
            source_url="https://example.org/evaluations/42",
        ),
    ]
    data = ModelCardData(
        license="mit",
        library_name="sklearn",
        tags=["tabular-regression"],
        model_name="flight-delay",
        eval_results=results,
    )
    return ModelCard(f"---\n{data.to_yaml()}\n---\n\n# Flight delay\n\nMinutes late at arrival.\n")


def entries():
    when = datetime.datetime(2026, 11, 20, 6, 30, tzinfo=datetime.timezone.utc)
    return [
        EvalResultEntry(dataset_id="example/flights", task_id="january", value=12.44),
        EvalResultEntry(
            dataset_id="example/flights",
            task_id="july",
            value=15.95,
            dataset_revision="5503434ddd753f426f4b38109466949a1217c2bb",
            date=when.isoformat(),
            source_url="https://example.org/evaluations/42",
            source_name="Nightly evaluation",
            notes="without cancelled flights",
        ),
    ]


def main():
    with workspace():
        card().save("README.md")
        keep("README.md", "huggingface/model-card.md")
        text = yaml.dump(eval_result_entries_to_yaml(entries()), sort_keys=False)
        keep_text(text, "huggingface/eval-results.yaml")
        write({"train.py": ""})
        git = ["git", "-c", "user.name=builder", "-c", "user.email=builder@example.org"]
        for words in [["init", "-q"], ["add", "."], ["commit", "-qm", "train"]]:
            run(*git, *words)
        evaluate.save(
            "result.json",
            model="flight-delay",
            dataset="flights-january",
            accuracy=0.8935,
            f1={"micro": 0.8935, "late": 0.79},
            seed=7,
            experiment="run 42",
        )
        keep("result.json", "huggingface/evaluate-save.json")
        evaluate.save("nan.json", accuracy=float("nan"))
        keep("nan.json", "huggingface/evaluate-save-nan.json")


main()
