import Foundation
import Kubectl
import KubernetesModel
import SimulationKernel
import Testing

/// What a command printed and how it ended.
struct Printed: Equatable {
  var output = ""
  var errors = ""
  /// Both, in the order of printing.
  var both = ""
  var status = 0
}

/// Runs command lines as a player types them.
final class Session: OutputSink {
  private var printed = Printed()
  private var collected: [UInt8] = []
  private var bytes: (output: [UInt8], errors: [UInt8], both: [UInt8]) = ([], [], [])
  let files = MemoryFiles()
  private let transport: any APITransport
  private let cache = DiscoveryCache()
  /// The value of KUBECONFIG, for commands that are to read `files`; nil for an administrator's kubeconfig.
  var kubeconfig: String?

  init(_ transport: any APITransport, files: [String: String] = [:]) {
    self.transport = transport
    for (path, text) in files { self.files[path] = text }
  }

  func run(_ arguments: [String], input: String = "") -> Printed {
    bytes = ([], [], [])
    var environment = KubectlEnvironment(
      transport: transport, files: files, output: self, standardInput: Array(input.utf8), discoveryCache: cache)
    if let kubeconfig {
      environment.kubeconfig = KubeconfigFiles(
        files: files, variable: kubeconfig, home: "/home/ada", absolute: { $0.hasPrefix("/") ? $0 : "/work/" + $0 })
    }
    let status = Kubectl(environment).run(arguments)
    return Printed(
      output: String(decoding: bytes.output, as: UTF8.self), errors: String(decoding: bytes.errors, as: UTF8.self),
      both: String(decoding: bytes.both, as: UTF8.self), status: status)
  }

  /// Runs a command line as a shell reads it: words, with single and double quotes.
  func run(line: String) -> Printed { run(Array(ShellWords.split(line).dropFirst())) }

  func write(_ written: [UInt8], isError: Bool) {
    if isError { bytes.errors += written } else { bytes.output += written }
    bytes.both += written
  }
}

/// The golden files beside the tests.
enum GoldenFiles {
  static func text(_ name: String) throws -> String {
    let folder = try #require(Bundle.module.url(forResource: "Golden", withExtension: nil))
    return try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
  }
}
