import Foundation
import Testing

@Suite struct ConformanceTests {
  @Test("kubectl prints what it printed against a real cluster", arguments: try Fixtures.transcriptNames)
  func kubectlPrintsWhatItPrintedAgainstARealCluster(name: String) throws {
    let transcript = try Fixtures.transcript(name)
    let known = try Fixtures.knownDifferences(in: name)
    let results = try Replay.results(of: transcript)
    for result in results where Fixtures.listToRewrite == nil && !result.matches && !known.contains(result.line) {
      Issue.record("\(name):\(result.line): $ \(result.command)\n\(result.difference)")
    }
    if let list = Fixtures.listToRewrite {
      try Fixtures.rewrite(list, name, results.filter { !$0.matches })
      return
    }
    let mended = known.subtracting(results.filter { !$0.matches }.map(\.line))
    #expect(mended.isEmpty, "these match now and must leave known-differences.txt: \(mended.sorted())")
  }

  @Test("kubectl prints what a real one prints to the simulated cluster", arguments: try Fixtures.simulatedNames)
  func kubectlPrintsWhatARealOnePrintsToTheSimulatedCluster(name: String) throws {
    for result in try Replay.results(of: try Fixtures.simulated(name)) where !result.matches {
      Issue.record("\(name):\(result.line): $ \(result.command)\n\(result.difference)")
    }
  }

  @Test("every transcript is there")
  func everyTranscriptIsThere() throws {
    #expect(try Fixtures.transcriptNames.count == 37)
  }

  @Test("a transcript's commands, outputs and statuses are told apart")
  func aTranscriptsCommandsOutputsAndStatusesAreToldApart() {
    let transcript = Transcript(
      name: "t", text: "# c\n\n== file a.yaml\nx: 1\n== end\n$ one\nout\n\n# not output\n~ two\n| three\nb\na\n[1]\n")
    #expect(transcript.files.map(\.text) == ["x: 1\n"])
    #expect(transcript.steps.map(\.command) == ["one", "two", "three"])
    #expect(transcript.steps.map(\.line) == [6, 10, 11])
    #expect(transcript.steps.map(\.expected) == [["out"], [], ["b", "a"]])
    #expect(transcript.steps.map(\.status) == [0, 0, 1])
  }

  @Test(
    "what differs from run to run is masked, and nothing else",
    arguments: [
      ("web-7d876db474-n9gnl   1/1   Running   2 (3s ago)   21s", "web-<hash>-<id>  1/1  Running  <restarts>  <age>"),
      ("pod/api-x2kfz   ", "pod/api-<id>"), ("Started:  Sun, 22 Nov 2026 15:29:51 +0000", "Started:  <time>"),
      ("10.244.103.2 node-1", "<ip> node-1"), ("replicas: 3", "replicas: 3"),
    ])
  func whatDiffersFromRunToRunIsMaskedAndNothingElse(line: String, masked: String) throws {
    #expect(try Masks()([line]) == [masked])
  }
}

/// Types a transcript's commands at a workbench.
enum Replay {
  struct Result {
    let line: Int
    let command: String
    let matches: Bool
    let difference: String
  }

  static func results(of transcript: Transcript) throws -> [Result] {
    let masks = try Masks()
    let bench = Workbench()
    for file in transcript.files { bench.write(file.text, to: file.name) }
    return transcript.steps.map { step in
      let (output, status) = bench.run(step.command)
      return result(of: step, output: output, status: status, masks)
    }
  }

  /// Compares what a command printed with what the transcript says.
  static func result(of step: Transcript.Step, output: String, status: Int, _ masks: Masks) -> Result {
    if step.comparison == .successOnly {
      return Result(
        line: step.line, command: step.command, matches: status == 0, difference: "[\(status)]\n\(output)")
    }
    var expected = masks(step.expected)
    var printed = masks(lines(output))
    // A line of blanks alone is nothing, as where the transcripts were recorded.
    if printed == [""] { printed = [] }
    if step.comparison == .setOfLines {
      expected.sort()
      printed.sort()
    }
    return Result(
      line: step.line, command: step.command, matches: expected == printed && status == step.status,
      difference: difference(expected + ["[\(step.status)]"], printed + ["[\(status)]"]))
  }

  private static func lines(_ output: String) -> [String] {
    var lines = output.components(separatedBy: "\n")
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  private static func difference(_ expected: [String], _ printed: [String]) -> String {
    let changes = printed.difference(from: expected)
    let removed = changes.removals.map { change in
      if case .remove(let offset, let line, _) = change { "- \(offset + 1): \(line)" } else { "" }
    }
    let inserted = changes.insertions.map { change in
      if case .insert(let offset, let line, _) = change { "+ \(offset + 1): \(line)" } else { "" }
    }
    return (removed.prefix(20) + inserted.prefix(20)).joined(separator: "\n")
  }
}

enum Fixtures {
  private static func folder() throws -> String {
    let folder = try #require(Bundle.module.resourcePath)
    return folder + "/Fixtures"
  }

  static var transcriptNames: [String] {
    get throws { try names(in: "/Transcripts") }
  }

  /// Sessions of a real kubectl with the simulated cluster: they tell what kubectl does, not what a cluster does.
  static var simulatedNames: [String] {
    get throws { try names(in: "/Simulated") }
  }

  private static func names(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: self.folder() + folder).filter { $0.hasSuffix(".txt") }.sorted()
  }

  /// Where a new list is to be written, instead of comparing with the one that is there: for whoever mends many
  /// differences at once.
  static var listToRewrite: String? { ProcessInfo.processInfo.environment["FIREDRILL_KNOWN_DIFFERENCES"] }

  static func rewrite(_ list: String, _ name: String, _ results: [Replay.Result]) throws {
    let lines = results.map { "\(name):\($0.line) \($0.command)\n" }.joined()
    try lines.write(toFile: list + "/" + name, atomically: true, encoding: .utf8)
  }

  static func transcript(_ name: String) throws -> Transcript { try transcript(name, in: "/Transcripts/") }

  static func simulated(_ name: String) throws -> Transcript { try transcript(name, in: "/Simulated/") }

  private static func transcript(_ name: String, in folder: String) throws -> Transcript {
    Transcript(name: name, text: try String(contentsOfFile: self.folder() + folder + name, encoding: .utf8))
  }

  /// The places where a client over HTTP is known to differ: `kubectl 17-errors.txt:30 COMMAND`.
  static func clientDifferences(_ client: String) throws -> [String: String] {
    let text = try String(contentsOfFile: folder() + "/client-differences.txt", encoding: .utf8)
    let words = text.split(separator: "\n").map { $0.split(separator: " ", maxSplits: 2) }
    let known = words.filter { $0.count > 2 && $0[0] == client }.map { (String($0[1]), String($0[2])) }
    return Dictionary(known, uniquingKeysWith: { first, _ in first })
  }

  /// The lines of a transcript whose commands are known to differ: `04-rollouts.txt:12 why`.
  static func knownDifferences(in name: String) throws -> Set<Int> {
    let text = try String(contentsOfFile: folder() + "/known-differences.txt", encoding: .utf8)
    let lines = text.split(separator: "\n").filter { !$0.hasPrefix("#") }
    return Set(
      lines.compactMap { line in
        let place = line.split(separator: " ")[0].split(separator: ":")
        return place.count == 2 && place[0] == name ? Int(place[1]) : nil
      })
  }
}
