import Testing

/// What a deterministic core does without. Time and random numbers come in as arguments.
private let forbidden = [
  "Date()", "UUID()", ".random(", ".randomElement()", ".shuffled()", "SystemRandomNumberGenerator", "ContinuousClock",
  "DispatchQueue", "= Task {", "_ = Task {", "Task.detached", " async ", "actor ", "hashValue", "Hasher()",
]

@Suite struct DeterminismTests {
  private let core = [
    "SimulationKernel", "KubernetesModel", "APIServer", "ContainerShell", "ClusterNetwork", "ControlPlane", "Nodes",
    "Cluster", "Kubectl", "Scoring", "Hints",
  ]

  @Test("below Drills nothing reads a clock, draws lots or runs on its own")
  func belowDrillsNothingReadsAClockDrawsLotsOrRunsOnItsOwn() throws {
    var wrong: [String] = []
    for file in try SourceFile.all(under: ["Sources"]) where core.contains(file.module) {
      for (number, line) in file.lines.enumerated() where !line.drop(while: \.isWhitespace).hasPrefix("//") {
        for word in forbidden where line.contains(word) && !line.contains("\"") {
          wrong.append("\(file.path):\(number + 1): \(word)")
        }
      }
    }
    #expect(wrong == [])
  }

  @Test("nothing that ends the process is called")
  func nothingThatEndsTheProcessIsCalled() throws {
    let traps = ["try! ", " as! ", "fatalError(", "preconditionFailure(", "precondition(", "unowned(unsafe)"]
    var wrong: [String] = []
    for file in try SourceFile.all(under: ["Sources", "Leaderboard"]) {
      for (number, line) in file.lines.enumerated() where !line.drop(while: \.isWhitespace).hasPrefix("//") {
        for trap in traps where line.contains(trap) && !line.contains("\"") {
          wrong.append("\(file.path):\(number + 1): \(trap)")
        }
      }
    }
    #expect(wrong == [])
  }
}
