import KubernetesModel
import SimulationKernel

/// awk's own functions.
extension AwkEvaluator {
  mutating func callBuiltIn(_ name: String, _ arguments: [AwkExpression]) throws(AwkFailure) -> AwkValue {
    switch name {
    case "length": return try length(arguments)
    case "split": return try splitArray(arguments)
    case "sub", "gsub": return try substitute(arguments, isGlobal: name == "gsub")
    case "match": return try match(arguments)
    default: break
    }
    var values: [AwkValue] = []
    for argument in arguments { values.append(try evaluate(argument)) }
    switch name {
    case "substr", "index", "toupper", "tolower", "sprintf": return try textFunction(name, values)
    case "close":
      guard var view = process else { return .number(-1) }
      flush()
      defer { process = view }
      return .number(streams.close(String(decoding: text(values.first ?? .uninitialized), as: UTF8.self), &view))
    case "fflush":
      flush()
      return .number(0)
    case "systime": return .number(Double(process?.now.seconds ?? 0))
    case "strftime": return .text(time(values))
    case "system": throw AwkFailure(message: "system() is not available here")
    default: return .number(arithmetic(name, values))
    }
  }

  private mutating func length(_ arguments: [AwkExpression]) throws(AwkFailure) -> AwkValue {
    guard let first = arguments.first else { return .number(Double(AwkText.count(recordText()))) }
    if case .read(.variable(let variable)) = first {
      switch variable {
      case .global(let slot):
        if let number = globalArrays[slot] { return .number(Double(arrays[number].count)) }
      case .local(let slot):
        if let frame = frames.last, slot < frame.count, case .array(let number) = frame[slot] {
          return .number(Double(arrays[number].count))
        }
      }
    }
    let value = try evaluate(first)
    return .number(Double(AwkText.count(text(value))))
  }

  private mutating func textFunction(_ name: String, _ values: [AwkValue]) throws(AwkFailure) -> AwkValue {
    guard let first = values.first else { throw AwkFailure(message: "not enough arguments passed to \(name)") }
    let subject = text(first)
    try charge(subject.count / 16)
    switch name {
    case "substr":
      guard values.count > 1 else { throw AwkFailure(message: "not enough arguments passed to substr") }
      return .text(AwkText.part(subject, from: values[1].number, count: values.count > 2 ? values[2].number : nil))
    case "index":
      let wanted = text(values.count > 1 ? values[1] : .uninitialized)
      guard !wanted.isEmpty else { return .number(0) }
      guard let place = Self.firstPlace(of: wanted, in: subject) else { return .number(0) }
      return .number(Double(AwkText.characterNumber(subject, at: place)))
    case "sprintf": return .text(AwkText.formatted(subject, Array(values.dropFirst())))
    case "toupper": return .text(subject.map { (97...122).contains($0) ? $0 - 32 : $0 })
    default: return .text(subject.map { (65...90).contains($0) ? $0 + 32 : $0 })
    }
  }

  private static func firstPlace(of wanted: [UInt8], in text: [UInt8]) -> Int? {
    guard let first = wanted.first, wanted.count <= text.count else { return nil }
    var place = 0
    while place + wanted.count <= text.count, let found = text[place...].firstIndex(of: first) {
      if text[found...].starts(with: wanted) { return found }
      place = found + 1
    }
    return nil
  }

  private mutating func splitArray(_ arguments: [AwkExpression]) throws(AwkFailure) -> AwkValue {
    guard arguments.count >= 2, case .read(.variable(let variable)) = arguments[1] else {
      throw AwkFailure(message: "split: second argument is not an array")
    }
    let subject = text(try evaluate(arguments[0]))
    let separator = arguments.count > 2 ? try pattern(arguments[2]) : special(AwkVariable.fieldSeparator)
    try charge(subject.count / 4)
    let parts = try split(subject, by: separator)
    let number = array(variable)
    arrays[number] = [:]
    for (index, part) in parts.enumerated() { arrays[number][Array(String(index + 1).utf8)] = AwkValue(input: part) }
    return .number(Double(parts.count))
  }

