import Checks
import Definitions
import Documents
import Foundation
import Readiness
import TestSupport
import Testing

/// What the repository check sees, and what it does not take for more than it is.
@Suite struct RepositoryTests {
  private static let packs = Result { try PackLibrary.read() }

  /// The status and the first place for a control, in a tree of texts.
  private func look(
    _ control: Control.ID, _ texts: [String: String], untracked: Set<String> = [],
    isVersioned: Bool = true
  ) throws -> (status: Status, place: String?) {
    let texts = control == "code.ci-tests" ? texts.merging(tested) { first, _ in first } : texts
    let repository = Repository(
      files: texts.keys.map { .init(path: $0, isTracked: isVersioned && !untracked.contains($0)) },
      isVersioned: isVersioned, tags: [], contents: { texts[$0] })
    let system = System(
      id: "s", name: "S", purpose: "p", versions: Versions(code: "1.4.0"), traits: [.batch],
      components: [])
    let source = try Source(
      folder: #require(Folder("/")), declared: Declarations(system: system),
      packs: Self.packs.get(), now: "2026-01-01")
    let finding = try #require(
      RepositoryCheck().findings(in: repository, source: source).first { $0.control == control })
    return (
      finding.status,
      finding.places.first.map { "\($0.path)\($0.line.map { ":\($0)" } ?? "")" }
    )
  }

  /// What the commands below find.
  private let tested = [
    "tests/test_a.py": "def test_a(): assert f()\n", "src/a_test.go": "", "src/test/A.java": "",
    "Makefile": "lint:\n\truff .\ntest:\n\tpytest\n",
    "package.json": "{\"scripts\": {\"test\": \"pytest\"}}",
  ]

  private let testing = """
    name: ci
    on:
      pull_request:
      push: {branches: [main]}
    jobs:
      test:
        runs-on: ubuntu-latest
        steps:
          - uses: actions/checkout@v4
          - run: |
              pip install -r requirements.lock
              # pytest comes next
              python -m pytest --cov
    """

  @Test func `tests on pull requests are found with their line`() throws {
    let seen = try look("code.ci-tests", [".github/workflows/ci.yml": testing])
    #expect(seen.status == .pass && seen.place == ".github/workflows/ci.yml:13")
  }

  @Test(arguments: [
    "pytest", "python -m pytest -q", "uv run pytest", "poetry run python -m pytest", "CI=1 pytest",
    ".venv/bin/pytest tests", "cd tests && pytest", "make lint test", "make -j2 test",
    "./gradlew test",
    "xvfb-run -a pytest", "python3.11 -m unittest discover", "coverage run -m pytest", "npm test",
    "npm run test -- --ci", "go test ./...", "sudo pytest; echo done", "pytest 'tests' > log",
  ])
  func `a line that runs tests is known`(_ line: String) throws {
    let flow = testing.replacingOccurrences(of: "python -m pytest --cov", with: line)
    #expect(try look("code.ci-tests", [".github/workflows/ci.yml": flow]).status == .pass)
  }

  @Test(arguments: [
    "pip install pytest", "echo pytest", "pytest --collect-only", "pytest --version",
    "pytest || true", "pytest || echo failed", "pytest || :", "apt-get install -y make test",
    "npm install test", "cat pytest", "# pytest", "echo \"run; pytest\"", "python pytest.py.txt",
    "make -n test", "which pytest",
  ])
  func `a line that only names tests is not taken for one`(_ line: String) throws {
    let flow = testing.replacingOccurrences(of: "python -m pytest --cov", with: line)
    #expect(try look("code.ci-tests", [".github/workflows/ci.yml": flow]).status == .notReported)
  }

  @Test func `GitLab jobs for merge requests count, others do not`() throws {
    func job(_ rules: String) -> String {
      "unit:\n  script:\n    - make test\n\(rules)"
    }
    let rule = "  rules:\n    - if: $CI_PIPELINE_SOURCE == \"merge_request_event\"\n"
    #expect(try look("code.ci-tests", [".gitlab-ci.yml": job(rule)]).status == .pass)
    #expect(try look("code.ci-tests", [".gitlab-ci.yml": job("")]).status == .notReported)
    let optional = job(rule + "  allow_failure: true\n")
    #expect(try look("code.ci-tests", [".gitlab-ci.yml": optional]).status == .notReported)
  }

  @Test(arguments: [
    ("on:\n  pull_request:\n  push: {branches: [main]}", "on: [push]"),
    ("python -m pytest --cov", "echo pytest-cov installed"),
    ("python -m pytest --cov", "pytest || true"),
    ("    runs-on", "    continue-on-error: true\n    runs-on"),
    ("    runs-on", "    if: false\n    runs-on"),
    ("python -m pytest --cov", "# python -m pytest"),
  ])
  func `what does not test on pull requests is not taken for it`(
    _ old: String, _ new: String
  ) throws {
    try #require(testing.contains(old))
    let changed = testing.replacingOccurrences(of: old, with: new)
    #expect(
      try look("code.ci-tests", [".github/workflows/ci.yml": changed]).status == .notReported)
  }

  @Test func `a workflow that cannot be read is not taken for anything`() throws {
    #expect(
      try look("code.ci-tests", [".github/workflows/ci.yml": "on: [pull_request\njobs: {"]).status
        == .notReported)
  }

  @Test func `code outside of git refutes version control`() throws {
    let texts = ["train.py": "x", "clean.sql": "y"]
    #expect(try look("code.versioned", texts).status == .pass)
    let loose = try look("code.versioned", texts, untracked: ["clean.sql"])
    #expect(loose.status == .fail && loose.place == "clean.sql")
    #expect(try look("code.versioned", texts, isVersioned: false).status == .fail)
    #expect(try look("code.versioned", ["README.md": "x"]).status == .notReported)
    let hidden = texts.merging([".gitignore": "make_data.py\nlocal_settings.py\n"]) { $1 }
    #expect(try look("code.versioned", hidden).place == ".gitignore:1")
    func requirement(_ line: String) throws -> Status {
      try look("code.versioned", texts.merging(["requirements.txt": line]) { $1 }).status
    }
    #expect(try requirement("x @ git+https://host/x.git@main\n") == .fail)
    #expect(try requirement("git+https://host/x.git\n") == .fail)
    #expect(try requirement("x @ git+https://host/x.git@v1.2.0\n") == .pass)
  }

  @Test func `lock files and pinned requirements`() throws {
    let control: Control.ID = "code.env-reproducible"
    #expect(try look(control, ["uv.lock": "version = 1"]).status == .pass)
    #expect(try look(control, ["sub/poetry.lock": ""]).status == .pass)
    let compiled = "a==1\n    # via b\n\nc==2.0\n"
    #expect(try look(control, ["requirements.txt": compiled]).status == .warn)
    let direct = "a==1\n# b\n\nc==2.0\n"
    #expect(try look(control, ["requirements.txt": direct]).status == .notReported)
    #expect(
      try look(control, ["requirements.txt": direct, "requirements.in": "a\n"]).status == .warn)
    #expect(try look(control, ["requirements.txt": "a==1\nc>=2\n"]).status == .fail)
    #expect(
      try look(control, ["requirements.txt": "a==1\nc>=2\n", "uv.lock": ""]).status == .pass)
    #expect(
      try look(control, ["uv.lock": "", "Dockerfile": "FROM python:latest\n"]).status
        == .notReported)
    #expect(
      try look(control, ["uv.lock": "", "Dockerfile": "FROM python:3.12 AS b\nFROM b\n"]).status
        == .pass)
    #expect(
      try look(control, ["uv.lock": "", "sub/Pipfile": "[packages]\n", "x.py": ""]).status == .pass)
    #expect(
      try look(control, ["a/uv.lock": "", "sub/Pipfile": "[packages]\n"]).status == .notReported)
    #expect(try look(control, ["requirements.txt": "\n"]).status == .notReported)
  }

  @Test func `hooks of three tools, and none where there are none`() throws {
    let control: Control.ID = "code.precommit"
    let config = "repos:\n  - repo: x\n    hooks:\n      - id: ruff\n"
    for none in [
      "exclude: '.*'\n" + config, config + "        files: ^nothing$\n",
      config + "        stages: [manual]\n",
    ] {
      #expect(
        try look(control, [".pre-commit-config.yaml": none, "a.py": ""]).status == .notReported,
        "\(none)")
    }
    let some = config + "        files: ^src/\n"
    #expect(
      try look(control, [".pre-commit-config.yaml": some, "src/a.py": ""]).status == .pass)
    #expect(
      try look(control, [".pre-commit-config.yaml": config]).place == ".pre-commit-config.yaml:4")
    #expect(
      try look(control, ["lefthook.yml": "pre-commit:\n  commands:\n    lint: {run: ruff}\n"])
        .status
        == .pass)
    #expect(
      try look(control, [".husky/pre-commit": "#!/bin/sh\n. x\nnpm run lint\n"]).status == .pass)
    #expect(try look(control, [".husky/pre-commit": "#!/bin/sh\n\n"]).status == .notReported)
    let formatting = config.replacingOccurrences(of: "id: ruff", with: "id: ruff-format")
    #expect(try look(control, [".pre-commit-config.yaml": formatting]).status == .notReported)
    let own = config.replacingOccurrences(
      of: "id: ruff", with: "id: own\n        entry: make\n        args: [quality]")
    #expect(
      try look(
        control, [".pre-commit-config.yaml": own, "Makefile": "quality:\n\tflake8 src\n"]
      ).status == .pass)
    #expect(try look(control, [".pre-commit-config.yaml": "repos: []\n"]).status == .notReported)
  }

  @Test func `infrastructure that git does not track refutes its versioning`() throws {
    let texts = ["main.tf": "resource \"x\" \"y\" {}\n", "b.tf": "module \"z\" {}\n"]
    #expect(try look("infra.versioned", texts).status == .pass)
    #expect(try look("infra.versioned", texts, untracked: ["b.tf"]).status == .fail)
    let ignoring = texts.merging([".gitignore": "*.tfvars\n"]) { $1 }
    #expect(try look("infra.versioned", ignoring).status == .notReported)
  }

  @Test func `release notes are those of the declared version`() throws {
    let control: Control.ID = "doc.release-notes"
    #expect(try look(control, ["CHANGELOG.md": "# C\n\n## 1.4.0\n- x\n"]).place == "CHANGELOG.md:3")
    #expect(try look(control, ["docs/HISTORY.rst": "v1.4.0 (2026)\n----\nx\n"]).status == .pass)
    #expect(try look(control, ["CHANGELOG.md": "## 1.4.0-rc.1\n- x\n"]).status == .fail)
    for old in ["## 1.3.0\n- x\n", "## 1.4.0\n\nTBD\n", "## 1.4.0\n- TODO describe\n"] {
      #expect(try look(control, ["CHANGELOG.md": old]).status == .fail, "\(old)")
    }
    // The declared version may be wrong, or told of in another form.
    for other in [
      "## 11.4.0\n- x\n", "## Update of May\nWe release [S 1.4.0](x)!\n", "## May\n- x\n",
    ] {
      #expect(try look(control, ["NEWS.md": other]).status == .notReported, "\(other)")
    }
    #expect(try look(control, ["CHANGELOG.md": "## 1.4.0\n\n## 1.3.0\n- x\n"]).status == .fail)
    #expect(try look(control, ["README.md": "1.4.0"]).status == .notReported)
    let notes = ["CHANGELOG.md": "## 1.4.0\n- x\n"]
    #expect(try Look(control, in: notes, tags: ["v1.4.0"]).status == .pass)
    #expect(try Look(control, in: notes, tags: ["v1.3.0"]).status == .notReported)
  }

  @Test func `a DVC lock file ties data and artefacts to digests`() throws {
    let digest = "0beb88d13295d0158f3e8285fc6e7d33"
    let lock = """
      schema: '2.0'
      stages:
        train:
          deps: [{path: src/train.py, md5: \(digest)}, {path: data/train.parquet, md5: \(digest)}]
          outs: [{path: model.pkl, md5: \(digest)}]
      """
    #expect(try look("trace.data", ["dvc.lock": lock]).status == .pass)
    #expect(try look("trace.artifacts", ["dvc.lock": lock]).status == .pass)
    let codeOnly = lock.replacingOccurrences(
      of: ", {path: data/train.parquet, md5: \(digest)}", with: "")
    #expect(try look("trace.data", ["dvc.lock": codeOnly]).status == .notReported)
    for (old, new) in [
      (digest, "zz"), (digest, "''"), ("train:", "train:\n    cmd: python old.py"),
    ] {
      let texts = [
        "dvc.lock": lock.replacingOccurrences(of: old, with: new),
        "dvc.yaml": "stages:\n  train: {cmd: python src/train.py, outs: [model.pkl]}\n",
      ]
      #expect(try look("trace.data", texts).status == .notReported, "\(new)")
      #expect(try look("trace.artifacts", texts).status == .notReported, "\(new)")
    }
  }

  @Test func `step tests import every step, and are run`() throws {
    let all = [
      "src/features.py": "", "src/train.py": "", "src/predict.py": "",
      "tests/test_all.py":
        "from src import features, predict, train\ndef test_x(): assert train.run() == 1\n",
      ".github/workflows/ci.yml": testing,
    ]
    #expect(try look("code.step-tests", all).status == .pass)
    #expect(try look("feature.code-tested", all).status == .pass)
    var untested = all
    untested["tests/test_all.py"] = "from src import train\ndef test_x(): assert train.run() == 1\n"
    #expect(try look("code.step-tests", untested).status == .notReported)
    #expect(
      try look("code.step-tests", all.filter { !$0.key.hasPrefix(".github") }).status
        == .notReported)
    var empty = all
    for body in ["", "def test_x(): pass\n", "def test_x():\n    assert train\n"] {
      empty["tests/test_all.py"] = "from src import features, predict, train\n" + body
      #expect(try look("code.step-tests", empty).status == .notReported, "\(body)")
      #expect(try look("feature.code-tested", empty).status == .notReported, "\(body)")
    }
  }

  @Test func `fixtures are code or data made for tests`() throws {
    #expect(
      try look("test.fixtures", ["tests/conftest.py": "@pytest.fixture\ndef x(): pass\n"]).status
        == .pass)
    #expect(try look("test.fixtures", ["tests/data/small.csv": "a\n1\n"]).status == .pass)
    #expect(try look("test.fixtures", ["data/full.csv": "a\n1\n"]).status == .notReported)
    let fixture = "@pytest.fixture\ndef x(): pass\n"
    for reaching in ["import requests\n", "URL = 'https://data.org/x.csv'\n"] {
      #expect(
        try look("test.fixtures", ["tests/conftest.py": reaching + fixture]).status == .notReported)
      #expect(
        try look(
          "test.fixtures",
          [
            "tests/conftest.py": reaching + fixture,
            "pytest.ini": "[pytest]\naddopts = --disable-socket\n",
          ]
        ).status == .pass)
    }
    #expect(
      try look(
        "test.fixtures", ["tests/conftest.py": "import requests\nimport responses\n" + fixture]
      ).status == .pass)
    let pulling = testing.replacingOccurrences(of: "pip install", with: "dvc pull && pip install")
    #expect(
      try look(
        "test.fixtures",
        [
          "tests/conftest.py": fixture, "tests/test_a.py": "def test_a(): assert f()\n",
          ".github/workflows/ci.yml": pulling,
        ]
      ).status == .notReported)
  }

  @Test func `every control that is looked for is a control, and says what is looked for`() throws {
    let packs = try Self.packs.get()
    let signs = RepositoryCheck.signs
    #expect(signs.count >= 12)
    for sign in signs {
      #expect(packs.controls[sign.control] != nil && sign.looksFor.count > 20, "\(sign.control)")
    }
    #expect(Set(signs.map(\.control)).count == signs.count)
  }

  @Test func `an empty repository refutes and shows nothing`() throws {
    let packs = try Self.packs.get()
    let system = System(
      id: "s", name: "S", purpose: "p", versions: Versions(code: "1.4.0"), traits: [.batch],
      components: [])
    let source = try Source(
      folder: #require(Folder("/")), declared: Declarations(system: system), packs: packs,
      now: "2026-01-01")
    let findings = RepositoryCheck().findings(in: Repository(texts: [:]), source: source)
    #expect(findings.allSatisfy { $0.status == .notReported })
  }

  @Test func `a folder of its own is read from git, and from the disk without`() throws {
    let folder = try TemporaryFolder()
    try folder.write("print()\n", to: "train.py")
    try folder.write("x\n", to: ".venv/lib.py")
    let system = System(
      id: "s", name: "S", purpose: "p", versions: Versions(code: "1.4.0"), traits: [.batch],
      components: [])
    let source = try Source(
      folder: #require(Folder(folder.path)), declared: Declarations(system: system),
      packs: Self.packs.get(), now: "2026-01-01")
    func status() throws -> Status? {
      try RepositoryCheck().findings(in: source).first { $0.control == "code.versioned" }?.status
    }
    #expect(try status() == .fail)
    for arguments in [["init", "--quiet"], ["add", "train.py"]] {
      let git = Process()
      git.executableURL = URL(filePath: "/usr/bin/env")
      git.arguments = ["git", "-C", folder.path] + arguments
      try git.run()
      git.waitUntilExit()
    }
    try folder.write(".venv/\n", to: ".gitignore")
    #expect(try status() == .pass)
    try folder.write("x\n", to: "loose name.py")
    #expect(try status() == .fail)
  }
}
