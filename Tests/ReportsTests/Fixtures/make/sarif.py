"""SARIF 2.1.0 of Ruff and Bandit: one with findings, one clean, each."""

import json
import pathlib

import project
from common import keep, keep_text, run, without, workspace, write

FINDINGS = {
    "flights/serving/load.py": '''\
import os
import pickle
import subprocess

PASSWORD = "hunter2"


def load(path):
    with open(path, "rb") as file:
        return pickle.load(file)


def archive(path):
    subprocess.call("tar cf model.tar " + path, shell=True)


def score(expression):
    return eval(expression) + undefined_name
'''
}


def main():
    with workspace():
        write(project.SOURCES)
        clean(".")
        write(FINDINGS)
        findings(".")


def clean(folder):
    run("ruff", "check", "--isolated", "--output-format", "sarif", "-o", "r.sarif", folder)
    keep("r.sarif", "sarif/ruff-clean.sarif")
    run("bandit", "-q", "-r", "-f", "sarif", "-o", "b.sarif", folder)
    keep("b.sarif", "sarif/bandit-clean.sarif")


def findings(folder):
    rules = ["--select", "F,S602"]
    words = ["ruff", "check", "--isolated", *rules, "--output-format", "sarif", "-o", "r.sarif"]
    run(*words, folder, allowed=(1,))
    found = json.loads(pathlib.Path("r.sarif").read_text())
    found = without(found, ["fullDescription", "help"])
    keep_text(json.dumps(found, indent=2, ensure_ascii=False), "sarif/ruff-findings.sarif")
    run("bandit", "-q", "-r", "-f", "sarif", "-o", "b.sarif", folder, allowed=(1,))
    keep("b.sarif", "sarif/bandit-findings.sarif")


main()
