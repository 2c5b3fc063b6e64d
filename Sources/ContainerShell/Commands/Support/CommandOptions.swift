/// A command's options and operands, as getopt takes them apart.
struct CommandOptions: Sendable {
  private(set) var flags: Set<String> = []
  private(set) var values: [String: [String]] = [:]
  private(set) var operands: [String] = []
  /// The first option that the command does not have.
  private(set) var unknown: String?

  /// - Parameters:
  ///   - letters: the options without a value; with a value when a colon follows.
  ///   - names: long options by what they are called, as the letters they stand for, or as themselves.
  ///   - stopsAtOperand: everything after the first operand is one (xargs, env, timeout).
  init(_ arguments: [String], _ letters: String, names: [String: String] = [:], stopsAtOperand: Bool = false) {
    let known = Self.known(letters)
    var index = 0
    while index < arguments.count {
      let argument = arguments[index]
      index += 1
      if argument == "--" {
        operands += arguments[index...]
        return
      }
      guard argument.hasPrefix("-"), argument.count > 1 else {
        operands.append(argument)
        if stopsAtOperand {
          operands += arguments[index...]
          return
        }
        continue
      }
      if argument.hasPrefix("--") {
        takeLong(argument, names, known, arguments, &index)
      } else {
        takeShort(Array(argument.dropFirst()), known, arguments, &index)
      }
    }
  }

  private static func known(_ letters: String) -> [Character: Bool] {
    var result: [Character: Bool] = [:]
    var last: Character?
    for letter in letters {
      if letter == ":", let last { result[last] = true } else { result[letter] = false }
      last = letter
    }
    return result
  }

  private mutating func takeLong(
    _ argument: String, _ names: [String: String], _ known: [Character: Bool], _ arguments: [String],
    _ index: inout Int
  ) {
    let parts = argument.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = parts.first.map(String.init) ?? ""
    guard let option = names[name] else {
      if unknown == nil { unknown = argument }
      return
    }
    let takesValue = option.hasSuffix(":") || (option.count == 1 && known[Character(option)] == true)
    let key = option.hasSuffix(":") ? String(option.dropLast()) : option
    flags.insert(key)
    if takesValue {
      if parts.count == 2 {
        values[key, default: []].append(String(parts[1]))
      } else if index < arguments.count {
        values[key, default: []].append(arguments[index])
        index += 1
      }
    }
  }

  private mutating func takeShort(
    _ letters: [Character], _ known: [Character: Bool], _ arguments: [String], _ index: inout Int
  ) {
    for (offset, letter) in letters.enumerated() {
      guard let takesValue = known[letter] else {
        if unknown == nil { unknown = "-" + String(letter) }
        continue
      }
      flags.insert(String(letter))
      guard takesValue else { continue }
      let rest = String(letters[(offset + 1)...])
      if !rest.isEmpty {
        values[String(letter), default: []].append(rest)
      } else if index < arguments.count {
        values[String(letter), default: []].append(arguments[index])
        index += 1
      }
      return
    }
  }

  func has(_ flag: String) -> Bool { flags.contains(flag) }

  func value(_ flag: String) -> String? { values[flag]?.last }

  func number(_ flag: String) -> Int? { value(flag).flatMap { Int($0) } }
}
