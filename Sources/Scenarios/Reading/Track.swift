import Foundation

/// Scenarios in an order in which they are well learned from.
package struct Track: Hashable, Sendable {
  package static let fileName = "tracks.yaml"

  package var name: String
  /// Ids, the first to play first. A scenario that is not there is passed over.
  package var scenarios: [String]

  package init(name: String, scenarios: [String]) {
    self.name = name
    self.scenarios = scenarios
  }

  /// Reads a list of tracks; a scenario is in one of them.
  package static func tracks(_ text: String) throws(ScenarioProblem) -> [Track] {
    let documents = try SourceParser.documents(text, file: fileName)
    guard let root = documents.first else { return [] }
    guard documents.count == 1 else {
      throw ScenarioProblem("the file must hold one document", at: documents[1].position)
    }
    var tracks: [Track] = []
    var seen: Set<String> = []
    for node in try root.elements() {
      let map = try MapReader(node, "a track", keys: ["name", "scenarios"])
      var track = Track(name: try map.text("name"), scenarios: [])
      for node in try map.filledList("scenarios") {
        let id = try node.text()
        guard seen.insert(id).inserted else {
          throw ScenarioProblem("\"\(id)\" is in a track already", at: node.position)
        }
        track.scenarios.append(id)
      }
      tracks.append(track)
    }
    return tracks
  }
}

extension ScenarioLibrary {
  /// The tracks of the folder's `tracks.yaml`; none where there is no such file.
  package func tracks() throws(ScenarioProblem) -> [Track] {
    let file = folder + "/" + Track.fileName
    guard FileManager.default.fileExists(atPath: file) else { return [] }
    return try Track.tracks(Self.text(at: file, named: file))
  }
}
