import Foundation

/// A drill that is being played with its player's own tools, for `firedrill attach` to find.
struct OpenSession: Codable {
  var address: String
  var run: Int64

  private static var file: String { UserData.folder + "/session.json" }

  /// The one that was opened last, if it is still there.
  static var current: OpenSession? {
    FileManager.default.contents(atPath: file).flatMap { try? JSONDecoder().decode(OpenSession.self, from: $0) }
  }

  /// Only its owner may read the file: the address is what opens the cluster.
  func announce() {
    guard let data = try? JSONEncoder().encode(self) else { return }
    _ = FileManager.default.createFile(atPath: Self.file, contents: data, attributes: [.posixPermissions: 0o600])
  }

  func end() {
    if Self.current?.address == address { try? FileManager.default.removeItem(atPath: Self.file) }
  }
}
