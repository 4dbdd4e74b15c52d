"""The histories of Benchmarks/Worth in vectorised NumPy: python paths.py PATHS [chain|jumps] [uncertain].

`chain` moves all paths one period at a time, as the specification says it. `jumps` goes from one
change of state to the next by inversion, as Airworthy does. With `uncertain` six of the numbers are
drawn anew for each path. All work in parts of 250,000 paths, which is faster here than all at once.
Prints mean, three quantiles, the share of losses and CPU seconds.
"""

import resource
import sys

import numpy as np

N, SAVING, COST, PEOPLE, MODEL, EXTRA = 100_000, 0.30, 2.0, 0.013, 0.020, 0.25
FIXED, INVESTMENT, SWITCH = 5_000, 40_000, 8_000
HAZARD, DETECTION, REPAIR, PERIODS, RATE = 0.1, 2.0, 1.0, 60, 0.01
DISCOUNT = (1 + RATE) ** -np.arange(PERIODS + 1)
WIDTH = 3.289707253902945


def numbers(random, paths, is_uncertain):
    """What a period earns by state, and the hazard; for each path where they are uncertain."""
    if not is_uncertain:
        healthy = N * (SAVING - COST * (MODEL - PEOPLE))
        return np.array([healthy, healthy - N * COST * EXTRA, 0.0]), HAZARD

    def log_normal(low, high):
        middle, spread = np.log(low * high) / 2, np.log(high / low) / WIDTH
        return random.lognormal(middle, spread, paths)

    items, cost = log_normal(80_000, 120_000), log_normal(1, 4)
    saving = random.normal(0.3, 0.2 / WIDTH, paths)
    people, model = random.beta(130.5, 9_870.5, paths), random.beta(200.5, 9_800.5, paths)
    hazard = -np.expm1(-random.gamma(3.5, 1 / 36, paths))
    healthy = items * (saving - cost * (model - people))
    return np.stack([healthy, healthy - items * cost * EXTRA, np.zeros(paths)]), hazard


def chain(random, paths, is_uncertain):
    """States 0 healthy, 1 degraded, 2 repair; each moves to the next, the last to the first."""
    values, hazard = numbers(random, paths, is_uncertain)
    rows = np.arange(paths)
    state = np.zeros(paths, dtype=np.int8)
    value = np.full(paths, -INVESTMENT - FIXED * DISCOUNT[1:].sum())
    entered = np.zeros(paths, dtype=bool)
    fixed = np.array([HAZARD, 1 / DETECTION, 1 / REPAIR])
    for t in range(1, PERIODS + 1):
        earned = values[state, rows] if is_uncertain else values[state]
        value += DISCOUNT[t] * (earned - SWITCH * entered)
        leaves = np.where(state == 0, hazard, fixed[state]) if is_uncertain else fixed[state]
        moves = random.random(paths) < leaves
        entered = moves & (state == 1)
        state = np.where(moves, (state + 1) % 3, state).astype(np.int8)
    return value


def jumps(random, paths, is_uncertain):
    values, hazard = numbers(random, paths, is_uncertain)
    total = np.concatenate([[0.0], np.cumsum(DISCOUNT[1:])])
    scales = [1 / np.log1p(-hazard), 1 / np.log1p(-1 / DETECTION), 0.0]
    value = np.full(paths, -INVESTMENT - FIXED * total[-1])
    alive, at, state = np.arange(paths), np.ones(paths, dtype=np.int64), 0
    while alive.size:
        if state == 2:
            value[alive] -= SWITCH * DISCOUNT[at]
        scale = scales[state][alive] if is_uncertain and state == 0 else scales[state]
        stay = np.minimum(np.log1p(-random.random(alive.size)) * scale, PERIODS)
        end = np.minimum(at + stay.astype(np.int64) + 1, PERIODS + 1)
        earned = values[state][alive] if is_uncertain else values[state]
        value[alive] += earned * (total[end - 1] - total[at - 1])
        on = end <= PERIODS
        alive, at, state = alive[on], end[on], (state + 1) % 3
    return value


def main():
    paths = int(sys.argv[1])
    way = {"chain": chain, "jumps": jumps}[sys.argv[2] if len(sys.argv) > 2 else "chain"]
    is_uncertain = sys.argv[3:] == ["uncertain"]
    random = np.random.Generator(np.random.PCG64(1))
    part = 250_000
    parts = [
        way(random, min(part, paths - done), is_uncertain) for done in range(0, paths, part)
    ]
    values = np.concatenate(parts)
    low, middle, high = np.quantile(values, [0.05, 0.5, 0.95])
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(
        f"{values.mean():.2f} {low:.2f} {middle:.2f} {high:.2f} {(values < 0).mean():.6f}"
        f" {used.ru_utime + used.ru_stime:.2f}"
    )


main()
