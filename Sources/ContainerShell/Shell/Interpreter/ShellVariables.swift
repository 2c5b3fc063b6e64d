/// A shell's variables.
struct ShellVariables: Sendable {
  struct Variable: Sendable {
    var value: String
    var isExported = false
    var isReadOnly = false
  }

  private(set) var all: [String: Variable] = [:]

  subscript(name: String) -> String? { all[name]?.value }

  /// Sets a variable; false when it may not be changed.
  @discardableResult
  mutating func set(_ name: String, _ value: String, isExported: Bool? = nil) -> Bool {
    if all[name]?.isReadOnly == true { return false }
    var variable = all[name] ?? Variable(value: value)
    variable.value = value
    if let isExported { variable.isExported = isExported }
    all[name] = variable
    return true
  }

  mutating func export(_ name: String, _ isExported: Bool = true) { all[name]?.isExported = isExported }

  mutating func makeReadOnly(_ name: String) { all[name]?.isReadOnly = true }

  mutating func unset(_ name: String) { all[name] = nil }

  mutating func restore(_ name: String, _ variable: Variable?) { all[name] = variable }

  var exported: [String: String] { all.filter(\.value.isExported).mapValues(\.value) }
}
