"""OpenSSF Scorecard: written by hand after the JSON schema of Scorecard 5.5 (`pkg/scorecard/json.v2.schema`).

The tool is a Go program of no package registry. Reasons and details are in own words; the form is Scorecard's, the
aggregate is computed as Scorecard does: the mean of the conclusive checks weighed by risk.
"""

import json

from common import keep_text

WEIGHTS = {"critical": 10, "high": 7.5, "medium": 5, "low": 2.5}
INCONCLUSIVE = -1
COMMIT = "5e2a9f0c8d1b4e7f6a3c2b1d0e9f8a7b6c5d4e3f"
TOOL = "0a1b2c3d4e5f60718293a4b5c6d7e8f901234567"

# Name, risk, score, reason, details.
CHECKS = [
    ("Binary-Artifacts", "high", 10, "the repository holds no binaries", []),
    (
        "Branch-Protection",
        "high",
        3,
        "the protection of main can be better",
        ["Info: 'force pushes' disabled on branch 'main'", "Warn: no status checks on branch 'main'"],
    ),
    ("CI-Tests", "low", 10, "18 out of 18 merged requests were tested", []),
    ("Code-Review", "high", 7, "22 out of 30 changes were reviewed -- score normalized to 7", []),
    ("Dangerous-Workflow", "critical", 10, "no dangerous pattern in a workflow", []),
    ("Dependency-Update-Tool", "high", 10, "a tool keeps dependencies new", ["Info: Renovate"]),
    ("Fuzzing", "medium", 0, "nothing is fuzzed", ["Warn: no fuzzer"]),
    ("License", "low", 10, "there is a licence", ["Info: LICENSE:0"]),
    ("Maintained", "high", 10, "30 commits and 4 issues in the last 90 days", []),
    ("Packaging", "medium", INCONCLUSIVE, "no workflow that publishes was found", []),
    (
        "Pinned-Dependencies",
        "medium",
        4,
        "a dependency is not pinned by its hash -- score normalized to 4",
        ["Warn: pipCommand not pinned by hash: .github/workflows/test.yml:31"],
    ),
    ("SAST", "medium", 0, "no commit was analysed", []),
    ("Security-Policy", "medium", 10, "there is a policy", ["Info: SECURITY.md:1"]),
    ("Signed-Releases", "high", INCONCLUSIVE, "there is no release", []),
    ("Token-Permissions", "high", 0, "a workflow may write all", ["Warn: .github/release.yml:9"]),
    ("Vulnerabilities", "high", 8, "2 known vulnerabilities", ["Warn: GHSA-0000-0000-0000"]),
]


def aggregate(checks):
    known = [(WEIGHTS[risk], score) for _, risk, score, *_ in checks if score != INCONCLUSIVE]
    total = sum(weight for weight, _ in known)
    return sum(weight * score for weight, score in known) / total if total else float(INCONCLUSIVE)


def report(checks, date, details):
    # As in Go: a list without members is null.
    return {
        "date": date,
        "repo": {"name": "github.com/example/flight-delay", "commit": COMMIT},
        "scorecard": {"version": "v5.5.0", "commit": TOOL},
        "score": round(aggregate(checks), 1),
        "checks": [
            {
                "details": (more or None) if details else None,
                "score": score,
                "reason": reason,
                "name": name,
                "documentation": {
                    "url": f"https://github.com/ossf/scorecard/blob/{TOOL}/docs/checks.md#{name.lower()}",
                    "short": "…",
                },
            }
            for name, _, score, reason, more in checks
        ],
        "metadata": None,
    }


def main():
    unknown = [(name, risk, INCONCLUSIVE, "not found out", []) for name, risk, *_ in CHECKS]
    for name, checks, date, details in [
        ("details", CHECKS, "2026-11-21T06:30:00Z", True),
        ("short", CHECKS, "2026-11-21T06:30:00Z", False),
        ("service", CHECKS, "2026-11-16", True),
        ("inconclusive", unknown, "2026-11-21T06:30:00Z", False),
    ]:
        text = json.dumps(report(checks, date, details), separators=(",", ":"), ensure_ascii=False)
        keep_text(text + "\n", f"scorecard/{name}.json")


main()
