"""The histories of Benchmarks/Worth in vectorised NumPy: python paths.py PATHS [chain|jumps].

`chain` moves all paths one period at a time, as the specification says it. `jumps` goes from one
change of state to the next by inversion, as Airworthy does. Both work in parts of 250,000 paths, which
is faster here than all at once. Prints mean, three quantiles, the share of losses and CPU seconds.
"""

import resource
import sys

import numpy as np

N, SAVING, COST, PEOPLE, MODEL, EXTRA = 100_000, 0.30, 2.0, 0.013, 0.020, 0.25
FIXED, INVESTMENT, SWITCH = 5_000, 40_000, 8_000
HAZARD, DETECTION, REPAIR, PERIODS, RATE = 0.1, 2.0, 1.0, 60, 0.01
HEALTHY = N * (SAVING - COST * (MODEL - PEOPLE))
VALUES = np.array([HEALTHY, HEALTHY - N * COST * EXTRA, 0.0])
DISCOUNT = (1 + RATE) ** -np.arange(PERIODS + 1)
LEAVES = np.array([HAZARD, 1 / DETECTION, 1 / REPAIR])


def chain(random, paths):
    """States 0 healthy, 1 degraded, 2 repair; each moves to the next, the last to the first."""
    state = np.zeros(paths, dtype=np.int8)
    value = np.full(paths, -INVESTMENT - FIXED * DISCOUNT[1:].sum())
    entered = np.zeros(paths, dtype=bool)
    for t in range(1, PERIODS + 1):
        value += DISCOUNT[t] * (VALUES[state] - SWITCH * entered)
        moves = random.random(paths) < LEAVES[state]
        entered = moves & (state == 1)
        state = np.where(moves, (state + 1) % 3, state).astype(np.int8)
    return value


def jumps(random, paths):
    total = np.concatenate([[0.0], np.cumsum(DISCOUNT[1:])])
    scale = [1 / np.log1p(-p) if p < 1 else 0.0 for p in LEAVES]
    value = np.full(paths, -INVESTMENT - FIXED * total[-1])
    alive, at, state = np.arange(paths), np.ones(paths, dtype=np.int64), 0
    while alive.size:
        if state == 2:
            value[alive] -= SWITCH * DISCOUNT[at]
        stay = np.log1p(-random.random(alive.size)) * scale[state]
        end = np.minimum(at + stay.astype(np.int64) + 1, PERIODS + 1)
        value[alive] += VALUES[state] * (total[end - 1] - total[at - 1])
        on = end <= PERIODS
        alive, at, state = alive[on], end[on], (state + 1) % 3
    return value


def main():
    paths = int(sys.argv[1])
    way = {"chain": chain, "jumps": jumps}[sys.argv[2] if len(sys.argv) > 2 else "chain"]
    random = np.random.Generator(np.random.PCG64(1))
    part = 250_000
    parts = [way(random, min(part, paths - done)) for done in range(0, paths, part)]
    values = np.concatenate(parts)
    low, middle, high = np.quantile(values, [0.05, 0.5, 0.95])
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(
        f"{values.mean():.2f} {low:.2f} {middle:.2f} {high:.2f} {(values < 0).mean():.6f}"
        f" {used.ru_utime + used.ru_stime:.2f}"
    )


main()
