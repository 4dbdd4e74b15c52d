"""Makes the tables of Documentation/FalseAlarms.md from what false-alarms and peers.py printed.

    python table.py FOLDER_OF_JSONL > tables.md
"""

import json
import sys
from pathlib import Path

TOOLS = ["Airworthy", "Airworthy, in blocks", "scipy", "evidently", "nannyml", "whylogs", "deepchecks", "tfdv"]
NAMES = {
    "scipy": "p < 0.05 (SciPy)", "evidently": "Evidently", "nannyml": "NannyML", "whylogs": "whylogs",
    "deepchecks": "Deepchecks", "tfdv": "TFDV at 0.01",
}
SHIFTS = [(0, "identical"), (0.02, "0.02 sd"), (0.25, "0.25 sd"), (0.5, "0.5 sd")]


def percent(row):
    if not row or not row["trials"]:
        return "–"
    share = 100 * row["drift"] / row["trials"]
    text = f"{share:.0f}" if share >= 10 or share == 0 else f"{share:.2g}"
    return f"{text} ({100 * row['undecided'] / row['trials']:.0f})" if row.get("undecided") else text


def main():
    rows = [
        json.loads(line) for path in sorted(Path(sys.argv[1]).glob("*.jsonl"))
        for line in path.read_text().splitlines() if line.startswith("{")
    ]
    found = {
        (r["tool"], r["shape"], r["reference"], r["current"], round(r["shift"], 4), r["columns"]): r
        for r in rows
    }
    tools = [t for t in TOOLS if any(r["tool"] == t for r in rows)]
    shapes = ["normal", "skewed", "tied", "categorical", "autocorrelated"]
    designs = sorted({(r["reference"], r["current"]) for r in rows}, key=lambda d: (-(d[0] > d[1]), d[1], d[0]))
    for shift, word in SHIFTS:
        print(f"\n### {word}\n")
        print("| data | reference | current | " + " | ".join(NAMES.get(t, t) for t in tools) + " |")
        print("|---|--:|--:|" + "--:|" * len(tools))
        for shape in shapes:
            for reference, current in designs:
                cells = [found.get((t, shape, reference, current, shift, 1)) for t in tools]
                if any(cells):
                    print(
                        f"| {shape} | {reference:,} | {current:,} | "
                        + " | ".join(percent(c) for c in cells) + " |")
    margin = [r for r in rows if 0.1 < r["shift"] < 0.2 and r["trials"]]
    print("\n### At the margin\n\n| data | reference | current | trials | drift | % |\n|---|--:|--:|--:|--:|--:|")
    for r in sorted(margin, key=lambda r: (shapes.index(r["shape"]), r["current"], r["reference"])):
        print(
            f"| {r['shape']} | {r['reference']:,} | {r['current']:,} | {r['trials']:,} | {r['drift']} | "
            f"{100 * r['drift'] / r['trials']:.2g} |")
    print("\n### Many columns\n\n| columns | reference | current | shift | columns found, % | tables with drift, % |")
    print("|--:|--:|--:|---|--:|--:|")
    ours = [r for r in rows if r["tool"] == "Airworthy" and r["shape"] == "normal" and r.get("tables")]
    shown = [r for r in ours if r["shift"] in (0, 0.5) and (r["reference"], r["current"]) in {
        (10_000, 200), (10_000, 500), (10_000, 1000), (500, 500)}]
    for r in sorted(shown, key=lambda r: (r["shift"], r["reference"], r["current"], r["columns"])):
        print(
            f"| {r['columns']} | {r['reference']:,} | {r['current']:,} | {r['shift']} | "
            f"{100 * r['drift'] / r['trials']:.3g} | {100 * r['tables_with_drift'] / r['tables']:.3g} |")
    still = [r for r in rows if r["shift"] == 0 and r["tool"].startswith("Airworthy") and r["columns"] == 1 and r["trials"]]
    print("\n### Trials without a shift\n")
    for tool in sorted({r["tool"] for r in still}):
        for shape in shapes:
            part = [r for r in still if r["tool"] == tool and r["shape"] == shape]
            if part:
                print(
                    f"- {tool}, {shape}: {sum(r['trials'] for r in part):,} trials, "
                    f"{sum(r['drift'] for r in part)} of them drift; at least "
                    f"{min(r['trials'] for r in part):,} for each size")


if __name__ == "__main__":
    main()
