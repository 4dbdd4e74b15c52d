"""Makes oracle.json: 20 sets of numbers and what they come to, written apart from the Swift sources.

python make_oracle.py > oracle.json; made with Python and NumPy as `versions` in the file says.
Expected values by the probabilities of the states, period by period; quantiles and the risk of loss by
400,000 paths, one uniform number a period. Two kinds of error, growth, a capacity downstream, and plan B
now, later or never, with the time between the old process and plan B.
"""

import json
import sys

import numpy as np

OLD, NOTHING, PLAN_B = "old", "nothing", "plan b"


def numbers(random, index):
    periods = int(random.integers(3, 61))
    ready = int(random.integers(2, periods + 1))
    return {
        "items": float(random.integers(1_000, 200_000)),
        "growth": float(random.uniform(-0.01, 0.02)),
        "saving": float(random.uniform(0.1, 1.0)),
        "costs": [float(random.uniform(1, 10)), float(random.uniform(0.5, 30))],
        "people": [float(random.uniform(0.005, 0.05)), float(random.uniform(0, 0.01))],
        "model": [float(random.uniform(0.005, 0.06)), float(random.uniform(0, 0.01))],
        "extra": float(random.uniform(0.02, 0.3)),
        "hazard": float(random.uniform(0.01, 0.3)),
        "detection": float(random.uniform(1, 6)),
        "repair": float(random.uniform(1, 6)),
        "alone": float(random.uniform(1, 9)),
        "fallback": float(random.uniform(-0.1, 0.2)),
        "switch": float(random.uniform(0, 20_000)),
        "fixed": float(random.uniform(0, 10_000)),
        "investment": float(random.uniform(0, 200_000)),
        "discount": float(random.uniform(0, 0.03)),
        "periods": periods,
        "plan": ["now", "later", "never"][index % 3],
        "planCost": float(random.uniform(0, 50_000)),
        "kept": int(random.integers(1, ready + 1)),
        "ready": ready,
        "built": float(random.uniform(0.3, 1)),
        # Errors per item that can be handled, as a multiple of what people make.
        "capacity": float(random.uniform(0.5, 2)),
        "beyond": float(random.uniform(0, 3)),
    }


def money(one):
    """For each period what it earns healthy, degraded and in plan B, before fixed costs."""
    t = np.arange(1, one["periods"] + 1)
    volume = one["items"] * (1 + one["growth"]) ** (t - 1)
    people, model = sum(one["people"]), sum(one["model"])
    gain = one["saving"] - sum(
        c * (m - b) for c, m, b in zip(one["costs"], one["model"], one["people"])
    )
    limit = one["capacity"] * people * one["items"]

    def over(rate):
        beyond = np.maximum(0, volume * rate - limit) - np.maximum(0, volume * people - limit)
        return one["beyond"] * beyond

    well = volume * gain - over(model)
    ill = volume * (gain - one["costs"][0] * one["extra"]) - over(model + one["extra"])
    return well, ill, volume * one["fallback"]


def kinds(one, built):
    """What there is to fall back to in each period; index 0 is period 1."""
    if one["plan"] == "now":
        return [PLAN_B] * one["periods"]
    ready = one["ready"] if one["plan"] == "later" and built else one["periods"] + 1
    return [
        PLAN_B if t >= ready else OLD if t < one["kept"] else NOTHING
        for t in range(1, one["periods"] + 1)
    ]


def spent(one, built):
    """What plan B costs, discounted."""
    if one["plan"] == "now":
        return one["planCost"]
    if one["plan"] == "later" and built:
        return one["planCost"] * (1 + one["discount"]) ** -one["ready"]
    return 0.0


def expected(one, built):
    well, ill, plan_b = money(one)
    kind = kinds(one, built)
    state, entering, total = np.array([1.0, 0.0, 0.0]), 0.0, 0.0
    for index in range(one["periods"]):
        out = {OLD: 0.0, NOTHING: ill[index], PLAN_B: plan_b[index]}[kind[index]]
        comes = index > 0 and kind[index] == PLAN_B and kind[index - 1] == NOTHING
        switches = state[2] if comes else 0.0 if kind[index] == NOTHING else entering
        net = state @ [well[index], ill[index], out] - switches * one["switch"] - one["fixed"]
        total += net * (1 + one["discount"]) ** -(index + 1)
        h, d = one["hazard"], 1 / one["detection"]
        r = 1 / (one["alone"] if kind[index] == NOTHING else one["repair"])
        entering = state[1] * d
        state = state @ np.array([[1 - h, h, 0.0], [0.0, 1 - d, d], [r, 0.0, 1 - r]])
    return total - spent(one, built)


def value(one):
    chance = one["built"] if one["plan"] == "later" else 1.0
    both = chance * expected(one, True)
    if chance < 1:
        both += (1 - chance) * expected(one, False)
    return both - one["investment"]


def paths(one, random, count):
    well, ill, plan_b = money(one)
    built = random.random(count) < (one["built"] if one["plan"] == "later" else 1.0)
    total = np.full(count, -one["investment"])
    total -= np.where(built, spent(one, True), spent(one, False))
    with_plan, without = kinds(one, True), kinds(one, False)
    state, entered = np.zeros(count, dtype=int), np.zeros(count, dtype=bool)
    for index in range(one["periods"]):
        def told(word):
            return np.where(built, with_plan[index] == word, without[index] == word)

        is_out = state == 2
        earned = np.where(state == 0, well[index], np.where(state == 1, ill[index], 0.0))
        earned += is_out * (told(NOTHING) * ill[index] + told(PLAN_B) * plan_b[index])
        pays = entered & ~told(NOTHING)
        if index > 0:
            was = np.where(built, with_plan[index - 1] == NOTHING, without[index - 1] == NOTHING)
            pays |= is_out & was & told(PLAN_B)
        rate = (1 + one["discount"]) ** -(index + 1)
        total += rate * (earned - one["switch"] * pays - one["fixed"])
        repair = np.where(told(NOTHING), 1 / one["alone"], 1 / one["repair"])
        leave = np.choose(state, [one["hazard"], 1 / one["detection"], repair])
        moves = random.random(count) < leave
        entered = moves & (state == 1)
        state = np.where(moves, (state + 1) % 3, state)
    return total


def main():
    random = np.random.default_rng(20261122)
    sets = []
    for index in range(20):
        one = numbers(random, index)
        drawn = paths(one, random, 400_000)
        one["mean"] = value(one)
        one["drawn"] = float(drawn.mean())
        one["sd"] = float(drawn.std())
        one["quantiles"] = [float(q) for q in np.quantile(drawn, [0.05, 0.5, 0.95])]
        one["loss"] = float((drawn < 0).mean())
        one["worst"] = float(np.sort(drawn)[:20_000].mean())
        # Both of its ways have to agree before they may judge another.
        assert abs(one["drawn"] - one["mean"]) < 4 * one["sd"] / 400_000**0.5, index
        sets.append(one)
    versions = {"python": sys.version.split()[0], "numpy": np.__version__}
    print(json.dumps({"versions": versions, "sets": sets}, indent=1))


main()
