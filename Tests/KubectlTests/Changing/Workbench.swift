import APIServer
import KubernetesModel
import SimulationKernel
import Testing

@testable import Kubectl

/// A player's desk: an API server in the same process, files, and what kubectl printed.
final class Workbench {
  let transport = ServerTransport()
  let files = MemoryFiles()
  let output = RecordedOutput()
  var standardInput: [UInt8] = []
  var editor: ((_ fileName: String, _ text: [UInt8]) -> [UInt8]?)?
  private let cache = DiscoveryCache()

  /// Runs a command line and returns what a terminal and `$?` would show: standard error lines begin with `! `.
  func run(_ line: String) -> String {
    let words = ShellWords.split(line)
    output.clear()
    transport.log = []
    let environment = KubectlEnvironment(
      transport: transport, files: files, output: output, standardInput: self.standardInput, editor: editor,
      isTerminal: editor != nil, discoveryCache: cache)
    let status = Kubectl(environment).run(Array(words.dropFirst(words.first == "kubectl" ? 1 : 0)))
    return output.transcript + (status == 0 ? "" : "[\(status)]\n")
  }

  /// The requests of the last command, but for discovery; the hashes of OpenAPI documents are left out.
  var requests: [String] {
    transport.log.filter { !$0.hasPrefix("GET /apis?") && !$0.hasPrefix("GET /api?") }.map {
      $0.replacing(#/hash=[0-9A-F]+/#, with: "hash=")
    }
  }

  /// What the last command sent as bodies.
  var bodies: [String] { transport.bodies }

  /// Makes an object behind kubectl's back.
  func given(_ path: String, _ json: String) throws {
    let object = try JSONParser.parse(json)
    let response = transport.server.handle(APIRequest(.post, path, body: .value(object)), at: transport.now)
    if !response.isSuccess { throw Refused(status: response.status, body: "\(response.body)") }
  }

  struct Refused: Error {
    let status: Int
    let body: String
  }
}

/// Talks to an API server that is a value; time passes only when kubectl waits.
final class ServerTransport: APITransport {
  var server = APIServer(seed: 1)
  var now = Instant(seconds: 1_795_360_000)
  var log: [String] = []
  var bodies: [String] = []
  /// Answers that come before the server's, by method and path: status and body.
  var scripted: [String: (Int, JSONValue)] = [:]
  /// What happens to the cluster while kubectl waits.
  var whileWaiting: ((inout APIServer, Instant) -> Void)?

  func send(_ request: APIRequest) -> APIResponse {
    let query = request.query.map { "\($0.name)=\($0.value)" }.joined(separator: "&")
    var line = "\(request.method.rawValue) \(request.path)" + (query.isEmpty ? "" : "?\(query)")
    if request.method == .patch { line += " [\(request.contentType)]" }
    log.append(line)
    if case .value(let value) = request.body { bodies.append(JSONWriter.string(value)) }
    if let (status, body) = scripted["\(request.method.rawValue) \(request.path)"] {
      return APIResponse(status: status, body: .value(body))
    }
    return server.handle(request, at: now)
  }

  func read(_ stream: inout APIStream, until deadline: Instant) -> StreamEvent {
    guard case .watch(var watch) = stream else { return .ended(exitCode: 0) }
    for _ in 0..<10_000 {
      if let events = try? server.events(of: &watch, at: now), !events.isEmpty {
        stream = .watch(watch)
        return .watchEvents(events)
      }
      stream = .watch(watch)
      if now >= deadline { return .deadlineReached }
      pass(until: min(deadline, now + .seconds(1)))
    }
    return .interrupted
  }

  func write(_ bytes: [UInt8]?, to stream: inout APIStream) {}

  func close(_ stream: APIStream) {}

  func wait(until instant: Instant) -> Bool {
    pass(until: instant)
    return true
  }

  private func pass(until instant: Instant) {
    now = max(now, instant)
    whileWaiting?(&server, now)
  }
}

/// A transcript: `$ command` lines, each followed by what it printed.
struct Transcript {
  struct Step: Sendable, CustomTestStringConvertible {
    let command: String
    let output: String
    var testDescription: String { command }
  }

  static func steps(_ text: String) -> [Step] {
    var steps: [Step] = []
    var command = ""
    var lines: [Substring] = []
    func finish() {
      if !command.isEmpty {
        while lines.last?.isEmpty == true { lines.removeLast() }
        steps.append(Step(command: command, output: lines.map { $0 + "\n" }.joined()))
      }
      lines = []
    }
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("$ ") {
        finish()
        command = String(line.dropFirst(2))
      } else {
        lines.append(line)
      }
    }
    finish()
    return steps
  }
}
