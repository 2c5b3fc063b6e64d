/// `{a,b}` and `{1..3}`.
enum BraceExpansion {
  private static let limit = 10_000

  static func expand(_ text: String) -> [String] {
    var done: [String] = []
    var pending = [text]
    while let next = pending.popLast(), done.count + pending.count < limit {
      if let parts = expandFirst(next) { pending += parts.reversed() } else { done.append(next) }
    }
    return done
  }

  private static func expandFirst(_ text: String) -> [String]? {
    let characters = Array(text)
    for open in characters.indices where characters[open] == "{" {
      var depth = 0
      var commas: [Int] = []
      for index in open..<characters.count {
        if characters[index] == "{" { depth += 1 }
        if characters[index] == ",", depth == 1 { commas.append(index) }
        if characters[index] == "}" { depth -= 1 }
        guard depth == 0 else { continue }
        let before = String(characters[..<open])
        let after = String(characters[(index + 1)...])
        if let items = items(characters, open, index, commas) { return items.map { before + $0 + after } }
        break
      }
    }
    return nil
  }

  private static func items(_ text: [Character], _ open: Int, _ close: Int, _ commas: [Int]) -> [String]? {
    if commas.isEmpty {
      let inner = String(text[(open + 1)..<close])
      guard let dots = inner.firstIndex(of: "."), inner[dots...].hasPrefix("..") else { return nil }
      let end = inner[inner.index(dots, offsetBy: 2)...]
      guard let first = Int(inner[..<dots]), let last = Int(end) else { return nil }
      let (distance, isTooFar) = last.subtractingReportingOverflow(first)
      guard !isTooFar, distance.magnitude < 10_000 else { return nil }
      return first <= last ? (first...last).map(String.init) : (last...first).reversed().map(String.init)
    }
    var bounds = [open] + commas
    bounds.append(close)
    return zip(bounds, bounds.dropFirst()).map { String(text[($0 + 1)..<$1]) }
  }
}
