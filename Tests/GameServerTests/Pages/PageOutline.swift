/// A page's elements, read strictly: what a browser would mend is a problem here.
struct PageOutline {
  struct Element {
    var name: String
    var attributes: [String: String]
    /// Names of those that it stands in.
    var parents: [String]
    /// The start tags it stands in that are labels.
    var isInLabel: Bool
  }

  private(set) var elements: [Element] = []
  private(set) var problems: [String] = []

  private static let empty: Set<String> = ["meta", "link", "input", "br", "img", "hr"]
  private static let childless: Set<String> = ["rect", "path", "circle", "line"]

  init(_ html: String) {
    var open: [String] = []
    var rest = Substring(html)
    while let start = rest.firstIndex(of: "<") {
      rest = rest[rest.index(after: start)...]
      guard let end = rest.firstIndex(of: ">") else {
        problems.append("a tag does not end")
        return
      }
      let tag = rest[..<end]
      rest = rest[rest.index(after: end)...]
      if tag.hasPrefix("!") { continue }
      if tag.hasPrefix("/") {
        let name = String(tag.dropFirst())
        if open.popLast() != name { problems.append("</\(name)> closes nothing, in \(open.suffix(3))") }
        continue
      }
      let isClosed = tag.hasSuffix("/")
      let (name, attributes) = Self.parse(isClosed ? tag.dropLast() : tag)
      if attributes == nil { problems.append("<\(tag)>") }
      elements.append(
        Element(name: name, attributes: attributes ?? [:], parents: open, isInLabel: open.contains("label")))
      if !isClosed, !Self.empty.contains(name) { open.append(name) }
      if isClosed, !Self.childless.contains(name) { problems.append("<\(name)/>") }
    }
    if !open.isEmpty { problems.append("open: \(open)") }
  }

  /// Nil attributes where something is not `name` or `name="value"`.
  private static func parse(_ tag: Substring) -> (String, [String: String]?) {
    let name = String(tag.prefix { !$0.isWhitespace })
    var rest = tag.dropFirst(name.count).drop(while: \.isWhitespace)
    var attributes: [String: String] = [:]
    while !rest.isEmpty {
      let key = String(rest.prefix { $0 != "=" && !$0.isWhitespace })
      rest = rest.dropFirst(key.count)
      guard !key.isEmpty, attributes[key] == nil,
        key.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "-" || $0 == ":" })
      else {
        return (name, nil)
      }
      var value = ""
      if rest.first == "=" {
        rest = rest.dropFirst()
        guard rest.first == "\"", let end = rest.dropFirst().firstIndex(of: "\"") else { return (name, nil) }
        value = String(rest[rest.index(after: rest.startIndex)..<end])
        rest = rest[rest.index(after: end)...]
      }
      attributes[key] = value
      rest = rest.drop(while: \.isWhitespace)
    }
    return (name, attributes)
  }

  func count(_ name: String) -> Int { elements.count { $0.name == name } }

  private var ids: [String] { elements.compactMap { $0.attributes["id"] } }

  var duplicateIDs: [String] {
    var seen: Set<String> = []
    return ids.filter { !seen.insert($0).inserted }
  }

  /// What is referred to and is not there.
  var missingTargets: [String] {
    let known = Set(ids)
    let names = ["for", "aria-labelledby", "aria-describedby"]
    let targets = elements.flatMap { element in
      names.flatMap { (element.attributes[$0] ?? "").split(separator: " ").map(String.init) }
    }
    return targets.filter { !known.contains($0) }
  }

  /// Fields without a label, buttons of no name.
  var unlabelled: [String] {
    let labelled = Set(elements.compactMap { $0.name == "label" ? $0.attributes["for"] : nil })
    return elements.filter { element in
      guard ["input", "select", "textarea"].contains(element.name), element.attributes["type"] != "hidden",
        element.attributes["hidden"] == nil
      else {
        return false
      }
      return !element.isInLabel && !labelled.contains(element.attributes["id"] ?? "")
    }.map { "\($0.name) \($0.attributes)" }
  }

  /// Headings more than one level below the one before.
  var skippedHeadings: [String] {
    let levels = elements.compactMap { $0.name.count == 2 && $0.name.hasPrefix("h") ? Int($0.name.dropFirst()) : nil }
    return zip(levels, levels.dropFirst()).filter { $1 > $0 + 1 }.map { "h\($0) h\($1)" }
  }
}
