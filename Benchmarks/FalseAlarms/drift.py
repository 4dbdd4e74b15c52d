"""Times `airworthy drift` beside plain SciPy and Evidently: two halves of a year of flights.

    python drift.py AIRWORTHY REFERENCE.csv CURRENT.csv SCIPY_PYTHON EVIDENTLY_PYTHON [RUNS]

Runs are interleaved, so that all meet the same neighbours. Prints medians of processor time, and ratios.
"""

import os
import statistics
import subprocess
import sys

SCIPY = """
import sys, numpy as np, pandas as pd
from scipy import stats
from scipy.spatial.distance import jensenshannon
r, c = (pd.read_csv(path) for path in sys.argv[1:3])
for name in r:
    if name in ("year", "time_hour"):
        continue
    x, y = r[name].dropna(), c[name].dropna()
    if x.dtype.kind in "if":
        x, y = x.to_numpy(float), y.to_numpy(float)
        edges = np.unique(np.quantile(x, np.linspace(0, 1, 11)))
        edges[0], edges[-1] = -np.inf, np.inf
        p, q = (np.maximum(np.histogram(s, edges)[0] / len(s), 1e-4) for s in (x, y))
        stats.ks_2samp(x, y), stats.wasserstein_distance(x, y), ((p - q) * np.log(p / q)).sum()
    else:
        names = sorted(set(x) | set(y))
        p, q = (s.value_counts().reindex(names, fill_value=0).to_numpy() for s in (x, y))
        stats.chi2_contingency(np.array([p, q])), jensenshannon(p, q)
"""

EVIDENTLY = """
import sys, pandas as pd
from evidently import Report
from evidently.presets import DataDriftPreset
r, c = (pd.read_csv(path).drop(columns=["year", "time_hour"]) for path in sys.argv[1:3])
Report([DataDriftPreset()]).run(c, r)
"""


def timed(command):
    """Processor seconds and the greatest resident memory in MB of a process."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 1, 3):
        raise SystemExit(f"{command[0]} failed")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def main():
    airworthy, reference, current, scipy, evidently = sys.argv[1:6]
    runs = int(sys.argv[6]) if len(sys.argv) > 6 else 5
    columns = [
        name for name in open(reference).readline().strip().split(",")
        if name not in ("year", "time_hour")
    ]
    commands = {
        "airworthy": [airworthy, "drift", reference, current, "--columns", *columns],
        "SciPy": [scipy, "-c", SCIPY, reference, current],
        "Evidently": [evidently, "-c", EVIDENTLY, reference, current],
    }
    found = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            found[name].append(timed(command))
    ours = statistics.median(cpu for cpu, _ in found["airworthy"])
    print("| drift of 17 columns, CSV in | processor s (median, least to most) | memory MB | times ours |")
    print("|---|--:|--:|--:|")
    for name, values in found.items():
        cpus = [cpu for cpu, _ in values]
        middle = statistics.median(cpus)
        print(
            f"| {name} | {middle:.2f} ({min(cpus):.2f}–{max(cpus):.2f}) | "
            f"{statistics.median(memory for _, memory in values):.0f} | {middle / ours:.0f} |")


if __name__ == "__main__":
    main()
