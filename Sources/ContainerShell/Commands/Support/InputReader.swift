/// Reads a command's inputs one after the other: files, or standard input for none and for `-`.
struct InputReader: Sendable {
  enum Piece {
    case bytes([UInt8])
    case notYet(ProgramStep)
    case endOfFile
    case failed(path: String, FileError)
    case end
  }

  let paths: [String]
  /// The input that is read.
  private(set) var index = 0
  private var descriptor: Int?

  init(_ paths: [String]) { self.paths = paths.isEmpty ? ["-"] : paths }

  var currentPath: String { index < paths.count ? paths[index] : "-" }

  mutating func next(_ process: inout ProcessView) -> Piece {
    guard index < paths.count else { return .end }
    if descriptor == nil {
      do {
        try open(paths[index], &process)
      } catch {
        index += 1
        return .failed(path: paths[index - 1], error)
      }
    }
    let current = descriptor ?? 0
    switch process.read(current) {
    case .bytes(let bytes): return .bytes(bytes)
    case .notYet: return .notYet(.wait(.input(descriptor: current)))
    case .failed(let error):
      let path = paths[index]
      advance(&process)
      return .failed(path: path, error)
    case .end:
      advance(&process)
      return .endOfFile
    }
  }

  /// Goes on with the next input.
  mutating func skip(_ process: inout ProcessView) {
    if descriptor != nil { advance(&process) }
  }

  private mutating func open(_ path: String, _ process: inout ProcessView) throws(FileError) {
    if path == "-" {
      descriptor = 0
      return
    }
    let file = try process.open(path, .read)
    process.attach(file, 9)
    descriptor = 9
  }

  private mutating func advance(_ process: inout ProcessView) {
    if descriptor == 9 { process.close(9) }
    descriptor = nil
    index += 1
  }
}

extension ProcessView {
  /// Says that a file cannot be read, as the command's makers word it.
  mutating func reportUnreadable(_ command: String, _ path: String, _ error: FileError) {
    if error == .isDirectory {
      printError(machine.isBusyBox ? "\(command): read error: \(error.text)\n" : "\(command): \(path): \(error.text)\n")
    } else if machine.isBusyBox {
      printError("\(command): can't open '\(path)': \(error.text)\n")
    } else if command == "jq" {
      printError("jq: error: Could not open file \(path): \(error.text)\n")
    } else if command == "head" || command == "tail" {
      printError("\(command): cannot open '\(path)' for reading: \(error.text)\n")
    } else {
      printError("\(command): \(path): \(error.text)\n")
    }
  }
}

extension Machine {
  var isBusyBox: Bool { dialect == .ash }
}
