import APIServer
import Foundation
import Kubectl
import KubernetesModel
import SimulationKernel
import Testing

struct DumpTemporary {
  @Test func `dump`() throws {
    let folder = URL(fileURLWithPath: "/work/trees/kread/Tests/KubectlTests/Golden")
    let objects = try YAMLReader.documents(
      String(contentsOf: folder.appendingPathComponent("objects.yaml"), encoding: .utf8)
    ).map(\.value)
    let now = try #require(Instant(rfc3339: "2026-11-22T16:00:00Z"))
    for name in ["describe.txt", "get.txt", "more.txt"] {
      guard let source = try? String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8) else { continue }
      let server = FixtureServer(objects: objects, now: now)
      let session = Session(
        server,
        files: ["objects.yaml": try String(contentsOf: folder.appendingPathComponent("objects.yaml"), encoding: .utf8)])
      var out: [String] = []
      var seen = 0
      for line in source.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
        if line.hasPrefix("# ") { out.append(line) }
        guard line.hasPrefix("$ ") else { continue }
        out.append(line)
        let printed = session.run(line: String(line.dropFirst(2)))
        for request in server.requests.dropFirst(seen) where request.path != "/api" && request.path != "/apis" {
          let query = request.query.map { "\($0.name)=\($0.value)" }.joined(separator: "&")
          let form = request.accept.contains("as=Table") ? "Table" : request.accept.contains("protobuf") ? "proto" : ""
          out.append("> \(request.method.rawValue) \(request.path)\(query.isEmpty ? "" : "?" + query) [\(form)]")
        }
        seen = server.requests.count
        var body = printed.both.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if body.last == "" { body.removeLast() } else { body[body.count - 1] += "<no newline>" }
        out += body.map { "| " + $0 }
        if printed.status != 0 { out.append("[\(printed.status)]") }
        out.append("")
      }
      try out.joined(separator: "\n").write(toFile: "/tmp/kt/\(name)", atomically: true, encoding: .utf8)
    }
  }
}
