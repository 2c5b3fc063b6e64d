import APIServer
import Foundation
import Kubectl
import KubernetesModel
import SimulationKernel
import Testing

/// Transcripts of kubectl 1.33.1 against a server with the objects of `objects.yaml`: what was asked (`>`), what was
/// printed (`|`), and the exit status where that is not 0.
struct GoldenTranscriptTests {
  struct Step {
    let line: String
    var requests: [String] = []
    var output: [String] = []
    var status = 0
  }

  @Test("every command prints and asks what it was recorded to", arguments: ["describe.txt", "get.txt", "more.txt"])
  func everyCommandPrintsAndAsksWhatItWasRecordedTo(file: String) throws {
    let objects = try YAMLReader.documents(GoldenFiles.text("objects.yaml")).map(\.value)
    let now = try #require(Instant(rfc3339: "2026-11-22T16:00:00Z"))
    let server = FixtureServer(objects: objects, now: now)
    let session = Session(server, files: ["objects.yaml": try GoldenFiles.text("objects.yaml")])
    var seen = 0
    for step in try steps(GoldenFiles.text(file)) {
      let printed = session.run(line: step.line)
      #expect(lines(printed.both) == step.output, "\(step.line)")
      #expect(printed.status == step.status, "\(step.line)")
      let asked = server.requests.dropFirst(seen).filter { $0.path != "/api" && $0.path != "/apis" }.map(text)
      #expect(asked == step.requests, "\(step.line)")
      seen = server.requests.count
    }
  }

  private func lines(_ text: String) -> [String] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() } else { lines[lines.count - 1] += "<no newline>" }
    return lines
  }

  private func text(_ request: APIRequest) -> String {
    let query = request.query.map { "\($0.name)=\(ordered($0.value, $0.name))" }.joined(separator: "&")
    let form = request.accept.contains("as=Table") ? "Table" : request.accept.contains("protobuf") ? "proto" : ""
    return "\(request.method.rawValue) \(request.path)\(query.isEmpty ? "" : "?" + query) [\(form)]"
  }

  private func steps(_ text: String) throws -> [Step] {
    var steps: [Step] = []
    for line in text.split(separator: "\n").map(String.init) {
      if line.hasPrefix("$ ") {
        steps.append(Step(line: String(line.dropFirst(2))))
      } else if let last = steps.indices.last {
        if line.hasPrefix("> ") { steps[last].requests.append(normalized(String(line.dropFirst(2)))) }
        if line.hasPrefix("| ") { steps[last].output.append(String(line.dropFirst(2))) }
        if line.hasPrefix("["), let status = Int(line.dropFirst().dropLast()) { steps[last].status = status }
      }
    }
    return steps
  }

  /// kubectl writes the terms of a field selector in no fixed order.
  private func ordered(_ value: String, _ name: String) -> String {
    name == "fieldSelector" ? value.split(separator: ",").sorted().joined(separator: ",") : value
  }

  private func normalized(_ request: String) -> String {
    guard let start = request.range(of: "fieldSelector=")?.upperBound else { return request }
    let end = request[start...].firstIndex { $0 == "&" || $0 == " " } ?? request.endIndex
    return request[..<start] + ordered(String(request[start..<end]), "fieldSelector") + request[end...]
  }
}
