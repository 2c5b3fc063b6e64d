import Foundation
import Scenarios
import Testing

@Suite struct ReportCommandTests {
  private let program = Program()
  private let id = "ferry-bookings"

  private func play(seed: UInt64 = 5) throws {
    let scenario = try ScenarioLibrary(folder: Program.scenarioFolder).source(id).scenario(seed: seed)
    let lines = scenario.investigation.map(\.run) + ["echo '<b>&'"] + scenario.solution
    _ = try program.run("play", id, "--seed", "\(seed)", input: lines.map { $0 + "\n" }.joined())
  }

  @Test("A run that is over is told as text and as a page, and counts for the progress.")
  func report() throws {
    try play()
    let text = try program.run("report")
    #expect(text.status == 0 && text.output.contains("╔═") && text.output.contains("In the real world"))
    #expect(text.output.contains("Next: ") && !text.output.contains("\u{1B}"))
    let file = program.dataFolder + "/page.html"
    let written = try program.run("report", "1", "--html", file)
    #expect(written.status == 0 && written.output.contains("page.html holds the report"))
    let page = try String(contentsOfFile: file, encoding: .utf8)
    #expect(page.hasPrefix("<!doctype html>") && page.contains("echo &#39;&lt;b&gt;&amp;&#39;"))
    #expect(try program.run("report", "1", "--html", "-").output == page)
    let nowhere = try program.run("report", "1", "--html", "/nowhere/page.html")
    #expect(nowhere.status == 1 && nowhere.errors.contains("cannot write /nowhere/page.html"))

    let progress = try program.run("progress", "--json")
    let object = try #require(try JSONSerialization.jsonObject(with: Data(progress.output.utf8)) as? [String: Any])
    #expect(object["solved"] as? Int == 1 && (object["streak"] as? [String: Any])?["days"] as? Int == 1)
    let areas = try #require(object["areas"] as? [[String: Any]])
    let classes = areas.flatMap { $0["classes"] as? [[String: Any]] ?? [] }
    #expect(classes.map { $0["id"] as? String } == ["C01"] && classes.first?["found"] as? String == "fast")
  }

  @Test("The report of an open run is not given away.")
  func openRun() throws {
    _ = try program.run("play", id, "--seed", "5", input: "kubectl get pods\n")
    for arguments in [["report", "1"], ["report", "1", "--html", "-"]] {
      let result = try program.run(arguments)
      #expect(result.status == 1 && result.output.isEmpty && result.errors.contains("firedrill resume 1"))
    }
    #expect(try program.run("report").errors.contains("there is no run that is over"))
  }

  @Test("Progress says nothing of what was not played.")
  func secret() throws {
    let library = ScenarioLibrary(folder: Program.scenarioFolder)
    let classes = try library.identifiers.flatMap { try library.header($0).classes }
    let fresh = try program.run("progress")
    #expect(fresh.status == 0 && fresh.output.contains("still to be met"))
    for failureClass in classes { #expect(!fresh.output.contains(failureClass)) }
    #expect(!FileManager.default.fileExists(atPath: program.database))
  }

  @Test("A file of tracks that cannot be read costs the tracks, not the list.")
  func brokenTracks() throws {
    let folder = program.dataFolder + "/scenarios"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: Program.scenarioFolder + "/" + id, toPath: folder + "/" + id)
    try "- {name: Mine, scenarios: [\(id), absent]}\n".write(
      toFile: folder + "/tracks.yaml", atomically: true, encoding: .utf8)
    #expect(try program.run(["list"], scenarios: folder).output.contains("\nMine\n\(id) "))
    try "nonsense".write(toFile: folder + "/tracks.yaml", atomically: true, encoding: .utf8)
    let list = try program.run(["list"], scenarios: folder)
    #expect(list.status == 0 && list.output.contains(id) && list.errors.contains("tracks.yaml:1:1"))
  }
}
