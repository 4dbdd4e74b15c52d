"""Precision and recall of the repository detectors on labelled repositories.

python3 Benchmarks/detectors.py AIRWORTHY CHECKOUTS

AIRWORTHY is the program; CHECKOUTS holds one clone with history for each file of
Tests/ChecksTests/Repositories (by which the detectors were made) and of Benchmarks/Repositories (which
were labelled before any detector saw them), under the file's name, at the commit that the file names.
Prints the tables of Documentation/Detectors.md, and each answer that its reader did not give.

Needs PyYAML.
"""

import collections
import json
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile

import yaml

program, checkouts = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2])
root = pathlib.Path(__file__).parent.parent
sets = {
    "made by": root / "Tests/ChecksTests/Repositories",
    "not seen": root / "Benchmarks/Repositories",
}
MEANS = {"pass": "holds", "warn": "holds", "fail": "broken", "absent": "broken"}


def judged(checkout):
    """What init, check and score say of a copy of a checkout: by control, and the items' answers."""
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder) / checkout.name
        shutil.copytree(checkout, copy, symlinks=True)

        def run(*words):
            return subprocess.run([program, *words], cwd=copy, capture_output=True, text=True).stdout

        run("init")
        check = json.loads(run("check", "--format", "json"))
        found = {
            finding["control"]: (finding["status"], finding["summary"])
            for check in check["checks"] if check["id"] == "repository"
            for finding in check["findings"]
        }
        score = json.loads(run("score", "--format", "json"))
        items = [
            item["answer"] for score in score["scores"] for section in score["sections"]
            for item in section["items"]
        ]
        return found, collections.Counter(items)


def table(head, rows):
    print("| " + " | ".join(head) + " |")
    print("|---" + "|--:" * (len(head) - 1) + "|")
    for row in rows:
        print("| " + " | ".join(map(str, row)) + " |")
    print()


counts = {name: collections.defaultdict(collections.Counter) for name in sets}
wrong, answers = [], []
for name, folder in sets.items():
    for file in sorted(folder.glob("*.yaml")):
        given = yaml.safe_load(file.read_text())
        checkout = (checkouts / file.stem).resolve()
        head = subprocess.run(["git", "rev-parse", "HEAD"], cwd=checkout, capture_output=True, text=True)
        assert head.stdout.strip().startswith(given["commit"]), f"{file.stem} is not at {given['commit']}"
        found, items = judged(checkout)
        answers.append((file.stem, name, items["checks"], items["not-applicable"], items["open"]))
        for control, entry in given["labels"].items():
            status, summary = found.get(control, ("", ""))
            counts[name][control][status, entry["label"]] += 1
            if status in MEANS and MEANS[status] != entry["label"]:
                wrong.append(f"- {file.stem}: `{control}` is {entry['label']}, and {status}: {summary}")

table(["repository", "labels", "answered by checks", "not applicable", "open"], answers)
print("median answered:", statistics.median(row[2] for row in answers))
print("median answered or not applicable:", statistics.median(row[2] + row[3] for row in answers), "\n")

KINDS = [("shown", ("pass", "warn"), "holds"), ("refuted", ("fail",), "broken"), ("absent", ("absent",), "broken")]
head = ["", "shown", "rightly", "of holding", "refuted", "rightly", "absent", "rightly", "of broken"]


def row(title, counter):
    cells = []
    for _, statuses, label in KINDS:
        cells += [
            sum(n for (status, _), n in counter.items() if status in statuses),
            sum(n for (status, given), n in counter.items() if status in statuses and given == label),
        ]
    held = sum(n for (_, given), n in counter.items() if given == "holds")
    broken = sum(n for (_, given), n in counter.items() if given == "broken")
    return [title, *cells[:2], held, *cells[2:], broken]


totals = {name: sum(counts[name].values(), collections.Counter()) for name in sets}
table(head, [row(name, totals[name]) for name in sets])
both = collections.defaultdict(collections.Counter)
for name in sets:
    for control, counter in counts[name].items():
        both[control].update(counter)
table(["control", *head[1:]], [row(f"`{control}`", both[control]) for control in sorted(both)])
print("\n".join(wrong))
