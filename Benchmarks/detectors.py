"""Precision and recall of the repository detectors on the labelled repositories.

python3 Benchmarks/detectors.py AIRWORTHY CHECKOUTS

AIRWORTHY is the program; CHECKOUTS holds one clone with history for each file of
Tests/ChecksTests/Repositories, under the file's name, at the commit that the file names. Prints the
table of Documentation/Detectors.md, and each answer that its reader did not give.

Needs PyYAML.
"""

import collections
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

import yaml

program, checkouts = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2])
labels = pathlib.Path(__file__).parent.parent / "Tests/ChecksTests/Repositories"


def statuses(checkout):
    """What the check says of each control in a copy of a checkout, and the share of items answered."""
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder) / checkout.name
        shutil.copytree(checkout, copy, symlinks=True)
        subprocess.run([program, "init", "--quiet"], cwd=copy, capture_output=True)
        run = subprocess.run(
            [program, "check", "repository", "--format", "json", "--quiet"], cwd=copy, capture_output=True
        )
        found = {
            finding["control"]: (finding["status"], finding["summary"])
            for check in json.loads(run.stdout)["checks"]
            for finding in check["findings"]
        }
        score = subprocess.run(
            [program, "score", "--format", "json"], cwd=copy, capture_output=True
        )
        return found, answered(json.loads(score.stdout), found)


def answered(scores, found):
    """How many of the items read a required control that the machine shows or refutes."""
    decided = {control for control, (status, _) in found.items() if status in ("pass", "warn", "fail")}
    items = [item for score in scores["scores"] for section in score["sections"] for item in section["items"]]
    return sum(not decided.isdisjoint(item["controls"]) for item in items), len(items)


counts = collections.defaultdict(collections.Counter)
wrong = []
for file in sorted(labels.glob("*.yaml")):
    given = yaml.safe_load(file.read_text())
    checkout = checkouts / file.stem
    head = subprocess.run(["git", "rev-parse", "HEAD"], cwd=checkout.resolve(), capture_output=True, text=True)
    assert head.stdout.strip() == given["commit"], f"{file.stem} is not at {given['commit']}"
    found, (decided, items) = statuses(checkout)
    print(f"{file.stem}: {decided} of {items} items answered", file=sys.stderr)
    for control, entry in given["labels"].items():
        status, summary = found.get(control, ("", ""))
        label = entry["label"]
        says = {"pass": "holds", "warn": "holds", "fail": "broken"}.get(status, "nothing")
        counts[control][says, label] += 1
        if says not in ("nothing", label):
            wrong.append(f"{file.stem}: {control} is {label}; {summary}")

print("| control | shown | rightly | held | refuted | rightly | broken |")
print("|---|--:|--:|--:|--:|--:|--:|")
total = collections.Counter()
for control, count in sorted(counts.items()):
    row = [
        sum(count["holds", label] for label in ("holds", "broken", "unknown")),
        count["holds", "holds"],
        sum(count[says, "holds"] for says in ("holds", "broken", "nothing")),
        sum(count["broken", label] for label in ("holds", "broken", "unknown")),
        count["broken", "broken"],
        sum(count[says, "broken"] for says in ("holds", "broken", "nothing")),
    ]
    total.update(dict(enumerate(row)))
    print(f"| `{control}` | " + " | ".join(map(str, row)) + " |")
print("| **all** | " + " | ".join(f"**{total[i]}**" for i in range(6)) + " |")
for line in wrong:
    print("\n" + line)
