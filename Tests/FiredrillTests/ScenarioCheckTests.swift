import Foundation
import Testing

/// What an author sees of `firedrill scenario lint` and `test`.
@Suite struct ScenarioCheckTests {
  private let program = Program()
  private let folder: String

  init() throws {
    folder = program.dataFolder + "/scenarios"
    try FileManager.default.createDirectory(atPath: folder + "/small/manifests", withIntermediateDirectories: true)
    let yaml = "format: 1\nid: small\ntitle: [1, 2]\nvariants: [{name: one}, {name: two}, {name: three}]\n"
    try yaml.write(toFile: folder + "/small/scenario.yaml", atomically: true, encoding: .utf8)
  }

  private func run(_ arguments: String...) throws -> Program.Result {
    try program.run(["scenario"] + arguments, scenarios: folder)
  }

  @Test("A problem is one line, said once for all variants, and fails the command.")
  func problemIsOneLine() throws {
    let line =
      "small/scenario.yaml:1:1: error: a scenario needs manifests; put the healthy state into manifests/*.yaml\n"
    let lint = try run("lint", "small")
    #expect(lint.output == line)
    #expect(lint.status == 1 && lint.errors == "firedrill: 1 error\n")
    let test = try run("test", "small")
    #expect(test.output == "FAILED  small\n  " + line + "0 passed, 1 failed\n")
    #expect(test.status == 1)
  }

  @Test("Several scenarios are told in the order of their names.", arguments: ["lint", "test"])
  func severalAreToldInOrder(command: String) throws {
    for name in ["alpha", "zebra", "beta"] {
      try FileManager.default.copyItem(atPath: folder + "/small", toPath: folder + "/" + name)
    }
    let result = try run(command)
    let places = ["alpha/", "beta/", "small/", "zebra/"].compactMap {
      result.output.firstRange(of: $0 + "scenario.yaml")?.lowerBound
    }
    #expect(places.count == 4 && places == places.sorted())
    #expect(result.status == 1)
  }

  @Test("Scripts get the same as JSON.", arguments: ["lint", "test"])
  func scriptsGetJSON(command: String) throws {
    let result = try run(command, "--json")
    #expect(result.status == 1)
    let all = try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [[String: Any]])
    #expect(all.count == 1)
    #expect(all.first?["id"] as? String == "small" && all.first?["passed"] as? Bool == false)
    let problem = try #require((all.first?["problems"] as? [[String: Any]])?.first)
    #expect(problem["severity"] as? String == "error" && problem["line"] as? Int == 1)
    #expect(problem["message"] as? String == "a scenario needs manifests")
  }

  @Test("A name that is none is told with what was probably meant.")
  func unknownNameIsTold() throws {
    let result = try run("test", "smal")
    #expect(result.status == 1)
    #expect(result.output.contains("there is no scenario \"smal\" (did you mean \"small\"?)"))
  }
}
