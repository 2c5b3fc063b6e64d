/// Shell patterns: `*`, `?`, `[a-z]`, and backslashes that take their meaning away.
struct ShellPattern: Sendable {
  private enum Element: Sendable {
    case character(Character)
    case any
    case anyString
    case set([ClosedRange<Character>], isNegated: Bool)
  }

  private var elements: [Element] = []
  /// False when the text stands for itself only.
  private(set) var hasWildcards = false

  init(_ text: String) {
    let characters = Array(text)
    var index = 0
    while index < characters.count {
      switch characters[index] {
      case "*":
        elements.append(.anyString)
        hasWildcards = true
      case "?":
        elements.append(.any)
        hasWildcards = true
      case "\\" where index + 1 < characters.count:
        index += 1
        elements.append(.character(characters[index]))
      case "[":
        if let end = readSet(characters, index) {
          index = end
          hasWildcards = true
        } else {
          elements.append(.character("["))
        }
      default: elements.append(.character(characters[index]))
      }
      index += 1
    }
  }

  private mutating func readSet(_ text: [Character], _ start: Int) -> Int? {
    var index = start + 1
    var ranges: [ClosedRange<Character>] = []
    let isNegated = index < text.count && (text[index] == "!" || text[index] == "^")
    if isNegated { index += 1 }
    let first = index
    while index < text.count, text[index] != "]" || index == first {
      if text[index] == "[", index + 1 < text.count, text[index + 1] == ":",
        let close = (index + 2..<text.count).first(where: {
          text[$0] == ":" && $0 + 1 < text.count && text[$0 + 1] == "]"
        })
      {
        ranges += Self.named(String(text[(index + 2)..<close]))
        index = close + 2
      } else if index + 2 < text.count, text[index + 1] == "-", text[index + 2] != "]" {
        if text[index] <= text[index + 2] { ranges.append(text[index]...text[index + 2]) }
        index += 3
      } else {
        ranges.append(text[index]...text[index])
        index += 1
      }
    }
    guard index < text.count else { return nil }
    elements.append(.set(ranges, isNegated: isNegated))
    return index
  }

  private static func named(_ name: String) -> [ClosedRange<Character>] {
    switch name {
    case "digit": ["0"..."9"]
    case "alpha": ["a"..."z", "A"..."Z"]
    case "alnum": ["a"..."z", "A"..."Z", "0"..."9"]
    case "upper": ["A"..."Z"]
    case "lower": ["a"..."z"]
    case "space", "blank": [" "..." ", "\t"..."\r"]
    default: []
    }
  }

  /// The text that a pattern without wildcards stands for.
  var plainText: String? {
    var text = ""
    for element in elements {
      guard case .character(let character) = element else { return nil }
      text.append(character)
    }
    return text
  }

  private func matches(_ element: Element, _ character: Character) -> Bool {
    switch element {
    case .character(let wanted): wanted == character
    case .any, .anyString: true
    case .set(let ranges, let isNegated): ranges.contains { $0.contains(character) } != isNegated
    }
  }

  /// Whether the whole text matches.
  func matches(_ text: some Collection<Character>) -> Bool {
    let characters = Array(text)
    var element = 0
    var index = 0
    var retry: (element: Int, index: Int)?
    while index < characters.count {
      if element < elements.count, case .anyString = elements[element] {
        retry = (element, index)
        element += 1
      } else if element < elements.count, matches(elements[element], characters[index]) {
        element += 1
        index += 1
      } else if let last = retry {
        retry = (last.element, last.index + 1)
        element = last.element + 1
        index = last.index + 1
      } else {
        return false
      }
    }
    while element < elements.count, case .anyString = elements[element] { element += 1 }
    return element == elements.count
  }

  /// Quotes a text so that it stands for itself.
  static func escape(_ text: String) -> String {
    guard text.contains(where: { "*?[\\".contains($0) }) else { return text }
    return text.map { "*?[\\".contains($0) ? "\\\($0)" : String($0) }.joined()
  }
}
