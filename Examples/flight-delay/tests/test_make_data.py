import pandas as pd
import pytest

import make_data
from flight_delay import tables


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    return make_data.files()


def test_committed_files_are_as_generated(made):
    assert make_data.differing(made) == []


def test_a_changed_a_missing_and_a_stray_file_are_named(made, tmp_path, monkeypatch):
    for path, content in made.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(content)
    (tmp_path / "data/actuals.csv").write_bytes(b"changed")
    (tmp_path / "data/predictions.csv").unlink()
    (tmp_path / "model/notes.txt").write_bytes(b"stray")

    monkeypatch.setattr(make_data, "ROOT", tmp_path)
    assert make_data.differing(made) == [
        "data/actuals.csv",
        "data/predictions.csv",
        "model/notes.txt",
    ]


def test_a_sample_does_not_depend_on_the_order_of_rows():
    table = pd.DataFrame({"n": range(1000)}, index=[f"flight-{n}" for n in range(1000)])
    chosen = tables.sample("a test", table, 100)
    again = tables.sample("a test", table[::-1], 100)
    assert len(chosen) == 100
    assert set(chosen.index) == set(again.index)


def test_lots_differ_by_purpose_and_are_even():
    lots = [tables.lot("a test", str(key)) for key in range(2000)]
    others = [tables.lot("another test", str(key)) for key in range(2000)]
    assert lots != others
    assert abs(sum(lots) / len(lots) - 0.5) < 0.02
