"""Makes oracle.json: 20 sets of numbers and what they come to, written apart from the Swift sources.

python make_oracle.py > oracle.json; made with Python and NumPy as `versions` in the file says.
Expected values by powers of the transition matrix; quantiles and the risk of loss by 400,000 paths,
one uniform number a period.
"""

import json
import sys

import numpy as np


def states(h, d, r, n):
    step = np.array([[1 - h, h, 0.0], [0.0, 1 - 1 / d, 1 / d], [1 / r, 0.0, 1 - 1 / r]])
    x, rows = np.array([1.0, 0.0, 0.0]), []
    for _ in range(n):
        rows.append(x)
        x = x @ step
    return np.array(rows)


def numbers(random):
    one = {
        "items": float(random.integers(1_000, 200_000)),
        "saving": float(random.uniform(0.1, 1.0)),
        "cost": float(random.uniform(1, 10)),
        "people": float(random.uniform(0.005, 0.05)),
        "model": float(random.uniform(0.005, 0.06)),
        "extra": float(random.uniform(0.02, 0.3)),
        "hazard": float(random.uniform(0.01, 0.3)),
        "detection": float(random.uniform(1, 6)),
        "repair": float(random.uniform(1, 6)),
        "switch": float(random.uniform(0, 20_000)),
        "fixed": float(random.uniform(0, 10_000)),
        "investment": float(random.uniform(0, 200_000)),
        "discount": float(random.uniform(0, 0.03)),
        "periods": int(random.integers(3, 61)),
    }
    return one


def value(one):
    gain = one["saving"] - one["cost"] * (one["model"] - one["people"])
    v = one["items"] * np.array([gain, gain - one["cost"] * one["extra"], 0.0])
    rows = states(one["hazard"], one["detection"], one["repair"], one["periods"])
    entries = np.concatenate([[0.0], rows[:-1, 1] / one["detection"]])
    rate = (1 + one["discount"]) ** -np.arange(1, one["periods"] + 1)
    net = rows @ v - one["switch"] * entries - one["fixed"]
    return v, rate, float(net @ rate - one["investment"])


def paths(one, v, rate, random, count):
    state, entered = np.zeros(count, dtype=int), np.zeros(count, dtype=bool)
    leave = np.array([one["hazard"], 1 / one["detection"], 1 / one["repair"]])
    total = np.full(count, -one["investment"])
    for t in range(one["periods"]):
        total += rate[t] * (v[state] - one["fixed"] - one["switch"] * entered)
        moves = random.random(count) < leave[state]
        entered = moves & (state == 1)
        state = np.where(moves, (state + 1) % 3, state)
    return total


def main():
    random = np.random.default_rng(20261122)
    sets = []
    for _ in range(20):
        one = numbers(random)
        v, rate, mean = value(one)
        drawn = paths(one, v, rate, random, 400_000)
        one["mean"] = mean
        one["sd"] = float(drawn.std())
        one["quantiles"] = [float(q) for q in np.quantile(drawn, [0.05, 0.5, 0.95])]
        one["loss"] = float((drawn < 0).mean())
        sets.append(one)
    versions = {"python": sys.version.split()[0], "numpy": np.__version__}
    print(json.dumps({"versions": versions, "sets": sets}, indent=1))


main()
