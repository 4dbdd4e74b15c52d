"""MLflow: a run, a model version and a registered model as the REST interface gives them."""

import os
import pathlib
import subprocess
import time
import urllib.request

from common import TOOLS, keep, keep_text, run, workspace, write

TRAIN = '''\
import os
import sys

import flights
import mlflow
from sklearn.linear_model import LinearRegression
from sklearn.metrics import mean_absolute_error, r2_score

FEATURES = ["distance", "dep_delay"]

mlflow.set_experiment("flight-delay")
train, test = flights.flown(1, 300), flights.flown(2, 100)
with mlflow.start_run(run_name="baseline") as run:
    model = LinearRegression().fit(train[FEATURES].values, train["arr_delay"].values)
    data = mlflow.data.from_pandas(train, name="flights-january", targets="arr_delay")
    mlflow.log_input(data, context="training")
    mlflow.log_params({"features": ",".join(FEATURES), "rows": len(train), "seed": 7})
    predicted = model.predict(test[FEATURES].values)
    for step, rows in enumerate([50, len(test)]):
        error = mean_absolute_error(test["arr_delay"][:rows], predicted[:rows])
        mlflow.log_metric("mae", error, step=step)
    mlflow.log_metric("r2", r2_score(test["arr_delay"], predicted))
    mlflow.log_metric("share/late", float(test["late"].mean()))
    mlflow.set_tags({"stage": "candidate", "mlflow.note.content": "Straight lines only."})
    mlflow.sklearn.log_model(model, name="model", registered_model_name="flight-delay")
client = mlflow.MlflowClient()
client.update_registered_model("flight-delay", description="Minutes late at arrival.")
client.set_registered_model_tag("flight-delay", "team", "arrivals")
client.set_registered_model_alias("flight-delay", "champion", "1")
client.set_model_version_tag("flight-delay", "1", "validation_status", "approved")
client.update_model_version("flight-delay", "1", description="First.")
failed = mlflow.start_run(run_name="diverged")
mlflow.log_metrics({"mae": float("nan"), "loss": float("inf"), "gain": float("-inf")})
mlflow.end_run("FAILED")
running = mlflow.start_run(run_name="still-running")
print(run.info.run_id, failed.info.run_id, running.info.run_id, run.info.experiment_id)
sys.stdout.flush()
os._exit(0)
'''
HERE = pathlib.Path(__file__).resolve().parent
PORT = "5055"
API = f"http://127.0.0.1:{PORT}"


def get(path):
    with urllib.request.urlopen(API + path, timeout=30) as answer:
        return answer.read().decode()


def post(path, body):
    request = urllib.request.Request(
        API + path, body.encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        return answer.read().decode()


def save(text, name):
    keep_text(text.rstrip("\n") + "\n", f"mlflow/{name}.json")


def main():
    with workspace():
        write({"train.py": TRAIN, "flights.py": (HERE / "flights.py").read_text()})
        git = ["git", "-c", "user.name=builder", "-c", "user.email=builder@example.org"]
        for words in [["init", "-q"], ["add", "."], ["commit", "-qm", "train"]]:
            run(*git, *words)
        store = ["--backend-store-uri", "sqlite:///mlflow.db", "--artifacts-destination", "artifacts"]
        words = [TOOLS / "mlflow", "server", "--host", "127.0.0.1", "--port", PORT, "--workers", "1"]
        with open("server.log", "w") as log:
            server = subprocess.Popen([*words, *store], stdout=log, stderr=log)
        try:
            wait()
            os.environ["MLFLOW_TRACKING_URI"] = API
            collect(*run("python", "train.py").split()[-4:])
        finally:
            server.terminate()
            server.wait(30)


def wait():
    for _ in range(120):
        try:
            return get("/health")
        except OSError:
            time.sleep(1)
    raise SystemExit(open("server.log").read())


def collect(done, failed, running, experiment):
    api = "/api/2.0/mlflow"
    save(get(f"{api}/runs/get?run_id={done}"), "run")
    save(get(f"{api}/runs/get?run_id={failed}"), "run-failed")
    save(get(f"{api}/runs/get?run_id={running}"), "run-unfinished")
    body = f'{{"experiment_ids": ["{experiment}"], "order_by": ["attribute.start_time"]}}'
    save(post(f"{api}/runs/search", body), "runs-search")
    save(get(f"{api}/registered-models/get?name=flight-delay"), "registered-model")
    save(get(f"{api}/model-versions/get?name=flight-delay&version=1"), "model-version")
    save(get(f"{api}/model-versions/search"), "model-versions-search")
    save(get(f"{api}/metrics/get-history?run_id={done}&metric_key=mae"), "metric-history")
    save(run("mlflow", "runs", "describe", "--run-id", done), "runs-describe")
    save(run("mlflow", "runs", "describe", "--run-id", failed), "runs-describe-failed")
    run("mlflow", "experiments", "csv", "-x", experiment, "-o", "runs.csv")
    keep("runs.csv", "mlflow/runs.csv")


main()
