"""How much of each product each shop will sell: a nightly plan, and forecasts on demand."""

__version__ = "1.4.0"
