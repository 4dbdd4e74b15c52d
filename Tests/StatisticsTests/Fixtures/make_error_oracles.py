"""Makes errors.json: what NumPy and SciPy say of errors that come together.

Run it with the versions that errors.json names, from the folder of this file:

    python -m venv /tmp/oracles && /tmp/oracles/bin/pip install numpy scipy
    /tmp/oracles/bin/python make_error_oracles.py

Ten million samples a network, by another generator and other methods than ours: Student's t as a
quotient, correlated normal numbers by NumPy's own factor.
"""

import json
from pathlib import Path

import numpy
import scipy
from scipy import stats

HERE = Path(__file__).parent
N = 10_000_000
SAMPLE = [-4.5, -2.0, -1.0, -0.5, 0.0, 0.0, 0.25, 1.0, 3.0, 7.5]


def figures(errors):
    return {
        "mean": float(errors.mean()),
        "sd": float(errors.std(ddof=1)),
        "rms": float(numpy.sqrt((errors**2).mean())),
        "quantiles": [float(q) for q in numpy.quantile(errors, [0.05, 0.5, 0.95])],
    }


def additive(generator):
    """Normal + 0.5 uniform, which correlate, − 2 Student's t + a sample; see ErrorOracleTests."""
    scores = generator.multivariate_normal([0, 0], [[1, 0.6], [0.6, 1]], N)
    normal = 1 + 2 * scores[:, 0]
    uniform = -3 + 7 * stats.norm.cdf(scores[:, 1])
    student = 0.7 * generator.normal(size=N) / numpy.sqrt(generator.chisquare(5, N) / 5)
    sample = generator.choice(SAMPLE, N)
    return figures(normal + 0.5 * uniform - 2 * student + sample)


def multiplicative(generator):
    """Log-normal times uniform to the power of −2, with a rank correlation of a half."""
    latent = 2 * numpy.sin(numpy.pi * 0.5 / 6)
    scores = generator.multivariate_normal([0, 0], [[1, latent], [latent, 1]], N)
    first = numpy.exp(0.1 + 0.2 * scores[:, 0])
    second = 0.8 + 0.5 * stats.norm.cdf(scores[:, 1])
    found = stats.spearmanr(first[:1_000_000], second[:1_000_000]).statistic
    assert abs(found - 0.5) < 0.004, found
    return figures(first * second**-2 - 1)


def decisions():
    """The share of wrong decisions of three that correlate: exact, by the trivariate normal."""
    rates = [0.1, 0.05, 0.2]
    matrix = [[1, 0.5, 0.2], [0.5, 1, -0.3], [0.2, -0.3, 1]]
    below = stats.norm.ppf([1 - rate for rate in rates])
    right = stats.multivariate_normal.cdf(below, cov=matrix, abseps=1e-9, releps=1e-9)
    # The integration is not exact beyond this.
    return {"rates": rates, "wrong": round(float(1 - right), 7)}


def student():
    """Quantiles of Student's t at normal scores, taken in the tail."""
    return [
        [freedom, score, float(stats.t.isf(stats.norm.sf(score), freedom))]
        for freedom in [2.1, 3, 5, 30, 1000]
        for score in [0.01, 0.3, 1.0, 2.345, 4.0, 6.5]
    ]


generator = numpy.random.default_rng(2013)
(HERE / "errors.json").write_text(
    json.dumps(
        {
            "numpy": numpy.__version__,
            "scipy": scipy.__version__,
            "samples": N,
            "sample": SAMPLE,
            "additive": additive(generator),
            "multiplicative": multiplicative(generator),
            "decisions": decisions(),
            "student": student(),
        },
        indent=1,
    )
    + "\n"
)
