"""Tables as bytes that are the same on every machine, and samples that never move."""

import hashlib

import pandas as pd

SEED = 2013


def csv(table: pd.DataFrame) -> bytes:
    """The index, which holds the ids, comes first."""
    return table.to_csv(lineterminator="\n").encode()


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def lot(purpose: str, key: str) -> float:
    """A number in [0, 1) drawn from the key: the same on every machine, in any order of rows."""
    digest = hashlib.sha256(f"{SEED}/{purpose}/{key}".encode()).digest()
    return int.from_bytes(digest[:6], "big") / 2**48


def lots(purpose: str, table: pd.DataFrame) -> pd.Series:
    return pd.Series([lot(purpose, key) for key in table.index], index=table.index)


def sample(purpose: str, table: pd.DataFrame, rows: int) -> pd.DataFrame:
    """The rows with the lowest lots, in the table's own order."""
    chosen = lots(purpose, table).nsmallest(rows).index
    return table[table.index.isin(chosen)]
