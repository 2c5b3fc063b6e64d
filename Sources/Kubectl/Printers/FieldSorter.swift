import KubernetesModel

/// Sorts by the field that `--sort-by` names: numbers as numbers, quantities by size, other texts with the numbers in
/// them counted; objects without the field come first, in the order that the algorithm leaves them in.
struct FieldSorter {
  /// What is sorted, as far as the error about a field that has no order tells.
  enum Subject {
    case objects, rows

    fileprivate var goType: String { self == .rows ? "[][][]reflect.Value" : "*unstructured.Unstructured" }
    fileprivate var place: String { self == .rows ? "sorter.go:375" : "sorter.go:329" }
  }

  private let context: CommandContext
  private let field: String
  private let subject: Subject

  /// nil where the command line asks for no order.
  init?(_ context: CommandContext, of subject: Subject) {
    let field = context.flags.string("sort-by")
    if field.isEmpty { return nil }
    self.context = context
    self.field = field
    self.subject = subject
  }

  func sorted<Element>(_ elements: [Element], by object: (Element) -> JSONValue) throws(KubectlError) -> [Element] {
    var keyed: [(key: JSONValue?, element: Element)] = []
    do throws(JSONPathError) {
      let path = try path()
      for element in elements { keyed.append((try path.results(in: object(element)).first?.first, element)) }
    } catch {
      throw .message(error.description)
    }
    if !keyed.isEmpty, keyed.allSatisfy({ $0.key == nil }) {
      throw .message("couldn't find any field with path \(braced.goQuoted) in the list of objects")
    }
    var unsortable: String?
    let sorted = GoSort.sorted(keyed) { left, right in
      guard let left = left.key else { return true }
      guard let right = right.key else { return false }
      switch Self.isLess(left, right) {
      case .success(let isLess): return isLess
      case .failure(let reason):
        unsortable = unsortable ?? reason.text
        return false
      }
    }
    if let unsortable {
      LogLine(context.client.environment).write(
        .fatal, subject.place,
        "Field \(braced) in \(subject.goType) is an unsortable type: interface, err: \(unsortable)")
      throw .exit(1)
    }
    return sorted.map(\.element)
  }

  /// Rows are sorted by a path as it was given, too, where it is none that can be completed.
  private func path() throws(JSONPathError) -> JSONPath {
    do { return try JSONPath(relaxed: field) } catch {
      if subject == .rows, let path = try? JSONPath(parsing: field) { return path }
      throw error
    }
  }

  private var braced: String {
    var inner = field[...]
    if inner.hasPrefix("{"), inner.hasSuffix("}") { inner = inner.dropFirst().dropLast() }
    return "{." + inner.drop { $0 == "." } + "}"
  }

  /// Why two values have no order.
  private struct Unsortable: Error {
    let text: String
  }

  private static func isLess(_ left: JSONValue, _ right: JSONValue) -> Result<Bool, Unsortable> {
    if left.isNull || right.isNull { return .success(left.isNull && !right.isNull) }
    switch (left, right) {
    case (.string(let a), .string(let b)):
      if let x = try? Quantity(parsing: a), let y = try? Quantity(parsing: b) { return .success(x < y) }
      return .success(NaturalOrder.isLess(a, b))
    case (.bool, _): return .failure(Unsortable(text: "unsortable type: bool"))
    case (.array, _): return .failure(Unsortable(text: "unsortable type: []interface {}"))
    case (.object, _): return .failure(Unsortable(text: "unsortable type: map[string]interface {}"))
    default:
      if let a = left.doubleValue, let b = right.doubleValue { return .success(a < b) }
      return .failure(Unsortable(text: "unsortable interface: interface"))
    }
  }
}

/// Texts in the order in which people count: `web-2` before `web-10`.
enum NaturalOrder {
  static func isLess(_ left: String, _ right: String) -> Bool {
    var a = Array(left.utf8)[...]
    var b = Array(right.utf8)[...]
    while let x = a.first, let y = b.first {
      if isDigit(x), isDigit(y) {
        let (zerosA, zerosB) = (a.prefix { $0 == 0x30 }.count, b.prefix { $0 == 0x30 }.count)
        let numberA = Array(a.dropFirst(zerosA).prefix(while: isDigit))
        let numberB = Array(b.dropFirst(zerosB).prefix(while: isDigit))
        if numberA.count != numberB.count { return numberA.count < numberB.count }
        if numberA != numberB { return numberA.lexicographicallyPrecedes(numberB) }
        if zerosA != zerosB { return zerosA < zerosB }
        a = a.dropFirst(zerosA + numberA.count)
        b = b.dropFirst(zerosB + numberB.count)
      } else if x != y {
        return x < y
      } else {
        a = a.dropFirst()
        b = b.dropFirst()
      }
    }
    return a.count < b.count
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
