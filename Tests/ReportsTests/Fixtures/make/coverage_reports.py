"""Cobertura XML and lcov of coverage.py."""

import project
from common import keep, run, workspace, write


def main():
    with workspace():
        write(project.SOURCES | project.GREEN)
        write({".coveragerc": "[run]\nbranch = True\nsource = flights\nrelative_files = True\n"})
        run("python", "-m", "coverage", "run", "-m", "pytest", "-q", "-p", "no:cacheprovider")
        run("python", "-m", "coverage", "xml", "-o", "branches.xml")
        keep("branches.xml", "coverage/cobertura.xml")
        run("python", "-m", "coverage", "lcov", "-o", "branches.lcov")
        keep("branches.lcov", "coverage/coverage.lcov")
        run("python", "-m", "coverage", "json", "-o", "branches.json")
        print(run("python", "-m", "coverage", "report"))
    with workspace():
        write(project.SOURCES | project.GREEN)
        reports = ["--cov-report=xml", "--cov-report=lcov"]
        run("python", "-m", "pytest", "-q", "-p", "no:cacheprovider", "--cov=.", *reports)
        keep("coverage.xml", "coverage/cobertura-from-root.xml")
        keep("coverage.lcov", "coverage/from-root.lcov")
        print(run("python", "-m", "coverage", "report"))


main()
