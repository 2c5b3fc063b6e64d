import Foundation
import Synchronization
import Testing

/// Replays transcripts through programs: `firedrill sandbox` serves a cluster, and a kubectl asks it over HTTP. Takes minutes
/// of real time, so it runs only where `FIREDRILL_CLIENTS` is set, as continuous integration does.
@Suite(.serialized, .enabled(if: ProcessInfo.processInfo.environment["FIREDRILL_CLIENTS"] != nil))
struct ClientReplayTests {
  /// Where the list of what differs is to be written, instead of comparing with the one that is there.
  private static var listToRewrite: String? { ProcessInfo.processInfo.environment["FIREDRILL_CLIENT_DIFFERENCES"] }

  @Test("The embedded kubectl prints over HTTP what it printed against a real cluster.")
  func embeddedKubectlOverHTTP() throws {
    try check("firedrill", ClientReplay(kubectl: "#!/bin/sh\nexec '\(ClientReplay.program)' kubectl \"$@\"\n"))
  }

  @Test(
    "A real kubectl prints against ours what it printed against a real cluster.",
    .enabled(if: ClientReplay.realKubectl != nil, "no kubectl 1.33 is on the PATH"))
  func realKubectlOverHTTP() throws {
    let kubectl = try #require(ClientReplay.realKubectl)
    let script = "#!/bin/bash\nexec -a kubectl '\(kubectl)' \"$@\"\n"
    try check("kubectl", ClientReplay(kubectl: script, isRealKubectl: true))
  }

  private func check(_ client: String, _ replay: ClientReplay) throws {
    let names = try Fixtures.transcriptNames
    let differing = try replay.differences(in: try names.map(Fixtures.transcript))
    if let folder = Self.listToRewrite {
      let lines = differing.map { "\(client) \($0.place) \($0.result.command)\n" }.joined()
      return try lines.write(toFile: folder + "/" + client, atomically: true, encoding: .utf8)
    }
    let known = try Fixtures.clientDifferences(client)
    for (place, result) in differing where known[place] != result.command {
      Issue.record("\(client) \(place): $ \(result.command)\n\(result.difference)")
    }
  }
}

/// A kubectl and a cluster of its own for every transcript, each a program.
struct ClientReplay {
  /// Transcripts that are replayed at once: they mostly wait.
  private static let atOnce = 4

  static let program = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    .appendingPathComponent("firedrill").path

  /// A kubectl on the PATH, or beside one that is linked from there, of the version that the transcripts were recorded
  /// with.
  static let realKubectl: String? = {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
    let targets = folders.map { URL(fileURLWithPath: $0 + "/kubectl").resolvingSymlinksInPath() }
    let all = folders + targets.map { $0.deletingLastPathComponent().path }
    return all.flatMap { [$0 + "/kubectl.1.33", $0 + "/kubectl"] }.first { path in
      FileManager.default.isExecutableFile(atPath: path) && isRecorded(path)
    }
  }()

  private static func isRecorded(_ path: String) -> Bool {
    guard let result = try? Shell(environment: [:]).run("'\(path)' version --client") else { return false }
    return result.output.contains("v1.33.")
  }

  /// The text of a program named `kubectl`.
  let kubectl: String
  /// Whether it is a kubectl in Go, which prints maps in another order each time, and sometimes logs that a watch ended
  /// because its own time was over. That ours keeps the order is seen by the embedded kubectl.
  var isRealKubectl = false

  /// What differs, with its place: `17-errors.txt:30`. What differed once and matches when it is replayed again was a
  /// matter of time, and counts as matching.
  func differences(in transcripts: [Transcript]) throws -> [(place: String, result: Replay.Result)] {
    let found = Mutex<[(place: String, result: Replay.Result)]>([])
    let problems = Mutex<[any Error]>([])
    let queue = OperationQueue()
    queue.maxConcurrentOperationCount = Self.atOnce
    for transcript in transcripts {
      queue.addOperation {
        do {
          var failed = try results(of: transcript).filter { !$0.matches }
          if !failed.isEmpty {
            let again = Set(try results(of: transcript).filter { !$0.matches }.map(\.line))
            failed.removeAll { !again.contains($0.line) }
          }
          let places = failed.map { ("\(transcript.name):\($0.line)", $0) }
          found.withLock { $0 += places }
        } catch {
          problems.withLock { $0.append(error) }
        }
      }
    }
    queue.waitUntilAllOperationsAreFinished()
    if let problem = problems.withLock({ $0.first }) { throw problem }
    return found.withLock { $0 }.sorted { $0.place.localizedStandardCompare($1.place) == .orderedAscending }
  }

  func results(of transcript: Transcript) throws -> [Replay.Result] {
    let folder = NSTemporaryDirectory() + "firedrill-replay-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createDirectory(atPath: folder + "/tools", withIntermediateDirectories: true)
    try kubectl.write(toFile: folder + "/tools/kubectl", atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder + "/tools/kubectl")
    let work = folder + "/work"
    try FileManager.default.createDirectory(atPath: work, withIntermediateDirectories: true)
    for file in transcript.files {
      let path = URL(fileURLWithPath: work + "/" + file.name)
      try FileManager.default.createDirectory(at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
      try file.text.write(to: path, atomically: true, encoding: .utf8)
    }
    let cluster = try ServedCluster(kubeconfig: folder + "/kubeconfig")
    defer { cluster.stop() }
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    let shell = Shell(
      environment: [
        "PATH": "\(folder)/tools:\(path)", "HOME": work, "KUBECONFIG": folder + "/kubeconfig", "TZ": "UTC",
        "LC_ALL": "C.UTF-8",
      ], folder: work)
    let masks = try Masks()
    return try transcript.steps.map { step in
      let (output, status) = try shell.run(step.command)
      guard isRealKubectl else { return Replay.result(of: step, output: output, status: status, masks) }
      var step = step
      if step.comparison == .lines { step.comparison = .setOfLines }
      let said = output.split(separator: "\n", omittingEmptySubsequences: false).filter { !Self.isLogOfTimeout($0) }
      return Replay.result(of: step, output: said.joined(separator: "\n"), status: status, masks)
    }
  }

  private static func isLogOfTimeout(_ line: Substring) -> Bool {
    line.contains(" reflector.go:") && line.contains("\"Failed to watch\" err=\"context deadline exceeded\"")
  }
}

/// `firedrill sandbox` as a process.
private final class ServedCluster {
  private let process = Process()

  init(kubeconfig: String) throws {
    process.executableURL = URL(fileURLWithPath: ClientReplay.program)
    process.arguments = ["sandbox", "--bare", "--nodes", "1", "--kubeconfig", kubeconfig]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    for _ in 0..<500 where !FileManager.default.fileExists(atPath: kubeconfig) {
      Thread.sleep(forTimeInterval: 0.02)
    }
    try #require(FileManager.default.fileExists(atPath: kubeconfig), "the cluster is not served")
  }

  func stop() {
    process.terminate()
    process.waitUntilExit()
  }
}

/// Runs commands as a terminal's shell would, both outputs together.
private struct Shell {
  /// Seconds for one command.
  private static let limit = "30"

  let environment: [String: String]
  var folder = NSTemporaryDirectory()

  func run(_ command: String) throws -> (output: String, status: Int) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/timeout")
    process.arguments = [Self.limit, "bash", "-c", command]
    process.environment = environment
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.standardInput = FileHandle.nullDevice
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (String(decoding: output, as: UTF8.self), Int(process.terminationStatus))
  }
}
