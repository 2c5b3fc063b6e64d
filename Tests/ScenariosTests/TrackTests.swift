import Foundation
import Scenarios
import Testing

@Suite struct TrackTests {
  private static let library = ScenarioLibrary(
    folder: URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().path + "/Scenarios")

  @Test("Every shipped scenario has its place in a track.")
  func shipped() throws {
    let tracks = try Self.library.tracks()
    #expect(tracks.count > 1)
    #expect(Set(Self.library.identifiers).subtracting(tracks.flatMap(\.scenarios)) == [])
  }

  @Test("Tracks are read in their order.")
  func order() throws {
    let text = "- {name: One, scenarios: [b, a]}\n- {name: Two, scenarios: [c]}\n"
    #expect(
      try Track.tracks(text) == [Track(name: "One", scenarios: ["b", "a"]), Track(name: "Two", scenarios: ["c"])])
    #expect(try Track.tracks("") == [])
  }

  @Test(
    "What is wrong with a file of tracks is said with its place.",
    arguments: [
      ("name: One", "1:1"), ("- {name: One}", "1:3"), ("- {name: One, scenarios: []}", "1:26"),
      ("- {name: One, scenarios: [a, a]}", "1:30"), ("- {name: One, scenario: [a]}", "1:15"),
      ("- {name: One, scenarios: [7]}", "1:27"),
    ])
  func mistakes(text: String, place: String) throws {
    let problem = try #require(throws: ScenarioProblem.self) { try Track.tracks(text) }
    #expect(problem.description.hasPrefix("tracks.yaml:\(place): "), "\(problem.description)")
  }

  @Test("A folder without such a file has no tracks.")
  func none() throws {
    #expect(try ScenarioLibrary(folder: "/nowhere").tracks() == [])
  }
}
