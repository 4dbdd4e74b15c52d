import Checks
import Definitions
import Documents
import TestSupport
import Testing

@Suite struct StarterManifestTests {
  private func problems(_ survey: Survey, name: String, person: String?) throws -> [Diagnostic] {
    let folder = try TemporaryFolder()
    for path in survey.models { try folder.write("", to: path) }
    for path in survey.tables {
      let rows = String(repeating: "x,1,2026-01-02\ny,,2026-01-03\n", count: 20)
      try folder.write("id,\"a: \"\"b\"\" #\",at\n" + rows, to: path)
    }
    let root = try #require(Folder(folder.path))
    let manifest = StarterManifest(
      survey, name: name, person: person.map { ($0, "x@example.org") }, today: "2026-02-01",
      profile: { Survey.profile(of: $0, in: root) })
    try folder.write(manifest.text, to: "airworthy.yaml")
    let found = Project.read(in: root, now: "2026-02-01")
    #expect(found.project != nil)
    // The places that it leaves for people's words are the only thing it warns of.
    return found.diagnostics.filter { $0.code != .unwritten }
  }

  @Test(arguments: [
    "my-project", "My Project!", "système", "日本語", "system", "", "  ", "a.b_c", "-x-",
    String(repeating: "long", count: 40), "quote\"d", "back\\slash", "new\nline",
  ])
  func `whatever the folder and the person are called, it reads without a mistake`(
    _ name: String
  )
    throws
  {
    let survey = Survey(
      of: Repository(texts: [
        "pyproject.toml": "[project]\nversion = \"2.1.0\"\n", "models/m.onnx": "",
        "data/A b.csv": "x\n1\n", "data/x/a-b.csv": "x\n1\n", "app.py": "app = FastAPI()\n",
      ]))
    #expect(try problems(survey, name: name, person: name).isEmpty)
  }

  @Test func `an empty folder gets one too`() throws {
    #expect(try problems(Survey(of: Repository(texts: [:])), name: "x", person: nil).isEmpty)
  }

  @Test func `what the repository tells is taken up`() {
    let survey = Survey(
      of: Repository(
        texts: [
          "data/b.csv": "", "tests/data/c.csv": "", "model/m.json": "", "other.json": "",
          "src/app.py": "from flask import Flask\napp = Flask(__name__)\n",
        ], tags: ["v1.9.0", "v1.10.0", "nightly"]))
    #expect(survey.version == "1.10.0")
    #expect(survey.tables == ["data/b.csv"] && survey.models == ["model/m.json"])
    #expect(survey.answering == .yes && survey.isVersioned)
  }

  @Test func `a guess is written so that it closes no question`() throws {
    func text(_ texts: [String: String]) -> String {
      StarterManifest(
        Survey(of: Repository(texts: texts)), name: "x", person: nil, today: "2026-02-01",
        profile: { _ in nil }
      ).text
    }
    let service = ["app.py": "app = FastAPI()\n", "feature_store.yaml": "project: x\n"]
    #expect(text(service).contains("serving: [real-time] #"))
    #expect(text(service).contains("  traits: [feature-store]\n"))
    let nightly = service.merging(["README.md": "Scores are renewed nightly.\n"]) { $1 }
    #expect(text(nightly).contains("serving: [real-time, batch] # TELL"))
    let word = ["README.md": "Served by KServe, out of Hopsworks.\n"]
    #expect(text(word).contains("serving: [real-time, batch] # TELL"))
    #expect(text(word).contains("traits: [feature-store] # TELL"))
    let plain = text(["README.md": "Trains.\n"])
    #expect(plain.contains("serving: [batch] #") && !plain.contains("traits:"))
    for texts in [service, word] {
      #expect(try problems(Survey(of: Repository(texts: texts)), name: "x", person: nil).isEmpty)
    }
  }
}
