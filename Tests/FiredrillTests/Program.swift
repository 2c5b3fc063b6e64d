import Foundation

/// The built program, with a data folder of its own.
final class Program {
  struct Result {
    let output: String
    let errors: String
    let status: Int32
  }

  let dataFolder = NSTemporaryDirectory() + "firedrill-program-" + UUID().uuidString
  /// Where the tests' own bundle lies.
  let executable = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    .appendingPathComponent("firedrill")
  static let scenarioFolder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Scenarios").path

  deinit { try? FileManager.default.removeItem(atPath: dataFolder) }

  var database: String { dataFolder + "/firedrill/runs.sqlite" }

  var environment: [String: String] {
    [
      "PATH": "/usr/bin:/bin", "HOME": dataFolder, "XDG_DATA_HOME": dataFolder, "TERM": "dumb",
      "FIREDRILL_SCENARIOS": Self.scenarioFolder,
    ]
  }

  func run(_ arguments: String..., input: String = "") throws -> Result {
    try run(arguments, input: input)
  }

  func run(
    _ arguments: [String], input: String = "", scenarios: String = Program.scenarioFolder,
    changing variables: [String: String] = [:]
  ) throws -> Result {
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.environment = environment.merging(["FIREDRILL_SCENARIOS": scenarios]) { _, chosen in chosen }
      .merging(variables) { _, chosen in chosen }
    // Files rather than pipes: nobody has to read while the other writes.
    try FileManager.default.createDirectory(atPath: dataFolder, withIntermediateDirectories: true)
    let files = ["in", "out", "err"].map { dataFolder + "/" + $0 }
    try input.write(toFile: files[0], atomically: false, encoding: .utf8)
    for file in files.dropFirst() { try "".write(toFile: file, atomically: false, encoding: .utf8) }
    process.standardInput = FileHandle(forReadingAtPath: files[0])
    process.standardOutput = FileHandle(forWritingAtPath: files[1])
    process.standardError = FileHandle(forWritingAtPath: files[2])
    try process.run()
    process.waitUntilExit()
    return Result(
      output: try String(contentsOfFile: files[1], encoding: .utf8),
      errors: try String(contentsOfFile: files[2], encoding: .utf8), status: process.terminationStatus)
  }
}
