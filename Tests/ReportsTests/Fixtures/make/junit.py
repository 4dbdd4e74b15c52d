"""JUnit XML of pytest (both families), unittest-xml-reporting and Robot Framework."""

import project
from common import keep, keep_text, run, workspace, write

UNITTEST = {
    "tests/__init__.py": "",
    "tests/test_monotone.py": '''\
import unittest

from flights.serving import predict


class PredictionTests(unittest.TestCase):
    def test_longer_flights_are_later(self):
        short = predict.predict(7.0, {"distance": 200})
        self.assertGreater(predict.predict(7.0, {"distance": 1400}), short)

    def test_never_negative(self):
        self.assertGreaterEqual(predict.predict(-40.0, {"distance": 200}), 0)

    def test_each_carrier(self):
        for carrier in ["AA", "B6", "UA"]:
            with self.subTest(carrier=carrier):
                self.assertNotEqual(carrier, "B6")

    @unittest.skip("needs the load generator")
    def test_latency(self):
        pass


class TrainingTests(unittest.TestCase):
    def test_missing_column(self):
        predict.predict(7.0, {"air_time": 120})

    @unittest.expectedFailure
    def test_known_gap(self):
        self.fail("no model for cancelled flights")
''',
}

ROBOT = {
    "robot/serving/api.robot": """\
*** Test Cases ***
Health Endpoint Answers
    Log    200

Prediction Is Refused Without A Distance
    Should Be Equal As Integers    500    422
""",
    "robot/training/retrain.robot": """\
*** Test Cases ***
Retraining Is Reproducible
    Should Be Equal    0.81    0.81

Retraining On A GPU
    Skip    no GPU here
""",
}


def main():
    with workspace():
        write(project.SOURCES | project.GREEN)
        run("python", "-m", "pytest", "-q", "-p", "no:cacheprovider", "--junitxml=green.xml")
        keep("green.xml", "junit/pytest-green.xml")
        write(project.RED)
        for family, logging in [("xunit2", "all"), ("xunit1", "no")]:
            red = ["--junitxml=red.xml", "-o", f"junit_family={family}"]
            red += ["-o", f"junit_logging={logging}"]
            run("python", "-m", "pytest", "-q", "-p", "no:cacheprovider", *red, allowed=(1,))
            keep("red.xml", f"junit/pytest-{family}.xml")
        write({"empty/test_nothing.py": ""})
        run("python", "-m", "pytest", "-q", "empty", "--junitxml=empty.xml", allowed=(5,))
        keep("empty.xml", "junit/pytest-no-tests.xml")
        write({"broken/test_import.py": "import flights.serving.no_such_module\n"})
        run("python", "-m", "pytest", "-q", "broken", "--junitxml=broken.xml", allowed=(2,))
        keep("broken.xml", "junit/pytest-collection-error.xml")
    with workspace():
        write(project.SOURCES | UNITTEST)
        words = ["python", "-m", "xmlrunner", "discover", "-s", "tests", "-t", "."]
        run(*words, "--output-file", "all.xml", allowed=(1,))
        keep("all.xml", "junit/unittest-xml-reporting.xml")
    with workspace():
        write(ROBOT)
        run("robot", "--xunit", "xunit.xml", "--log", "NONE", "--report", "NONE", "robot", allowed=(1,))
        keep("xunit.xml", "junit/robot-nested.xml")


main()
