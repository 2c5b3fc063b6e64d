/// The values of a command's flags after its command line was read.
struct FlagValues: Sendable {
  private let definitions: [String: FlagDefinition]
  /// What was given, by flag name, already checked and split.
  private var given: [String: [String]] = [:]
  /// The same as it stood on the command line.
  private(set) var words: [(name: String, text: String)] = []

  init(_ definitions: [FlagDefinition]) {
    self.definitions = Dictionary(definitions.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Whether the flag stood on the command line.
  func isSet(_ name: String) -> Bool { given[name] != nil }

  /// The same, as if some flags had not been given.
  func without(_ names: [String]) -> FlagValues {
    var result = self
    for name in names { result.given[name] = nil }
    return result
  }

  /// The same, as if no others had been given.
  func only(_ flags: [FlagDefinition]) -> FlagValues {
    let names = Set(flags.map(\.name))
    return without(given.keys.filter { !names.contains($0) })
  }

  func string(_ name: String) -> String { given[name]?.last ?? definitions[name]?.defaultText ?? "" }

  func bool(_ name: String) -> Bool { GoLiteral.bool(string(name)) ?? false }

  func integer(_ name: String) -> Int { GoLiteral.integer(string(name)) ?? 0 }

  func duration(_ name: String) -> Duration { (try? GoLiteral.duration(string(name)).get()) ?? .zero }

  /// The values of a list or array, in the order given.
  func list(_ name: String) -> [String] {
    if let values = given[name] { return values }
    let text = definitions[name]?.defaultText ?? ""
    return text.isEmpty ? [] : text.split(separator: ",").map(String.init)
  }

  /// The pairs of a map flag, in the order given; of several with one name the last counts.
  func pairs(_ name: String) -> [(name: String, value: String)] {
    var result: [(name: String, value: String)] = []
    for pair in list(name) {
      guard let mark = pair.firstIndex(of: "=") else { continue }
      let key = String(pair[..<mark])
      result.removeAll { $0.name == key }
      result.append((key, String(pair[pair.index(after: mark)...])))
    }
    return result
  }

  /// Takes one value from the command line. Returns what is wrong with it, in Go's words, or nil.
  mutating func take(_ text: String, for flag: FlagDefinition) -> String? {
    words.append((flag.name, text))
    switch flag.kind {
    case .bool:
      guard GoLiteral.bool(text) != nil else { return "strconv.ParseBool: parsing \(text.goQuoted): invalid syntax" }
      given[flag.name] = [text]
    case .integer(let bits):
      if let problem = GoLiteral.integerProblem(text, bits: bits) { return problem }
      given[flag.name] = [text]
    case .duration:
      if case .failure(let problem) = GoLiteral.duration(text) { return problem.text }
      given[flag.name] = [text]
    case .string: given[flag.name] = [text]
    case .array: given[flag.name, default: []].append(text)
    case .list:
      switch GoLiteral.commaSeparated(text) {
      case .success(let parts): given[flag.name, default: []] += parts
      case .failure(let problem): return problem.text
      }
    case .map: return takePairs(text, for: flag) { _ in "malformed pair, expect string=string" }
    case .pairs: return takePairs(text, for: flag) { "\($0) must be formatted as key=value" }
    }
    return nil
  }

  private mutating func takePairs(
    _ text: String, for flag: FlagDefinition, _ problem: (_ pair: String) -> String
  ) -> String? {
    // A single pair may hold commas: only with several `=` does the text count as a list.
    var pairs = [text]
    if !text.contains("=") { return problem(text) }
    if text.utf8.count(where: { $0 == UInt8(ascii: "=") }) != 1 {
      switch GoLiteral.commaSeparated(text) {
      case .success(let parts): pairs = parts
      case .failure(let problem): return problem.text
      }
    }
    for pair in pairs where !pair.contains("=") { return problem(pair) }
    given[flag.name, default: []] += pairs
    return nil
  }
}
