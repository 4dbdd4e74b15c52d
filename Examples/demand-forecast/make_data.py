"""Makes data/sales.csv: made-up sales of a made-up bakery, the same bytes on every machine.

`python make_data.py` writes the file; `--check` only compares, and exits with 1 if it differs. The
numbers come from one generator with a fixed seed, and from nothing else: the file is in the public
domain. In production the same columns come from the tills, see docs/data-card.md.
"""

import argparse
import math
import random
import sys
from datetime import date, timedelta
from pathlib import Path

import yaml

ROOT = Path(__file__).parent
PATH = ROOT / "data/sales.csv"
SEED = 20260101
FIRST, LAST = date(2026, 1, 1), date(2026, 11, 15)

SHOPS = {"mill": 1.0, "quay": 0.7, "park": 1.35}
PRODUCTS = {"rye": 62.0, "roll": 148.0, "cake": 27.0}
WEEKDAYS = [0.92, 0.9, 0.95, 1.0, 1.14, 1.38, 0.71]  # Monday first
ELASTICITY = -1.1
PROMOTED = 1.24
HOLIDAY = 0.62
PER_DEGREE = {"rye": -0.004, "roll": 0.002, "cake": 0.012}


def rows() -> list[str]:
    """Header and lines, one a day, shop and product."""
    settings = yaml.safe_load((ROOT / "params.yaml").read_text(encoding="utf-8"))["features"]
    numbers = random.Random(SEED)
    kept: dict[tuple[str, str], list[int]] = {}
    levels: dict[tuple[str, str], float] = {}
    lines = ["date,shop,product,price,promo,temp_anomaly,baked,demand"]
    warmth = 0.0
    for offset in range((LAST - FIRST).days + 1):
        day = FIRST + timedelta(days=offset)
        # Tomorrow's weather is much like today's.
        warmth = 0.7 * warmth + 2.2 * bell(numbers)
        for shop, size in SHOPS.items():
            for product, usual in PRODUCTS.items():
                promo = int(numbers.random() < 0.08)
                # Prices move on Mondays, by a twentieth of the list price at most.
                if day.weekday() == 0 or offset == 0:
                    levels[shop, product] = 0.95 + 0.05 * int(3 * numbers.random())
                ratio = levels[shop, product] * (0.85 if promo else 1)
                price = settings["list_prices"][product] * ratio
                mean = size * usual * WEEKDAYS[day.weekday()] * (1 + PER_DEGREE[product] * warmth)
                mean *= ratio**ELASTICITY
                mean *= (PROMOTED if promo else 1) * (
                    HOLIDAY if str(day) in settings["holidays"] else 1
                )
                mean *= math.exp(0.06 * bell(numbers))
                demand = poisson(mean, numbers)
                before = kept.setdefault((shop, product), [])
                baked = plan(before, usual * size)
                before.append(demand)
                lines.append(
                    f"{day},{shop},{product},{price:.2f},{promo},{warmth:.1f},{baked},{demand}"
                )
    return lines


def plan(before: list[int], usual: float) -> int:
    """What the bakers do today: the mean of the last four such weekdays, and a tenth more."""
    same = before[-7::-7][:4]
    return round(1.1 * (sum(same) / len(same) if same else usual))


def bell(numbers: random.Random) -> float:
    """Near enough to a standard normal number, without a library's own method."""
    return sum(numbers.random() for _ in range(12)) - 6


def poisson(mean: float, numbers: random.Random) -> int:
    """Knuth's method: how many uniform numbers can be multiplied before they fall below e^-mean."""
    bound, product, count = math.exp(-mean), numbers.random(), 0
    while product > bound:
        product *= numbers.random()
        count += 1
    return count


def main() -> int:
    """Writes the file, or compares it; 1 if it differs."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--check", action="store_true", help="compare, and write nothing")
    text = "\n".join(rows()) + "\n"
    if arguments.parse_args().check:
        same = PATH.read_bytes() == text.encode()
        print("data/sales.csv is as generated" if same else "data/sales.csv differs")
        return 0 if same else 1
    PATH.write_bytes(text.encode())
    return 0


if __name__ == "__main__":
    sys.exit(main())
