"""Makes the tables of `tables/`: one table in several formats, and Parquet files of every type.

    python make_tables.py          needs pyarrow 26
"""

import datetime
import decimal
import json
import random
import sqlite3
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

FOLDER = Path(__file__).parent / "tables"
UTC = datetime.timezone.utc


def rows(count):
    """Whole numbers, fractions, texts with everything that needs care, times; and gaps."""
    numbers = random.Random(7)
    words = ["plain", 'say "hi"', "a,b", "two\nlines", "NA", "null", "é😀", " blank", "12"]
    start = datetime.datetime(2026, 1, 1, tzinfo=UTC)
    for row in range(count):
        yield {
            "id": f"r{row}",
            "whole": None if row % 11 == 0 else numbers.randrange(-50, 50),
            "amount": None if row % 7 == 0 else round(numbers.gauss(10, 300)) + 0.125,
            "word": None if row % 13 == 0 else numbers.choice(words),
            "day": (start + datetime.timedelta(days=row % 400)).date(),
            "at": start + datetime.timedelta(seconds=row * 977),
        }


def text_of(value):
    if isinstance(value, datetime.datetime):
        return value.strftime("%Y-%m-%dT%H:%M:%SZ")
    return value.isoformat() if isinstance(value, datetime.date) else value


def field(value):
    """As CSV has it: words that would be taken for missing in quotes."""
    if value is None:
        return ""
    text = str(text_of(value))
    needs = any(sign in text for sign in '",\n') or text in ("NA", "null")
    return '"' + text.replace('"', '""') + '"' if needs else text


def same_table():
    table = list(rows(1500))
    names = list(table[0])
    with open(FOLDER / "same.csv", "w", newline="") as file:
        file.write(",".join(names) + "\n")
        file.writelines(",".join(field(row[name]) for name in names) + "\n" for row in table)
    with open(FOLDER / "same.jsonl", "w") as file:
        for number, row in enumerate(table):
            # What is missing is null, or not there at all.
            kept = {
                name: text_of(value) for name, value in row.items() if number % 2 == 0 or value is not None}
            file.write(json.dumps(kept) + "\n")
    columns = {name: [row[name] for row in table] for name in names}
    columns["at"] = pa.array(columns["at"], pa.timestamp("ms", tz="UTC"))
    pq.write_table(pa.table(columns), FOLDER / "same.parquet", compression="zstd", row_group_size=400)
    (FOLDER / "same.sqlite").unlink(missing_ok=True)
    database = sqlite3.connect(FOLDER / "same.sqlite")
    database.execute("CREATE TABLE same (id TEXT, whole INTEGER, amount REAL, word TEXT, day TEXT, at TEXT)")
    database.executemany(
        "INSERT INTO same VALUES (?, ?, ?, ?, ?, ?)",
        [[text_of(row[name]) for name in names] for row in table])
    database.commit()
    database.execute("VACUUM")
    database.close()


def every_type():
    at = datetime.datetime(1969, 12, 31, 23, 59, 59, 500000, tzinfo=UTC)
    naive = datetime.datetime(2026, 5, 1, 10, 0, 0, 123456)
    big = decimal.Decimal("12345678901234567890.50")
    columns = {
        "truth": pa.array([True, False, None]),
        "i8": pa.array([-128, 127, None], pa.int8()),
        "i16": pa.array([-32768, 32767, None], pa.int16()),
        "i32": pa.array([-(2**31), 2**31 - 1, None], pa.int32()),
        "i64": pa.array([-(2**63), 2**63 - 1, None], pa.int64()),
        "u8": pa.array([0, 255, None], pa.uint8()),
        "u16": pa.array([0, 65535, None], pa.uint16()),
        "u32": pa.array([0, 2**32 - 1, None], pa.uint32()),
        "u64": pa.array([0, 2**64 - 1, None], pa.uint64()),
        "f16": pa.array([0.5, -65504.0, None], pa.float16()),
        "f32": pa.array([0.1, float("inf"), None], pa.float32()),
        "f64": pa.array([0.1, float("nan"), None], pa.float64()),
        "small": pa.array([decimal.Decimal("-1.05"), decimal.Decimal("0.50"), None], pa.decimal128(5, 2)),
        "large": pa.array([big, -big, None], pa.decimal128(30, 2)),
        "text": pa.array(["é", "007", None]),
        "wide": pa.array(["x" * 40, "\"q\"", None], pa.large_string()),
        "coded": pa.array(["a", "b", None]).dictionary_encode(),
        "day": pa.array([datetime.date(1969, 12, 31), datetime.date(2026, 2, 28), None]),
        "ms": pa.array([at, at, None], pa.timestamp("ms", tz="UTC")),
        "us": pa.array([at, at, None], pa.timestamp("us", tz="Europe/Berlin")),
        "naive": pa.array([naive, naive, None], pa.timestamp("us")),
        "clock": pa.array([datetime.time(1, 2, 3), datetime.time(23, 59, 59, 5000), None], pa.time32("ms")),
        "nothing": pa.nulls(3),
        "in": pa.array(
            [{"x": 1, "deep": {"y": "p"}}, {"x": None, "deep": None}, None],
            pa.struct([("x", pa.int32()), ("deep", pa.struct([("y", pa.string())]))])),
    }
    pq.write_table(pa.table(columns), FOLDER / "types.parquet", compression="snappy")


def refused():
    pq.write_table(pa.table({"id": [1, 2], "tags": [["a"], ["b", "c"]]}), FOLDER / "list.parquet")
    pq.write_table(pa.table({"id": [1, 2], "raw": [b"\xff", b"a"]}), FOLDER / "bytes.parquet")
    pq.write_table(
        pa.table({"text": pa.Array.from_buffers(pa.string(), 1, pa.array([b"\xff\xfe"]).buffers())}),
        FOLDER / "latin.parquet", use_dictionary=False)
    pq.write_table(
        pa.table([pa.array([1]), pa.array([2])], names=["a", "a"]), FOLDER / "twice.parquet")
    pq.write_table(pa.table({"a": pa.array([], pa.int32())}), FOLDER / "empty.parquet")


FOLDER.mkdir(exist_ok=True)
same_table()
every_type()
refused()
