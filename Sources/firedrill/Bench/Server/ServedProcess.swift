import Foundation
import KubernetesModel

/// `firedrill serve` in a process of its own.
final class ServedProcess {
  let process: RunningProcess
  let access: ServerAccess

  /// Starts it, and waits until it says where it serves.
  init(database: String) throws {
    process = try RunningProcess([
      "serve", "--listen", "127.0.0.1:0", "--database", database, "--unlimited", "--log-level", "error",
    ])
    let line = try process.line(with: "http://")
    let address = line.split(separator: " ").first { $0.hasPrefix("http://") }
    guard let port = address.flatMap({ URL(string: String($0))?.port }).flatMap({ UInt16(exactly: $0) }) else {
      throw Failure("the server does not say where it serves")
    }
    access = ServerAccess(port: port)
  }

  /// Uses up the link that a new server prints: the organiser's token.
  func becomeOrganiser() throws -> String {
    let line = try process.line(with: "/links/")
    guard let secret = line.split(separator: "/").last else { throw Failure("the server prints no link") }
    let call = ServerAccess.Call("POST", "links/\(secret)", body: ["name": "The organiser", "token": "bench"])
    return try access.ask(call).required(text: "token")
  }
}

/// A folder that goes with its owner.
final class TemporaryFolder {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "/firedrill-bench-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
