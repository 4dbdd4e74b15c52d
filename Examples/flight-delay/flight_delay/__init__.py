"""Will a flight from New York arrive more than 15 minutes late? Asked as it leaves the gate."""

__version__ = "1.3.0"
