"""DVC: metrics shown and compared, in a small repository with a pipeline and two commits."""

import os

from common import keep_text, run, workspace, write

PIPELINE = """\
stages:
  train:
    cmd: python train.py
    deps: [train.py]
    params: [depth, rows]
    metrics:
      - metrics/train.json: {cache: false}
      - metrics/eval.yaml: {cache: false}
    plots:
      - metrics/plots.csv: {cache: false, x: step, y: mae}
"""
TRAIN = """\
import json, pathlib

depth = int(next(l for l in open("params.yaml") if l.startswith("depth")).split(":")[1])
folder = pathlib.Path("metrics")
folder.mkdir(exist_ok=True)
(folder / "train.json").write_text(json.dumps({
    "mae": 20.5 - depth, "r2": 0.6 + depth / 20, "rows": 299,
    "by_origin": {"EWR": {"mae": 21.25 - depth}, "JFK": {"mae": 19.75 - depth}},
    "model": "tree", "converged": True,
}))
(folder / "eval.yaml").write_text(f"late:\\n  precision: {0.7 + depth / 100:.2f}\\n  recall: 0.81\\n")
(folder / "plots.csv").write_text("step,mae\\n1,25\\n2,20\\n")
"""


def main():
    with workspace():
        os.environ |= {f"GIT_{who}_NAME": "builder" for who in ["AUTHOR", "COMMITTER"]}
        os.environ |= {f"GIT_{who}_EMAIL": "builder@example.org" for who in ["AUTHOR", "COMMITTER"]}
        run("git", "init", "-q", "-b", "main")
        run("dvc", "init", "-q")
        write({"dvc.yaml": PIPELINE, "train.py": TRAIN, "params.yaml": "depth: 4\nrows: 299\n"})
        commit("depth 4")
        write({"params.yaml": "depth: 6\nrows: 299\n"})
        commit("depth 6")
        save("metrics-show", "metrics", "show", "--json")
        save("metrics-show-all-commits", "metrics", "show", "--json", "--all-commits")
        save("metrics-diff", "metrics", "diff", "--json", "HEAD~1", "HEAD")
        save("metrics-diff-all", "metrics", "diff", "--json", "--all", "HEAD~1", "HEAD")
        save("metrics-diff-none", "metrics", "diff", "--json")
        save("params-diff", "params", "diff", "--json", "HEAD~1", "HEAD")
        write({"metrics/train.json": '{"mae": NaN, "r2": Infinity}'})
        save("metrics-show-nan", "metrics", "show", "--json")
        write({"metrics/train.json": '{"mae": '})
        save("metrics-show-error", "metrics", "show", "--json")


def commit(message):
    run("dvc", "repro", "-q")
    run("git", "add", "-A")
    run("git", "commit", "-qm", message)


def save(name, *words):
    keep_text(run("dvc", *words, allowed=(0, 1)), f"dvc/{name}.json")


main()
