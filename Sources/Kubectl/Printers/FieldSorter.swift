import KubernetesModel

/// Sorts by the field that `--sort-by` names: numbers as numbers, quantities by size, other texts with the numbers in
/// them counted; objects without the field come first.
struct FieldSorter {
  private let field: String

  init(_ field: String) { self.field = field }

  func sorted<Element>(_ elements: [Element], by object: (Element) -> JSONValue) throws(KubectlError) -> [Element] {
    var keyed: [(key: JSONValue?, element: Element)] = []
    do throws(JSONPathError) {
      let path = try JSONPath(relaxed: field)
      for element in elements { keyed.append((try path.results(in: object(element)).first?.first, element)) }
    } catch {
      throw .message(error.description)
    }
    if !keyed.isEmpty, keyed.allSatisfy({ $0.key == nil }) {
      throw .message("couldn't find any field with path \(braced.goQuoted) in the list of objects")
    }
    return GoSort.sorted(keyed) { isLess($0.key, $1.key) }.map(\.element)
  }

  private var braced: String {
    var inner = field[...]
    if inner.hasPrefix("{"), inner.hasSuffix("}") { inner = inner.dropFirst().dropLast() }
    return "{." + inner.drop { $0 == "." } + "}"
  }

  private func isLess(_ left: JSONValue?, _ right: JSONValue?) -> Bool {
    guard let left else { return right != nil }
    guard let right else { return false }
    if case .string(let a) = left, case .string(let b) = right {
      if let x = try? Quantity(parsing: a), let y = try? Quantity(parsing: b) { return x < y }
      return NaturalOrder.isLess(a, b)
    }
    if let a = left.doubleValue, let b = right.doubleValue { return a < b }
    if case .bool(let a) = left, case .bool(let b) = right { return !a && b }
    return left.isNull && !right.isNull
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
