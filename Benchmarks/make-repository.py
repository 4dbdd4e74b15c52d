"""Makes a repository of 50,000 files and 2 GB for measuring `airworthy check repository`.

python3 Benchmarks/make-repository.py FOLDER

Of the files 6,000 are Python, 400 notebooks, 3,000 YAML, 600 Terraform, 1,500 Markdown, 500 JSON;
the rest are images, tables and fitted models, as repositories hold them that grew for years.
"""

import json
import os
import random
import subprocess
import sys

root = sys.argv[1]
rng = random.Random(7)
words = ["delay", "feature", "train", "model", "score", "window", "carrier", "batch", "frame", "loss"]


def write(path, data):
    path = os.path.join(root, path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(data if isinstance(data, bytes) else data.encode())


def python(index):
    lines = [f"import numpy as np\nfrom pkg{index % 90}.mod{index % 70} import fit\n"]
    for number in range(rng.randint(10, 60)):
        name = f"{rng.choice(words)}_{number}"
        lines.append(
            f'\n\ndef {name}(frame, limit={number}):\n    """Gives the {name} of a frame."""\n'
            f"    total = np.mean(frame[{number}])\n    # the limit holds for all rows\n"
            f'    if total > limit:\n        raise ValueError("too much {name}")\n    return total\n'
        )
    return "".join(lines)


def manifest(index):
    return (
        f"apiVersion: apps/v1\nkind: Deployment\nmetadata: {{name: api-{index}}}\nspec:\n"
        f"  replicas: 2\n  template:\n    spec:\n      containers:\n"
        f"        - name: api\n          image: registry/api:{index}\n"
    )


def notebook(index):
    cells = [
        {"cell_type": "code", "source": [f"x{n} = {n}\n"], "outputs": [{"data": "A" * 9000}]}
        for n in range(20)
    ]
    return json.dumps({"cells": cells, "nbformat": 4, "nbformat_minor": 5, "metadata": {}})


for i in range(6000):
    kind = "test_" if i % 6 == 0 else ""
    write(f"pkg{i % 90}/{kind}mod{i}.py", python(i))
for i in range(400):
    write(f"notebooks/n{i}.ipynb", notebook(i))
for i in range(3000):
    write(f"deploy/{i % 60}/d{i}.yaml", manifest(i) if i % 3 == 0 else f"name: x{i}\nsize: {i}\n" * 20)
for i in range(600):
    write(f"infra/{i % 20}/m{i}.tf", f'resource "aws_s3_bucket" "b{i}" {{\n  bucket = "b{i}"\n}}\n' * 8)
for i in range(1500):
    write(f"docs/{i % 40}/p{i}.md", f"# Page {i}\n\n" + "Words about the model and its data.\n" * 60)
for i in range(500):
    write(f"conf/c{i}.json", json.dumps({"a": list(range(200))}))
for i in range(20):
    write(f".github/workflows/w{i}.yml", "on: pull_request\njobs: {t: {steps: [{run: make unit}]}}\n")
noise = os.urandom(1 << 16)
left = 50_000 - 6000 - 400 - 3000 - 600 - 1500 - 500 - 20
for i in range(left):
    suffix = ["csv", "png", "parquet", "bin"][i % 4]
    size = rng.randint(20_000, 80_000)
    start = rng.randint(0, len(noise) - 1)
    write(f"data/{i % 200}/f{i}.{suffix}", (noise[start:] + noise)[:size])
for command in (["init", "-q"], ["add", "-A"], ["-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-qm", "first"]):
    subprocess.run(["git", "-C", root, *command], check=True)
