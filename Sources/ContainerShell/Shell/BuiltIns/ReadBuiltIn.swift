import SimulationKernel

/// What `read` has so far.
struct ShellRead: Sendable {
  var names: [String] = []
  /// Of the array that gets the fields.
  var array: String?
  var isRaw = false
  var deadline: Instant?
  var descriptor = 0
  /// How many characters are enough.
  var count: Int?
  var delimiter = Byte.newline
  var line: [UInt8] = []
  /// `mapfile`: every line is an element, with its end or without.
  var takesAllLines = false
  var keepsEnds = true
}

extension BuiltIns {
  static func beginRead(
    _ arguments: [String], _ shell: inout ShellProgram, _ process: inout ProcessView
  ) -> ProgramStep? {
    let options = CommandOptions(arguments, "rsep:t:u:a:n:N:d:i:", stopsAtOperand: true)
    var state = ShellRead()
    state.isRaw = options.has("r")
    if let prompt = options.value("p"), process.isTerminal(0) { process.printError(prompt) }
    if let seconds = options.value("t") {
      state.deadline = process.now + .microseconds(Int64(min(1e15, max(0, (Double(seconds) ?? 0) * 1e6))))
    }
    state.descriptor = options.number("u") ?? 0
    state.array = options.value("a")
    state.count = options.number("n") ?? options.number("N")
    if let delimiter = options.value("d") { state.delimiter = delimiter.utf8.first ?? 0 }
    state.names = options.operands
    shell.frames.append(.reading(state))
    return nil
  }

  static func beginMap(_ arguments: [String], _ shell: inout ShellProgram, _ process: inout ProcessView) {
    let options = CommandOptions(arguments, "tn:O:s:u:d:C:c:")
    var state = ShellRead()
    state.takesAllLines = true
    state.keepsEnds = !options.has("t")
    state.array = options.operands.first ?? "MAPFILE"
    state.descriptor = options.number("u") ?? 0
    state.count = options.number("n").flatMap { $0 > 0 ? $0 : nil }
    shell.variables.unset(state.array ?? "")
    shell.frames.append(.reading(state))
  }
}

extension ShellProgram {
  private static let readLimit = 16 << 20

  mutating func read(_ start: ShellRead, _ process: inout ProcessView) -> ProgramStep? {
    var state = start
    while true {
      switch process.read(state.descriptor) {
      case .bytes(let bytes):
        if state.takesAllLines {
          state.line += bytes
          if state.line.count > Self.readLimit { return .exit(137) }
          continue
        }
        if take(bytes, &state, &process) {
          assign(state, process)
          status = 0
          return nil
        }
        if state.line.count > Self.readLimit { return .exit(137) }
      case .notYet:
        if let deadline = state.deadline {
          if process.now >= deadline {
            status = dialect.isBash ? 142 : 1
            return nil
          }
          return wait(.inputOrTime(descriptor: state.descriptor, deadline), .reading(state))
        }
        return wait(.input(descriptor: state.descriptor), .reading(state))
      case .end, .failed:
        if state.takesAllLines { assignLines(state) } else { assign(state, process) }
        status = state.takesAllLines ? 0 : 1
        return nil
      }
    }
  }

  /// Takes what belongs to the line and puts back the rest; true once the line is complete.
  private func take(_ bytes: [UInt8], _ state: inout ShellRead, _ process: inout ProcessView) -> Bool {
    let end = bytes.firstIndex(of: state.delimiter)
    let missing = state.count.map { max(0, $0 - state.line.count) } ?? .max
    if missing <= end ?? bytes.count {
      process.unread(Array(bytes[missing...]), state.descriptor)
      state.line += bytes[..<missing]
      return true
    }
    guard let end else {
      state.line += bytes
      return false
    }
    process.unread(Array(bytes[(end + 1)...]), state.descriptor)
    state.line += bytes[..<end]
    if state.isRaw || state.line.last != Byte.backslash { return true }
    // A backslash at its end continues the line.
    state.line.removeLast()
    return false
  }

  private mutating func assignLines(_ state: ShellRead) {
    var lines: [String] = []
    for line in state.line.split(separator: Byte.newline, omittingEmptySubsequences: false) {
      lines.append(String(decoding: line, as: UTF8.self) + (state.keepsEnds ? "\n" : ""))
    }
    if state.line.last == Byte.newline || state.line.isEmpty {
      lines.removeLast()
    } else if state.keepsEnds, let last = lines.popLast() {
      lines.append(String(last.dropLast()))
    }
    variables.set(state.array ?? "MAPFILE", elements: Array(lines.prefix(state.count ?? .max)))
  }

  private mutating func assign(_ state: ShellRead, _ process: ProcessView) {
    let text = String(decoding: state.line.filter { $0 != 0 }, as: UTF8.self)
    if state.array == nil, state.names.isEmpty {
      variables.set("REPLY", state.isRaw ? text : Self.unescaped(text[...]))
      return
    }
    var fields = Fields(text, separators: variables["IFS"] ?? " \t\n", isRaw: state.isRaw)
    if let array = state.array {
      var values: [String] = []
      while let field = fields.next() { values.append(state.isRaw ? String(field) : Self.unescaped(field)) }
      variables.set(array, elements: values)
      return
    }
    for (index, name) in state.names.enumerated() {
      let field = index == state.names.count - 1 ? fields.rest() : fields.next() ?? ""
      BuiltIns.assign(state.isRaw ? String(field) : Self.unescaped(field), to: name, &self, process)
    }
  }

  private static func unescaped(_ text: Substring) -> String {
    guard text.contains("\\") else { return String(text) }
    var result = ""
    var isEscaped = false
    for character in text {
      if character == "\\", !isEscaped {
        isEscaped = true
        continue
      }
      isEscaped = false
      result.append(character)
    }
    return result
  }

  /// The fields of a line, split at the characters of IFS.
  private struct Fields {
    private var text: Substring
    private let separators: String
    private let isRaw: Bool

    init(_ text: String, separators: String, isRaw: Bool) {
      self.separators = separators
      self.isRaw = isRaw
      self.text = Substring(text)
      skipBlanks()
    }

    private func isBlank(_ character: Character) -> Bool { separators.contains(character) && character.isWhitespace }

    private mutating func skipBlanks() { text = text.drop(while: isBlank) }

    mutating func next() -> Substring? {
      guard !text.isEmpty else { return nil }
      var end = text.startIndex
      while end < text.endIndex, !separators.contains(text[end]) {
        if !isRaw, text[end] == "\\" { end = text.index(after: end) }
        if end < text.endIndex { end = text.index(after: end) }
      }
      let field = text[..<end]
      text = text[end...]
      skipBlanks()
      if let next = text.first, separators.contains(next) {
        text.removeFirst()
        skipBlanks()
      }
      return field
    }

    /// All that is left: without the separators at its end where it is a single field.
    mutating func rest() -> Substring {
      var all = text
      while let last = all.last, isBlank(last) { all.removeLast() }
      var copy = self
      if let only = copy.next(), copy.text.isEmpty { return only }
      return all
    }
  }
}
