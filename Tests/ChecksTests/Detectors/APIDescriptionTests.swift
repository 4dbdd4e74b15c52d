import Foundation
import Readiness
import TestSupport
import Testing

/// The contract of a service's interface: OpenAPI, proto, and the models of FastAPI.
@Suite struct APIDescriptionTests {
  private func look(
    _ control: Control.ID, _ texts: [String: String]
  ) throws -> (status: Status, place: String?) {
    let seen = try Look(control, in: texts)
    return (seen.status, seen.places.first)
  }

  private let api = """
    openapi: 3.1.0
    paths:
      /predict:
        post:
          summary: Scores one flight.
          responses: {"200": {description: The score.}}
    components:
      schemas:
        Flight:
          properties:
            delay: {type: number, description: Minutes late at departure.}
    """

  @Test func `an API is described when every operation and every property is`() throws {
    #expect(try look("doc.api", ["openapi.yaml": api]).status == .pass)
    for (old, new) in [
      ("      summary: Scores one flight.\n", ""),
      (", description: Minutes late at departure.", ""),
    ] {
      let changed = api.replacingOccurrences(of: old, with: new)
      #expect(try look("doc.api", ["openapi.yaml": changed]).status == .fail)
    }
    #expect(try look("doc.api", ["a.proto": "service A {}\n"]).status == .notReported)
    let proto = "service A {\n  // Scores.\n  rpc Score(In) returns (Out);\n}\nmessage In {\n"
    let told = proto + "  double delay = 1; // Minutes.\n}\n"
    let server = ["serve.py": "class Scorer(pb.AServicer): pass\n"]
    #expect(try look("doc.api", server.adding(["a.proto": told])).status == .pass)
    #expect(
      try look("doc.api", server.adding(["a.proto": proto + "  double delay = 1;\n}\n"])).status
        == .fail)
    // A client has it from whoever serves.
    #expect(try look("doc.api", ["a.proto": told]).status == .notReported)
  }

  @Test func `the API of somebody else is not that of the system`() throws {
    let bare = api.components(separatedBy: "components:")[0]
    let app = ["app.py": "app = Flask()\n@app.post('/predict')\ndef predict(): ...\n"]
    #expect(try look("doc.api", app.adding(["openapi.yaml": api])).status == .pass)
    for texts in [
      ["openapi.yaml": bare], ["node_modules/x/openapi.yaml": api],
      ["third_party/openapi.yaml": api],
      app.adding(["client/openapi.yaml": api.replacing("/predict", with: "/charges")]),
    ] {
      #expect(try look("doc.api", texts).status == .notReported, "\(texts.keys.sorted())")
    }
  }

  @Test func `a FastAPI service is described by the fields of its models`() throws {
    let app = """
      from fastapi import FastAPI
      from schemas import Flight
      app = FastAPI()
      @app.post("/delay")
      def delay(flight: Flight): ...
      """
    let models = """
      from pydantic import BaseModel, Field

      class Flight(BaseModel):
          delay: float = Field(
              ge=0, description="Minutes late at departure."
          )
          carrier: str = Field(description="Two letters.")
      """
    let texts = ["api.py": app, "schemas.py": models]
    #expect(try look("doc.api", texts).place == "api.py:1")
    #expect(try look("doc.api", ["schemas.py": models]).status == .notReported)
    let mute = models + "\n    month: int\n"
    let seen = try look("doc.api", ["api.py": app, "schemas.py": mute])
    #expect(seen.status == .fail && seen.place == "schemas.py:8")
    let aside = models + "\n\nclass Settings(BaseModel):\n    path: str\n"
    #expect(try look("doc.api", ["api.py": app, "schemas.py": aside]).status == .pass)
  }
}