  private mutating func match(_ arguments: [AwkExpression]) throws(AwkFailure) -> AwkValue {
    guard arguments.count >= 2 else { throw AwkFailure(message: "not enough arguments passed to match") }
    let subject = text(try evaluate(arguments[0]))
    let found = try expression(try pattern(arguments[1])).firstMatch(in: subject)
    try charge(subject.count / 16)
    let start = found.map { AwkText.characterNumber(subject, at: $0.range.lowerBound) } ?? 0
    let length = found.map { AwkText.count(Array(subject[$0.range])) } ?? -1
    globals[AwkVariable.matchStart] = .number(Double(start))
    globals[AwkVariable.matchLength] = .number(Double(length))
    return .number(Double(start))
  }

  private mutating func substitute(_ arguments: [AwkExpression], isGlobal: Bool) throws(AwkFailure) -> AwkValue {
    guard arguments.count >= 2 else { throw AwkFailure(message: "not enough arguments passed to sub") }
    let wanted = try expression(try pattern(arguments[0]))
    let replacement = text(try evaluate(arguments[1]))
    var place = AwkPlace.field(.number(0))
    if arguments.count > 2, case .read(let given) = arguments[2] { place = given }
    let subject = text(try read(place))
    try charge(subject.count / 4)
    let (result, count) = wanted.replacing(in: subject, number: 1, isGlobal: isGlobal) { match, text in
      Self.replacement(replacement, for: Array(text[match.range]))
    }
    try charge(result.count / 16)
    if count > 0 { try write(place, .text(result)) }
    return .number(Double(count))
  }

  /// `&` stands for what matched, `\&` for itself.
  private static func replacement(_ text: [UInt8], for matched: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var isEscaped = false
    for byte in text {
      if isEscaped {
        if byte != UInt8(ascii: "&"), byte != Byte.backslash { result.append(Byte.backslash) }
        result.append(byte)
        isEscaped = false
      } else if byte == Byte.backslash {
        isEscaped = true
      } else if byte == UInt8(ascii: "&") {
        result += matched
      } else {
        result.append(byte)
      }
    }
    return isEscaped ? result + [Byte.backslash] : result
  }

  private func time(_ values: [AwkValue]) -> [UInt8] {
    let format = values.first.map { String(decoding: text($0), as: UTF8.self) } ?? "%a %b %e %H:%M:%S %Z %Y"
    let seconds = values.count > 1 ? NumberText.integer(values[1].number) : process?.now.seconds ?? 0
    return Array(DateText.format(Instant(seconds: max(0, min(250_000_000_000, seconds))), format).utf8)
  }

  private mutating func arithmetic(_ name: String, _ values: [AwkValue]) -> Double {
    let first = values.first?.number ?? 0
    switch name {
    case "int": return first.rounded(.towardZero)
    case "sqrt": return first.squareRoot()
    case "exp": return AwkMathematics.exponential(first)
    case "log": return AwkMathematics.logarithm(first)
    case "sin": return AwkMathematics.sine(first)
    case "cos": return AwkMathematics.sine(first + .pi / 2)
    case "atan2": return AwkMathematics.angle(first, values.count > 1 ? values[1].number : 1)
    case "rand": return Double((process?.machine.random.next() ?? 0) >> 11) / 9_007_199_254_740_992
    default: return 0
    }
  }

  // MARK: getline

  mutating func getLine(_ target: AwkPlace?, _ source: AwkExpression?) throws(AwkFailure) -> AwkValue {
    guard let source else {
      guard let line = input.next(special(AwkVariable.recordSeparator)) else { return .number(0) }
      countRecord()
      try take(line, target)
      return .number(1)
    }
    let name = String(decoding: text(try evaluate(source)), as: UTF8.self)
    guard let view = process else { return .number(-1) }
    let line: [UInt8]?
    do throws(FileError) {
      line = try streams.line(of: name, view)
    } catch {
      return .number(-1)
    }
    guard let line else { return .number(0) }
    try take(line, target)
    return .number(1)
  }

  private mutating func take(_ line: [UInt8], _ target: AwkPlace?) throws(AwkFailure) {
    try charge(line.count / 16)
    if let target { try write(target, AwkValue(input: line)) } else { fields.setRecord(line) }
  }

  mutating func countRecord() {
    for slot in [AwkVariable.recordNumber, AwkVariable.fileRecordNumber] {
      globals[slot] = .number(globals[slot].number + 1)
    }
  }
}
