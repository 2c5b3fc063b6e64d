import Foundation

/// Starts the program itself.
enum ProcessBench {
  static func list() throws -> Figure {
    let times = try (0..<21).map { _ in
      try Stopwatch.milliseconds {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = ["list"]
        process.standardOutput = FileHandle.nullDevice
        var environment = ProcessInfo.processInfo.environment
        environment["FIREDRILL_SCENARIOS"] = Catalogue.folder
        process.environment = environment
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure("firedrill list failed") }
      }
    }
    return Figure(
      measure: "firedrill list, start to exit, median", value: Stopwatch.median(times), unit: "ms", limit: 50)
  }
}
