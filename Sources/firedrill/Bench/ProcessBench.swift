/// Starts the program itself.
enum ProcessBench {
  static func list() throws -> Figure {
    let times = try (0..<21).map { _ in
      try Stopwatch.milliseconds { _ = try OwnProcess.run(["list"]) }
    }
    return Figure(
      measure: "firedrill list, start to exit, median", value: Stopwatch.median(times), unit: "ms", limit: 50)
  }
}
