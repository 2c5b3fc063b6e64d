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
final class Session: OutputSink, KubectlFiles {
  private var printed = Printed()
  private var collected: [UInt8] = []
  private var bytes: (output: [UInt8], errors: [UInt8], both: [UInt8]) = ([], [], [])
  var files: [String: String]
  private let transport: any APITransport
  private let cache = DiscoveryCache()

  init(_ transport: any APITransport, files: [String: String] = [:]) {
    self.transport = transport
    self.files = files
  }

  func run(_ arguments: [String], input: String = "") -> Printed {
    bytes = ([], [], [])
    let environment = KubectlEnvironment(
      transport: transport, files: self, output: self, standardInput: Array(input.utf8), discoveryCache: cache)
    let status = Kubectl(environment).run(arguments)
    return Printed(
      output: String(decoding: bytes.output, as: UTF8.self), errors: String(decoding: bytes.errors, as: UTF8.self),
      both: String(decoding: bytes.both, as: UTF8.self), status: status)
  }

  /// Runs a command line as a shell reads it: words, with single and double quotes.
  func run(line: String) -> Printed { run(Array(TypedWords.split(line).dropFirst())) }

  func write(_ written: [UInt8], isError: Bool) {
    if isError { bytes.errors += written } else { bytes.output += written }
    bytes.both += written
  }

  func read(_ path: String) throws(FileProblem) -> [UInt8] {
    guard let text = files[path] else { throw FileProblem("no such file or directory") }
    return Array(text.utf8)
  }

  func write(_ bytes: [UInt8], to path: String) throws(FileProblem) {
    files[path] = String(decoding: bytes, as: UTF8.self)
  }

  func list(_ path: String) throws(FileProblem) -> [String] {
    files.keys.filter { $0.hasPrefix(path + "/") }.map { String($0.dropFirst(path.count + 1)) }.sorted()
  }

  func isDirectory(_ path: String) -> Bool { files.keys.contains { $0.hasPrefix(path + "/") } }
}

enum TypedWords {
  static func split(_ line: String) -> [String] {
    var words: [String] = []
    var word = ""
    var isOpen = false
    var quote: Character?
    for character in line {
      if let open = quote {
        if character == open { quote = nil } else { word.append(character) }
      } else if character == "'" || character == "\"" {
        quote = character
        isOpen = true
      } else if character == " " {
        if isOpen || !word.isEmpty { words.append(word) }
        word = ""
        isOpen = false
      } else {
        word.append(character)
      }
    }
    return isOpen || !word.isEmpty ? words + [word] : words
  }
}

/// The golden files beside the tests.
enum GoldenFiles {
  static func text(_ name: String) throws -> String {
    let folder = try #require(Bundle.module.url(forResource: "Golden", withExtension: nil))
    return try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
  }
}
