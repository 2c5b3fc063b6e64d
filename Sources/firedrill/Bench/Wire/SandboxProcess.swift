import Foundation

/// A sandbox in another process, and how to reach it.
struct SandboxProcess {
  let process: RunningProcess
  let port: UInt16
  /// Of the cluster: `/clusters/a`.
  let path: String

  /// Starts a sandbox and waits until it answers.
  init(_ arguments: [String]) throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("firedrill-bench-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: file) }
    process = try RunningProcess(["sandbox", "--kubeconfig", file.path] + arguments)
    let line = try process.line(with: "http://")
    guard let url = line.split(separator: " ").last.flatMap({ URL(string: String($0)) }),
      let port = url.port.flatMap({ UInt16(exactly: $0) })
    else { throw Failure("the sandbox does not say where it serves") }
    self.port = port
    path = url.path
  }

  /// Sends a request by itself and waits for its answer.
  func ask(_ request: [UInt8]) throws { _ = try HTTPLoad(port: port, clients: 1).run(count: 1) { _ in request } }
}
