"""Locust: statistics as CSV and JSON, of a few seconds against a small server on loopback."""

import server
from common import keep, keep_text, run, workspace, write

USERS = """\
from locust import HttpUser, constant, task


class Traveller(HttpUser):
    wait_time = constant(0.05)

    @task(3)
    def predict(self):
        self.client.post("/predict", json={"distance": 1400})

    @task(1)
    def explain(self):
        self.client.get("/explain", name="/explain, in full")
"""


def main():
    running = server.start()
    with workspace():
        write({"locustfile.py": USERS})
        for healthy, name in [(True, "green"), (False, "red")]:
            running.healthy = healthy
            load(name)
    running.shutdown()


def load(name):
    words = ["--headless", "-u", "4", "-r", "4", "-t", "5s", "--stop-timeout", "1"]
    words += ["-H", f"http://127.0.0.1:{server.PORT}", "--csv", name, "--json", "--only-summary"]
    text = run("locust", *words, allowed=(0, 1))
    for part in ["stats", "failures", "exceptions", "stats_history"]:
        keep(f"{name}_{part}.csv", f"locust/{name}_{part}.csv")
    keep_text(text, f"locust/{name}.json")


main()
