/// The order in which go-yaml writes keys: numbers inside them by value, so that `key2` comes before `key10`.
enum NaturalOrder {
  static func areInOrder(_ left: String, _ right: String) -> Bool {
    // Nearly all keys differ in a letter.
    var (one, other) = (left.utf8.makeIterator(), right.utf8.makeIterator())
    while let byte = one.next(), let another = other.next() {
      if byte == another { continue }
      if isLetter(byte), isLetter(another) { return byte < another }
      break
    }
    return areInOrder(scalarsOf: left, right)
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }

  private static func areInOrder(scalarsOf left: String, _ right: String) -> Bool {
    let left = Array(left.unicodeScalars)
    let right = Array(right.unicodeScalars)
    var afterDigit = false
    for index in 0..<min(left.count, right.count) {
      if left[index] == right[index] {
        afterDigit = isDigit(left[index])
        continue
      }
      switch (left[index].properties.isAlphabetic, right[index].properties.isAlphabetic) {
      case (true, true): return left[index] < right[index]
      case (true, false): return afterDigit
      case (false, true): return !afterDigit
      case (false, false): return areNumbersInOrder(left, right, at: index)
      }
    }
    return left.count < right.count
  }

  /// Compares the digits that start where two texts first differ; what is no number counts as 0.
  private static func areNumbersInOrder(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar], at index: Int) -> Bool {
    var start: UInt64 = 0
    if left[index] == "0" || right[index] == "0" {
      // Zeros count when other digits come before them.
      let before = left[..<index].reversed().prefix(while: isDigit)
      if before.contains(where: { $0 != "0" }) { start = 1 }
    }
    func number(_ scalars: [Unicode.Scalar]) -> (value: UInt64, count: Int) {
      let digits = scalars[index...].prefix(while: isDigit)
      return (digits.reduce(start) { $0 &* 10 &+ UInt64($1.value &- 0x30) }, digits.count)
    }
    let (one, other) = (number(left), number(right))
    if one.value != other.value { return one.value < other.value }
    if one.count != other.count { return one.count < other.count }
    return left[index] < right[index]
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }
}
