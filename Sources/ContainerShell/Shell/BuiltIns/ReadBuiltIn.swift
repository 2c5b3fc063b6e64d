import SimulationKernel

/// What `read` has so far.
struct ShellRead: Sendable {
  var names: [String]
  var isRaw: Bool
  var deadline: Instant?
  var descriptor: Int
  var line: [UInt8] = []
}

extension BuiltIns {
  static func beginRead(
    _ arguments: [String], _ shell: inout ShellProgram, _ process: inout ProcessView
  ) -> ProgramStep? {
    var state = ShellRead(names: [], isRaw: false, deadline: nil, descriptor: 0)
    var index = 0
    while index < arguments.count, arguments[index].hasPrefix("-"), arguments[index].count > 1 {
      for letter in arguments[index].dropFirst() {
        let value = index + 1 < arguments.count ? arguments[index + 1] : ""
        switch letter {
        case "r": state.isRaw = true
        case "p":
          process.printError(value)
          index += 1
        case "t":
          state.deadline = process.now + .microseconds(Int64(min(1e15, max(0, (Double(value) ?? 0) * 1e6))))
          index += 1
        case "u":
          state.descriptor = Int(value) ?? 0
          index += 1
        default: break
        }
      }
      index += 1
    }
    state.names = index < arguments.count ? Array(arguments[index...]) : ["REPLY"]
    shell.frames.append(.reading(state))
    return nil
  }
}

extension ShellProgram {
  mutating func read(_ start: ShellRead, _ process: inout ProcessView) -> ProgramStep? {
    var state = start
    while true {
      switch process.read(state.descriptor) {
      case .bytes(let bytes):
        guard let end = bytes.firstIndex(of: Byte.newline) else {
          state.line += bytes
          continue
        }
        process.unread(Array(bytes[(end + 1)...]), state.descriptor)
        state.line += bytes[..<end]
        if !state.isRaw, state.line.last == Byte.backslash {
          state.line.removeLast()
          continue
        }
        assign(state)
        status = 0
        return nil
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
        assign(state)
        status = 1
        return nil
      }
    }
  }

  private mutating func assign(_ state: ShellRead) {
    let separators = variables["IFS"] ?? " \t\n"
    func isSeparator(_ character: Character) -> Bool { separators.contains(character) }
    func isBlank(_ character: Character) -> Bool { isSeparator(character) && character.isWhitespace }
    var text = String(decoding: state.line.filter { $0 != 0 }, as: UTF8.self)
    if !state.isRaw { text = text.split(separator: "\\", omittingEmptySubsequences: false).joined() }
    var rest = text.drop(while: isBlank)
    for (index, name) in state.names.enumerated() {
      if index == state.names.count - 1 {
        var last = rest
        while let end = last.last, isBlank(end) { last.removeLast() }
        variables.set(name, String(last))
      } else {
        let field = rest.prefix { !isSeparator($0) }
        variables.set(name, String(field))
        rest = rest.dropFirst(field.count).drop(while: isBlank)
        if let next = rest.first, isSeparator(next) { rest = rest.dropFirst().drop(while: isBlank) }
      }
    }
  }
}
