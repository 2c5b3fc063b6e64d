/// A shell's variables.
struct ShellVariables: Sendable {
  struct Variable: Sendable {
    var value: String
    var array: ShellArray?
    var isExported = false
    var isReadOnly = false
    /// `declare -i`: what is assigned is evaluated.
    var isInteger = false
    /// `declare -u` and `-l`.
    var letterCase: LetterCase?

    init(value: String) { self.value = value }
  }

  enum LetterCase: Sendable { case upper, lower }

  private(set) var all: [String: Variable] = [:]

  /// The value of a variable; of an array the first element's.
  subscript(name: String) -> String? {
    guard let variable = all[name] else { return nil }
    return variable.array.map { $0["0"] } ?? variable.value
  }

  /// Sets a variable; false when it may not be changed.
  @discardableResult
  mutating func set(_ name: String, _ value: String, isExported: Bool? = nil) -> Bool {
    if all[name]?.isReadOnly == true { return false }
    var variable = all[name] ?? Variable(value: "")
    let stored = Self.stored(value, variable.letterCase)
    if variable.array != nil { variable.array?["0"] = stored } else { variable.value = stored }
    if let isExported { variable.isExported = isExported }
    all[name] = variable
    return true
  }

  private static func stored(_ value: String, _ letterCase: LetterCase?) -> String {
    switch letterCase {
    case .upper: value.uppercased()
    case .lower: value.lowercased()
    case nil: value
    }
  }

  // MARK: Arrays

  /// Sets one element; false when it may not be changed.
  @discardableResult
  mutating func set(_ name: String, part: String, _ value: String) -> Bool {
    if all[name]?.isReadOnly == true { return false }
    var variable = all.removeValue(forKey: name) ?? Variable(value: "")
    if variable.array == nil {
      var array = ShellArray()
      if !variable.value.isEmpty { array["0"] = variable.value }
      variable.array = array
    }
    variable.array?[part] = Self.stored(value, variable.letterCase)
    all[name] = variable
    return true
  }

  /// Replaces a whole array; false when it may not be changed.
  @discardableResult
  mutating func set(_ name: String, _ array: ShellArray) -> Bool {
    if all[name]?.isReadOnly == true { return false }
    var variable = all[name] ?? Variable(value: "")
    variable.array = array
    all[name] = variable
    return true
  }

  @discardableResult
  mutating func set(_ name: String, elements: [String]) -> Bool { set(name, ShellArray(elements)) }

  /// The array of a variable; one with a single element for a plain variable, nil where there is none.
  func array(_ name: String) -> ShellArray? {
    guard let variable = all[name] else { return nil }
    return variable.array ?? ShellArray([variable.value])
  }

  mutating func removeElement(_ part: String, of name: String) {
    guard all[name]?.isReadOnly != true else { return }
    all[name]?.array?[part] = nil
  }

  // MARK: Attributes

  mutating func export(_ name: String, _ isExported: Bool = true) { all[name]?.isExported = isExported }

  mutating func change(_ name: String, _ body: (inout Variable) -> Void) {
    var variable = all[name] ?? Variable(value: "")
    body(&variable)
    all[name] = variable
  }

  mutating func unset(_ name: String) { all[name] = nil }

  mutating func restore(_ name: String, _ variable: Variable?) { all[name] = variable }

  var exported: [String: String] { all.filter { $0.value.isExported && $0.value.array == nil }.mapValues(\.value) }
}

/// An array of bash: elements by number, or by any text (`declare -A`).
struct ShellArray: Sendable {
  private var elements: [String: String] = [:]
  private(set) var isKeyed: Bool
  /// One past the greatest number in use.
  private(set) var end = 0

  init(isKeyed: Bool = false) { self.isKeyed = isKeyed }

  init(_ values: [String]) {
    isKeyed = false
    for value in values { append(value) }
  }

  subscript(part: String) -> String? {
    get { elements[part] }
    set {
      elements[part] = newValue
      if !isKeyed, let number = Int(part) { end = max(end, number &+ 1) }
    }
  }

  mutating func append(_ value: String) {
    elements[String(end)] = value
    end = end.addingReportingOverflow(1).partialValue
  }

  var count: Int { elements.count }

  /// In the order of their numbers; texts sorted.
  var parts: [String] {
    if isKeyed { return elements.keys.sorted() }
    return elements.keys.compactMap { Int($0) }.sorted().map(String.init)
  }

  var values: [String] { parts.compactMap { elements[$0] } }
}
