import APIServer
import Foundation
import KubernetesModel
import SimulationKernel
import Testing

/// A manifest of the golden files, and what a real server says of it.
struct GoldenManifest: Sendable, CustomTestStringConvertible {
  let name: String
  /// Warnings first, then what is wrong: a field and why, or a reason and why. Empty when all is well.
  let complaints: [String]
  let manifest: String

  var testDescription: String { name }

  static func all(_ file: String) -> [GoldenManifest] {
    guard let url = Bundle.module.url(forResource: "Fixtures/Validation/" + file, withExtension: "txt"),
      let text = try? String(contentsOf: url, encoding: .utf8)
    else { return [] }
    return ("\n" + text).components(separatedBy: "\n### ").dropFirst().map(GoldenManifest.init)
  }

  private init(_ block: String) {
    let lines = block.components(separatedBy: "\n")
    name = lines[0]
    complaints = lines.filter { $0.hasPrefix("> ") }.map { String($0.dropFirst(2)) }
    manifest = lines.dropFirst().filter { !$0.hasPrefix("> ") }.joined(separator: "\n")
  }
}

@Suite struct ValidationTests {
  private let now = Instant(seconds: 1_795_363_717)

  /// What a client is told that tries to create an object, line by line.
  private func complaints(_ manifest: String) throws -> [String] {
    var server = APIServer(seed: 1, at: now)
    let object = try YAMLReader.document(Array(manifest.utf8)).value
    let request = APIRequest(.post, path(of: object), query: [("dryRun", "All")], body: .value(object))
    let response = server.handle(request, at: now)
    let warnings = response.warnings.map { "Warning: " + $0 }
    guard case .value(let answer) = response.body, response.status >= 400 else { return warnings }
    let causes = answer.at("details", "causes")?.arrayValue ?? []
    if answer["reason"] != "Invalid" {
      return warnings + ["\(answer["reason"]?.stringValue ?? ""): \(answer["message"]?.stringValue ?? "")"]
    }
    var lines = causes.map { "\($0["field"]?.stringValue ?? ""): \($0["message"]?.stringValue ?? "")" }
    // kubectl says nothing twice.
    lines = lines.enumerated().filter { lines.firstIndex(of: $1) == $0 }.map(\.1)
    return warnings + lines
  }

  private func path(of object: JSONValue) -> String {
    let (version, kind) = (object.apiVersion, object.kind)
    let ending = kind.hasSuffix("s") ? (kind == "Endpoints" ? "" : "es") : "s"
    let plural = kind.hasSuffix("y") ? kind.dropLast() + "ies" : kind + ending
    let isCluster = [
      "Namespace", "Node", "PersistentVolume", "StorageClass", "PriorityClass", "IngressClass", "ClusterRoleBinding",
    ].contains(kind)
    let root = version.contains("/") ? "/apis/" : "/api/"
    return root + version + (isCluster ? "/" : "/namespaces/default/") + plural.lowercased()
  }

  @Test("a pod that cannot be is refused in Kubernetes' words", arguments: GoldenManifest.all("pods"))
  func aPodThatCannotBeIsRefused(_ golden: GoldenManifest) throws {
    #expect(try complaints(golden.manifest) == golden.complaints)
  }

  @Test("an object of any kind that cannot be is refused in Kubernetes' words", arguments: GoldenManifest.all("kinds"))
  func anObjectThatCannotBeIsRefused(_ golden: GoldenManifest) throws {
    #expect(try complaints(golden.manifest) == golden.complaints)
  }

  @Test("who writes what will surprise is warned", arguments: GoldenManifest.all("warnings"))
  func whoWritesWhatWillSurpriseIsWarned(_ golden: GoldenManifest) throws {
    #expect(try complaints(golden.manifest) == golden.complaints)
  }

  @Test("the golden manifests are all there")
  func theGoldenManifestsAreAllThere() {
    let counts = ["pods", "kinds", "warnings"].map { GoldenManifest.all($0).count }
    #expect(counts.allSatisfy { $0 > 20 }, "found \(counts)")
  }

  @Test("a job's selector by hand is told from one that the server made")
  func aSelectorByHandIsRefused() throws {
    let lines = try complaints(
      """
      apiVersion: batch/v1
      kind: Job
      metadata: {name: s}
      spec: {selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b, job-name: x}}, spec:
        {restartPolicy: Never, containers: [{name: a, image: 'a:1'}]}}}
      """)
    #expect(lines.count == 2)
    #expect(lines.first?.hasPrefix("spec.template.metadata.labels[job-name]: Invalid value: {") == true)
    #expect(lines.first?.hasSuffix("}: must be 's'") == true)
    #expect(lines.last?.hasPrefix("spec.selector: Invalid value: {\"matchLabels\":{\"a\":\"b\",") == true)
    #expect(lines.last?.hasSuffix("}: `selector` not auto-generated") == true)
  }
}
