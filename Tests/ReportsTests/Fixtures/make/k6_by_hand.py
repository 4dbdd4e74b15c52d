"""k6's third form of summary, put together by hand from the figures of `k6/red-handle-summary.json`.

The form is that of the k6 sources, release 2.2 (`internal/lib/summary/machinereadable`, schema 1.0.0).
"""

import json

from common import FIXTURES, keep_text


def metric(name, old):
    values = dict(old["values"])
    if old["type"] == "rate":
        matches = values["passes"]
        total = matches + values["fails"]
        values = {"matches": matches, "rate": values["rate"], "total": total}
    elif old["type"] == "counter":
        values = {"count": values["count"]}
    kind = {"contains": old["contains"], "name": name, "type": old["type"]}
    return kind | {"values": dict(sorted(values.items()))}


def rate(name, passes, fails):
    values = {"rate": passes / (passes + fails), "passes": passes, "fails": fails}
    return metric(name, {"type": "rate", "contains": "default", "values": values})


def main():
    old = json.loads((FIXTURES / "k6/red-handle-summary.json").read_text())
    root = old["root_group"]
    checks = root["checks"] + [check for group in root["groups"] for check in group["checks"]]
    passes, fails = (sum(check[key] for check in checks) for key in ["passes", "fails"])
    total = {"type": "counter", "contains": "default", "values": {"count": passes + fails}}
    summary = {
        "config": {
            "duration": old["state"]["testRunDurationMs"] / 1000,
            "execution": "local",
            "script": "own.js",
        },
        "metadata": {"generatedAt": "2026-11-21T15:37:20.123456789Z", "k6Version": "2.2.0"},
        "results": {
            "checks": {
                "metrics": [
                    metric("checks_total", total),
                    rate("checks_failed", fails, passes),
                    rate("checks_succeeded", passes, fails),
                ],
                "results": [
                    {"fails": check["fails"], "name": check["name"], "passes": check["passes"]}
                    for check in checks
                ],
            },
            "metrics": [
                metric(name, old["metrics"][name])
                for name in sorted(old["metrics"])
                if name != "checks"
            ],
        },
        "version": "1.0.0",
    }
    keep_text(json.dumps(summary, indent=4) + "\n", "k6/red-machine-readable.json")


main()
