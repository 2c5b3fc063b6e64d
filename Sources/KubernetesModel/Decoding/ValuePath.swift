/// Where a reader stands in a tree, as in `spec.containers[0].name`. Written as text only when somebody asks.
struct ValuePath {
  private enum Part {
    case key(String)
    case index(Int)
  }

  private var parts: [Part] = []

  mutating func enter(_ key: String) { parts.append(.key(key)) }
  mutating func enter(_ index: Int) { parts.append(.index(index)) }
  mutating func leave() { _ = parts.popLast() }

  var text: String {
    var text = ""
    for part in parts {
      switch part {
      case .key(let key): text += (text.isEmpty ? "" : ".") + key
      case .index(let index): text += "[\(index)]"
      }
    }
    return text
  }
}
