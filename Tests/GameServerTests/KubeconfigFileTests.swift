import Foundation
import Testing

@testable import GameServer

@Suite struct KubeconfigFileTests {
  @Test("A kubeconfig is for its owner alone, wherever it is written.")
  func isPrivate() throws {
    let folder = NSTemporaryDirectory() + "kubeconfig-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let config = KubeconfigFile(name: "test", server: "http://127.0.0.1:1")
    for path in [folder + "/new", folder + "/old"] {
      if path.hasSuffix("old") {
        #expect(FileManager.default.createFile(atPath: path, contents: Data("x".utf8)))
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
      }
      try config.write(to: path)
      let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber
      #expect(mode?.intValue == 0o600)
      #expect(try String(contentsOfFile: path, encoding: .utf8) == config.text)
    }
    #expect(throws: (any Error).self) { try config.write(to: folder + "/none/config") }
  }
}
