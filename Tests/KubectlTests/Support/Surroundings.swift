@testable import Kubectl

/// Files in memory; a path that is the beginning of others is a directory.
final class MemoryFiles: KubectlFiles {
  var contents: [String: [UInt8]] = [:]

  subscript(path: String) -> String {
    get { String(decoding: contents[path] ?? [], as: UTF8.self) }
    set { contents[path] = Array(newValue.utf8) }
  }

  func read(_ path: String) throws(FileProblem) -> [UInt8] {
    guard let bytes = contents[path] else { throw FileProblem("no such file or directory") }
    return bytes
  }

  func write(_ bytes: [UInt8], to path: String) throws(FileProblem) { contents[path] = bytes }

  func list(_ path: String) throws(FileProblem) -> [String] {
    let folder = path == "." ? "" : path + "/"
    let names = contents.keys.filter { $0.hasPrefix(folder) }.map {
      String($0.dropFirst(folder.count).prefix { $0 != "/" })
    }
    return Set(names).sorted()
  }

  func isDirectory(_ path: String) -> Bool { contents.keys.contains { $0.hasPrefix(path + "/") } }
}

/// Keeps what was printed; lines of standard error are marked.
final class RecordedOutput: OutputSink {
  private var standard: [UInt8] = []
  private var error: [UInt8] = []

  func write(_ bytes: [UInt8], isError: Bool) {
    if isError { error += bytes } else { standard += bytes }
  }

  func clear() {
    standard = []
    error = []
  }

  /// Standard output, then standard error.
  var transcript: String {
    var lines = String(decoding: error, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return String(decoding: standard, as: UTF8.self) + lines.map { "! \($0)\n" }.joined()
  }
}

/// Splits a command line at blanks, as far as tests need a shell: quotes, no expansion.
enum ShellWords {
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
    if isOpen || !word.isEmpty { words.append(word) }
    return words
  }
}
