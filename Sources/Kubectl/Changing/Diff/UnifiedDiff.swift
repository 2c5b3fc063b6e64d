/// What differs between two texts, as `diff -u` prints it.
struct UnifiedDiff {
  /// Lines that are shown around a change.
  private static let margin = 3
  /// Beyond this many pairs of lines texts are not compared line by line: everything that differs is one change.
  private static let limit = 4_000_000

  private struct Line {
    enum Origin { case both, old, new }

    let origin: Origin
    let text: Substring
  }

  private let lines: [Line]

  init(from old: String, to new: String) {
    lines = Self.compared(Self.lines(of: old), Self.lines(of: new))
  }

  /// The hunks, each under its `@@` line; empty when nothing differs.
  var hunks: String {
    var text = ""
    for range in ranges { text += hunk(range) }
    return text
  }

  private static func lines(of text: String) -> [Substring] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  // MARK: Comparison

  private static func compared(_ old: [Substring], _ new: [Substring]) -> [Line] {
    let prefix = zip(old, new).prefix { $0 == $1 }.count
    let rest = min(old.count, new.count) - prefix
    let suffix = zip(old.reversed(), new.reversed()).prefix(rest).prefix { $0 == $1 }.count
    let (gone, come) = changes(
      Array(old[prefix..<(old.count - suffix)]), Array(new[prefix..<(new.count - suffix)]))
    var isGone = Array(repeating: false, count: old.count)
    var isNew = Array(repeating: false, count: new.count)
    for offset in gone { isGone[prefix + offset] = true }
    for offset in come { isNew[prefix + offset] = true }
    slideDown(&isGone, old)
    slideDown(&isNew, new)
    return joined(old, isGone, new, isNew)
  }

  private static func changes(_ old: [Substring], _ new: [Substring]) -> (gone: [Int], come: [Int]) {
    guard old.count * new.count <= limit else { return (Array(old.indices), Array(new.indices)) }
    var changes: (gone: [Int], come: [Int]) = ([], [])
    for change in new.difference(from: old) {
      switch change {
      case .remove(let offset, _, _): changes.gone.append(offset)
      case .insert(let offset, _, _): changes.come.append(offset)
      }
    }
    return changes
  }

  private static func joined(_ old: [Substring], _ isGone: [Bool], _ new: [Substring], _ isNew: [Bool]) -> [Line] {
    var result: [Line] = []
    var (left, right) = (0, 0)
    while left < old.count || right < new.count {
      if left < old.count, isGone[left] {
        result.append(Line(origin: .old, text: old[left]))
        left += 1
      } else if right < new.count, isNew[right] {
        result.append(Line(origin: .new, text: new[right]))
        right += 1
      } else {
        result.append(Line(origin: .both, text: right < new.count ? new[right] : old[left]))
        left += 1
        right += 1
      }
    }
    return result
  }

  /// Moves each change as far down as the same lines allow, as `diff` does.
  private static func slideDown(_ isChanged: inout [Bool], _ lines: [Substring]) {
    var end = lines.count
    while end > 0 {
      guard isChanged[end - 1] else {
        end -= 1
        continue
      }
      var start = end - 1
      while start > 0, isChanged[start - 1] { start -= 1 }
      var (first, next) = (start, end)
      while next < lines.count, !isChanged[next], lines[first] == lines[next] {
        isChanged[first] = false
        isChanged[next] = true
        first += 1
        next += 1
      }
      end = start
    }
  }

  // MARK: Hunks

  /// The lines of each hunk: changes with what is around them, joined where that overlaps.
  private var ranges: [Range<Int>] {
    var ranges: [Range<Int>] = []
    for (index, line) in lines.enumerated() where line.origin != .both {
      let range = max(0, index - Self.margin)..<min(lines.count, index + Self.margin + 1)
      if let last = ranges.last, range.lowerBound <= last.upperBound {
        ranges[ranges.count - 1] = last.lowerBound..<range.upperBound
      } else {
        ranges.append(range)
      }
    }
    return ranges
  }

  private func hunk(_ range: Range<Int>) -> String {
    let before = lines[..<range.lowerBound]
    let inside = lines[range]
    func place(_ origin: Line.Origin, _ other: Line.Origin) -> String {
      let start = before.count { $0.origin != other }
      let count = inside.count { $0.origin != other }
      // An empty part stands behind the line before it.
      let first = count == 0 ? start : start + 1
      return count == 1 ? "\(first)" : "\(first),\(count)"
    }
    var text = "@@ -\(place(.old, .new)) +\(place(.new, .old)) @@\n"
    for line in inside {
      switch line.origin {
      case .both: text += " "
      case .old: text += "-"
      case .new: text += "+"
      }
      text += line.text + "\n"
    }
    return text
  }
}
