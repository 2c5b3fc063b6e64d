/// One media range of an `Accept` header.
struct AcceptClause: Hashable, Sendable {
  let type: String
  let subtype: String
  /// In the order in which they were sent.
  let parameters: [Parameter]

  struct Parameter: Hashable, Sendable {
    let name: String
    let value: String
  }

  /// `application/json`
  var range: String { type + "/" + subtype }

  func includes(_ mediaType: MediaType) -> Bool {
    let name = mediaType.rawValue.split(separator: "/", maxSplits: 1)
    return (type == "*" && subtype == "*")
      || (type == String(name[0]) && (subtype == "*" || subtype == String(name[1])))
  }

  /// A header's clauses, the preferred ones first: by quality, then the more precise, then as they were sent.
  static func clauses(of header: String) -> [AcceptClause] {
    let weighed = header.split(separator: ",").map(weighed)
    return weighed.enumerated().sorted { left, right in
      if left.element.quality != right.element.quality { return left.element.quality > right.element.quality }
      let (leftStars, rightStars) = (left.element.clause.stars, right.element.clause.stars)
      return leftStars == rightStars ? left.offset < right.offset : leftStars < rightStars
    }.map(\.element.clause)
  }

  private var stars: Int { (type == "*" ? 1 : 0) + (subtype == "*" ? 1 : 0) }

  private static func weighed(_ text: Substring) -> (clause: AcceptClause, quality: Double) {
    let parts = text.split(separator: ";", omittingEmptySubsequences: false).map { $0.trimmed }
    let names = (parts.first ?? "").split(separator: "/", maxSplits: 1).map(String.init)
    var parameters: [Parameter] = []
    var quality = 1.0
    for part in parts.dropFirst() {
      let halves = part.split(separator: "=", maxSplits: 1).map { $0.trimmed }
      guard halves.count == 2 else { continue }
      if halves[0] == "q" {
        quality = Double(halves[1]).flatMap { $0.isFinite ? $0 : nil } ?? 1
      } else {
        parameters.append(Parameter(name: halves[0], value: halves[1]))
      }
    }
    let type = names.first ?? ""
    let subtype = names.count > 1 ? names[1] : type == "*" ? "*" : ""
    return (AcceptClause(type: type, subtype: subtype, parameters: parameters), quality)
  }
}
