internal import Profiling
internal import Readiness

/// A Python script that computes every figure of a comparison anew with NumPy, pandas and SciPy, and
/// holds each against what was shown.
package struct DriftScript {
  private let report: DriftReport

  package init(_ report: DriftReport) { self.report = report }

  package var text: String {
    let shown = report.finding.measurements.filter {
      ["ks-distance", "total-variation", "missing-share-change"].contains($0.statistic)
    }
    let rows = shown.map { measurement in
      let (window, slice) = part(measurement.window)
      let isPlain = !measurement.method.contains("resamples")
      var figures = measurement.familiar
      figures["distance"] = measurement.value
      if isPlain, let interval = measurement.interval, !measurement.familiar.isEmpty {
        figures["lower"] = interval.lower
        figures["upper"] = interval.upper
      }
      let listed = figures.keys.sorted().map { "\($0.python): \(figures[$0] ?? 0)" }
      let level = measurement.interval?.level ?? 0
      return "    (\(column(measurement).python), \(measurement.statistic.python), "
        + "\(window?.python ?? "None"), \(slice?.python ?? "None"), \(level), "
        + "{\(listed.joined(separator: ", "))}),"
    }
    let settings = [
      "REFERENCE = \(report.reference.python)", "CURRENT = \(report.current.python)",
      "TIME, SPAN, SLICES = \(report.time?.python ?? "None"), "
        + "\(report.by?.rawValue.python ?? "None"), \(report.slices?.python ?? "None")",
      "MISSING = [\(Cell.missingWords.sorted().map(\.python).joined(separator: ", ")), \"\"]",
      "# column, statistic, window, slice, level of the interval, what airworthy shows",
      "SHOWN = [",
    ]
    return Self.head + (settings + rows + ["]"]).joined(separator: "\n") + "\n" + Self.body
  }

  private func column(_ measurement: Measurement) -> String {
    measurement.statistic == "missing-share-change"
      ? String(measurement.of.dropLast(", missing".count)) : measurement.of
  }

  /// The window and the slice that a part is named for.
  private func part(_ name: String) -> (window: String?, slice: String?) {
    guard let slices = report.slices else { return (name.isEmpty ? nil : name, nil) }
    guard report.by != nil else { return (nil, String(name.dropFirst(slices.count + 1))) }
    guard let split = name.firstRange(of: ", \(slices)=") else { return (name, nil) }
    return (String(name[..<split.lowerBound]), String(name[split.upperBound...]))
  }

  private static let head = """
    \"\"\"Computes the figures of `airworthy drift REFERENCE CURRENT` anew, and compares.

    Needs numpy, pandas and scipy: python this.py [REFERENCE CURRENT]
    What is drawn at random, resampled blocks and principal components, is not computed here.
    \"\"\"

    import sys

    import numpy as np
    import pandas as pd
    from scipy import integrate, optimize, stats
    from scipy.spatial.distance import jensenshannon


    """

  private static let body = """


    def read(path):
        bare = path.lower().removesuffix(".gz").removesuffix(".zst")
        if bare.endswith((".jsonl", ".ndjson")):
            return pd.json_normalize(pd.read_json(path, lines=True, dtype=False).to_dict("records"))
        if bare.endswith(".parquet"):
            return pd.read_parquet(path)
        return pd.read_csv(
            path, dtype=str, keep_default_na=False, na_values=MISSING,
            sep="\\t" if bare.endswith(".tsv") else ",")


    def cut(table, window, value):
        if window is not None:
            at = pd.to_datetime(table[TIME], utc=True, format="ISO8601")
            quarters = at.dt.year.astype(str) + "-Q" + at.dt.quarter.astype(str)
            names = {"day": at.dt.strftime("%Y-%m-%d"), "month": at.dt.strftime("%Y-%m"),
                     "quarter": quarters, "year": at.dt.strftime("%Y")}[SPAN]
            table = table[names == window]
        return table if value is None else table[table[SLICES] == value]


    def numbers(column):
        values = pd.to_numeric(column, errors="coerce").to_numpy(float)
        return values[np.abs(values) <= 1e140]


    def index(p, q, raised):
        p, q = raised(p), raised(q)
        return float(((q - p) * np.log(q / p)).sum())


    def floor(p):
        return np.maximum(p, 1e-4)


    def as_evidently(p):
        least = p[p > 0].min()
        return np.where(p == 0, least / 1e6 if least <= 1e-4 else 1e-4, p)


    def shares(counts):
        return np.asarray(counts) / np.sum(counts)


    def greatest_deviation(n, m, rate):
        a, b, start = n ** -0.5, m ** -0.5, np.sqrt(np.log(2) / 2)

        def exceeds(e):
            def tail(t):
                return 1 if t <= start else 2 * np.exp(-2 * t * t)

            turn = (e - b * start) / a
            points = [turn] if start < turn < start + 9 else None
            return integrate.quad(
                lambda t: 8 * t * np.exp(-2 * t * t) * tail((e - a * t) / b), start, start + 9,
                points=points, epsabs=1e-18, epsrel=1e-12, limit=200)[0] - rate

        convolved = optimize.brentq(exceeds, 1e-9, 8 * (a + b), xtol=1e-15, rtol=1e-13)
        if min(n, m) < 50:
            return convolved
        return min(convolved, np.sqrt(np.log(2.2 / rate) / 2 * (1 / n + 1 / m)))


    def bounded(n, m, rate):
        return np.sqrt(-np.log(rate) / 2 * (1 / n + 1 / m))


    def of_numbers(r, c, rate):
        test = stats.ks_2samp(r, c)
        n, m, d = len(r), len(c), test.statistic
        edges = np.unique(np.quantile(r, np.arange(1, 10) / 10))
        edges = edges[(edges != r.min()) & (edges != r.max())]
        bins = np.concatenate([[-np.inf], edges, [np.inf]])
        p, q = (shares(np.histogram(s, bins)[0]) for s in (r, c))
        if len(np.unique(r)) > 20:
            both = np.concatenate([r, c])
            bins = np.histogram_bin_edges(both, bins="sturges")
            x, y = (np.histogram(s, bins)[0] / len(s) for s in (r, c))
        else:
            values = np.union1d(r, c)
            x, y = (np.array([(s == v).mean() for v in values]) for s in (r, c))
        return {
            "distance": d, "ks-p-value": test.pvalue,
            "lower": max(0, d - greatest_deviation(n, m, rate)),
            "upper": min(1, d + bounded(n, m, rate)),
            "wasserstein": stats.wasserstein_distance(r, c),
            "psi-deciles": index(p, q, floor), "jensen-shannon-deciles": jensenshannon(p, q, 2),
            "psi-evidently": index(x, y, as_evidently),
            "jensen-shannon-evidently": jensenshannon(x, y),
            "mean-reference": r.mean(), "mean-current": c.mean(),
        }


    def of_categories(r, c, rate):
        n, m = r.sum(), c.sum()
        p, q, mean = r / n, c / m, (r + c) / (n + m)
        d = abs(p - q).sum() / 2
        bias = np.sqrt(mean * (1 - mean)).sum() * np.sqrt(1 / n + 1 / m) / 2
        figures = {
            "distance": d, "lower": max(0, d - bias - bounded(n, m, rate)),
            "upper": min(1, d + bounded(n, m, rate)),
            "jensen-shannon": jensenshannon(p, q, 2),
            "hellinger": np.sqrt(((np.sqrt(p) - np.sqrt(q)) ** 2).sum() / 2),
            "psi": index(p, q, floor), "psi-evidently": index(p, q, as_evidently),
            "largest-change": abs(p - q).max(),
        }
        there = r + c > 0
        if there.sum() > 1:
            chi = stats.chi2_contingency(np.array([r, c])[:, there], correction=False)
            figures |= {"chi-squared": chi.statistic, "chi-squared-p-value": chi.pvalue}
        return figures


    def main():
        paths = sys.argv[1:3] or [REFERENCE, CURRENT]
        tables = [read(path) for path in paths]
        wrong = 0
        for column, statistic, window, value, level, shown in SHOWN:
            rate = (1 - level) / 2
            r = cut(tables[0], None, value)[column]
            c = cut(tables[1], window, value)[column]
            ordered = statistic == "ks-distance"
            if statistic == "missing-share-change":
                is_number = any(s == "ks-distance" and o == column for o, s, *_ in SHOWN)
                there = [len(numbers(s)) if is_number else s.notna().sum() for s in (r, c)]
                rows = np.array([len(r), len(c)])
                counts = np.array([there, rows - there], dtype=float)
                found = of_categories(counts[:, 0], counts[:, 1], rate)
            elif ordered:
                if not len(numbers(r)) or not len(numbers(c)):
                    continue
                found = of_numbers(numbers(r), numbers(c), rate)
            else:
                if not r.notna().any() or not c.notna().any():
                    continue
                names = sorted(set(r.dropna()) | set(c.dropna()))
                counts = [s.value_counts().reindex(names, fill_value=0) for s in (r, c)]
                found = of_categories(*(s.to_numpy(float) for s in counts), rate)
            for name, ours in shown.items():
                theirs = float(found[name])
                allowed = 1e-6 if name.endswith("p-value") else 1e-9
                same = abs(ours - theirs) <= allowed * abs(theirs) + 1e-12 * (allowed < 1e-6)
                wrong += not same
                place = " ".join(x for x in (window, value) if x)
                word = "same " if same else "OTHER"
                sys.stdout.write(f"{word} {column} {place} {name} {ours} {theirs}\\n")
        sys.stdout.write(f"{wrong} of the figures differ\\n")
        return 1 if wrong else 0


    if __name__ == "__main__":
        sys.exit(main())

    """
}

extension String {
  /// The text as a string of Python, in ASCII.
  fileprivate var python: String {
    var result = "\""
    for scalar in unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\" + String(scalar)
      case " "..."~": result.unicodeScalars.append(scalar)
      default:
        let digits = String(scalar.value, radix: 16)
        result += "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
      }
    }
    return result + "\""
  }
}
