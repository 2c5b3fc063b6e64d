extension ScenarioLinter {
  /// Letters up to which a value proves nothing by itself: the field's name must stand on its line.
  private static let shortLength = 2

  /// A short value of a field is seen only beside the field's name: nowhere, or in few outputs.
  mutating func checkProbes() {
    let facts = scenario.evidence.map(\.shownBy).enumerated().map { ("evidence", $0, $1) }
    let decoys = scenario.decoys.map(\.shownBy).enumerated().map { ("decoys", $0, $1) }
    for (key, index, probes) in facts + decoys {
      for (number, probe) in probes.enumerated() {
        guard case .field(_, let path, let test) = probe, let value = test.shortest,
          (1...Self.shortLength).contains(value.utf8.count)
        else { continue }
        let place = [key, String(index), "shownBy", String(number), "field"]
        if path.endsInList {
          report(
            "\"\(value)\" is too short to be seen: no name stands on the line of a list's element", at: place,
            advice: "let the list hold something longer, or look for another field", severity: .warning)
        } else if probes.count == 1 {
          report(
            "\"\(value)\" is so short that it is seen only where \(path.lastName) stands on the same line, as with -o yaml",
            at: place, advice: "add what describe or a table prints, or write a longer value", severity: .warning)
        }
      }
    }
  }
}

extension ValueTest {
  /// The shortest value that passes; nil where that is no text.
  fileprivate var shortest: String? {
    switch self {
    case .equals(let value), .contains(let value): value
    case .oneOf(let values): values.min { $0.utf8.count < $1.utf8.count }
    case .exists, .absent, .atLeast: nil
    }
  }
}
