"""One peer profiles one file, CSV or Parquet: python peer.py PEER FILE. What each computes stands at it."""

import sys


def duckdb(path):
    """Count, share of nulls, approximate distinct, least, most, mean, deviation, quartiles."""
    import duckdb as engine

    if path.endswith(".parquet"):
        return engine.sql(f"SUMMARIZE SELECT * FROM read_parquet('{path}')").fetchall()
    return engine.sql(f"SUMMARIZE SELECT * FROM read_csv('{path}', nullstr='NA')").fetchall()


def polars(path):
    """One streaming pass: nulls, approximate distinct, least, most, and of numbers mean,
    deviation and seven exact quantiles; no frequent values."""
    import polars as pl

    frame = pl.scan_parquet(path) if path.endswith(".parquet") else pl.scan_csv(path, null_values="NA")
    asked = []
    for name, kind in frame.collect_schema().items():
        column = pl.col(name)
        asked += [
            column.null_count().alias(f"{name}:nulls"), column.approx_n_unique().alias(f"{name}:distinct"),
            column.min().alias(f"{name}:least"), column.max().alias(f"{name}:most"),
        ]
        if kind.is_numeric():
            asked += [column.mean().alias(f"{name}:mean"), column.std().alias(f"{name}:deviation")]
            asked += [
                column.quantile(q).alias(f"{name}:{q}") for q in (0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99)
            ]
    return frame.select(asked).collect(engine="streaming")


def pandas(path):
    """Describe with seven quantiles, distinct values, the ten most frequent."""
    import pandas as pd

    frame = pd.read_parquet(path) if path.endswith(".parquet") else pd.read_csv(path)
    top = {name: frame[name].value_counts().head(10) for name in frame}
    quantiles = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99]
    return frame.describe(include="all", percentiles=quantiles), frame.nunique(), top


def whylogs(path):
    """Sketches of quantiles, distinct and frequent values, serialised."""
    import pandas as pd
    import whylogs as why

    return why.log(pd.read_csv(path)).profile().view().serialize()


if __name__ == "__main__":
    print(len(str(globals()[sys.argv[1]](sys.argv[2]))))
