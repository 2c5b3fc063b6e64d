/// A unified diff with three lines of context, as Python's and Go's difflib make it: around the longest runs of lines that
/// both texts have.
struct UnifiedDiff {
  private static let context = 3
  /// Lines of which runs are looked for.
  private static let limit = 20_000

  private let old: [String]
  private let new: [String]
  /// Where a line stands in the new text. Lines that stand there very often start no run.
  private var places: [String: [Int]] = [:]

  static func text(_ old: [String], _ new: [String]) -> String {
    let diff = UnifiedDiff(old, new)
    return diff.hunks.map(diff.text).joined()
  }

  private init(_ old: [String], _ new: [String]) {
    self.old = old
    self.new = new
    // Of more lines only what is the same at their beginning is found: nobody reads such a difference.
    guard old.count <= Self.limit, new.count <= Self.limit else { return }
    for (index, line) in new.enumerated() { places[line, default: []].append(index) }
    guard new.count >= 200 else { return }
    let limit = new.count / 100 + 1
    places = places.filter { $0.value.count <= limit }
  }

  /// Lines that are the same in both texts.
  private struct Run {
    var old: Int
    var new: Int
    var count: Int
  }

  /// Between two runs: what is taken away, and what is put there.
  private struct Change {
    var old: Range<Int>
    var new: Range<Int>
  }

  private var changes: [Change] {
    var runs: [Run] = []
    var open = [(0..<old.count, 0..<new.count)]
    while let (left, right) = open.popLast() {
      let run = longestRun(left, right)
      if run.count == 0 { continue }
      runs.append(run)
      open.append((left.lowerBound..<run.old, right.lowerBound..<run.new))
      open.append((run.old + run.count..<left.upperBound, run.new + run.count..<right.upperBound))
    }
    runs.sort { $0.old < $1.old }
    runs.append(Run(old: old.count, new: new.count, count: 0))
    var changes: [Change] = []
    var (start, newStart) = (0, 0)
    for run in runs {
      if start < run.old || newStart < run.new {
        changes.append(Change(old: start..<run.old, new: newStart..<run.new))
      }
      (start, newStart) = (run.old + run.count, run.new + run.count)
    }
    return changes
  }

  private func longestRun(_ left: Range<Int>, _ right: Range<Int>) -> Run {
    var best = Run(old: left.lowerBound, new: right.lowerBound, count: 0)
    var lengths: [Int: Int] = [:]
    for index in left {
      var next: [Int: Int] = [:]
      for place in places[old[index]] ?? [] where right.contains(place) {
        let length = (lengths[place - 1] ?? 0) + 1
        next[place] = length
        if length > best.count { best = Run(old: index - length + 1, new: place - length + 1, count: length) }
      }
      lengths = next
    }
    while best.old > left.lowerBound, best.new > right.lowerBound, old[best.old - 1] == new[best.new - 1] {
      best = Run(old: best.old - 1, new: best.new - 1, count: best.count + 1)
    }
    while best.old + best.count < left.upperBound, best.new + best.count < right.upperBound,
      old[best.old + best.count] == new[best.new + best.count]
    {
      best.count += 1
    }
    return best
  }

  /// Changes with at most two contexts between them stand together.
  private var hunks: [[Change]] {
    changes.reduce(into: []) { hunks, change in
      if let last = hunks.last?.last, change.old.lowerBound - last.old.upperBound <= 2 * Self.context {
        hunks[hunks.count - 1].append(change)
      } else {
        hunks.append([change])
      }
    }
  }

  private func text(_ hunk: [Change]) -> String {
    guard let first = hunk.first, let last = hunk.last else { return "" }
    let before = min(Self.context, first.old.lowerBound, first.new.lowerBound)
    let after = min(Self.context, old.count - last.old.upperBound, new.count - last.new.upperBound)
    let range = first.old.lowerBound - before..<last.old.upperBound + after
    let newRange = first.new.lowerBound - before..<last.new.upperBound + after
    var lines = ["@@ -\(Self.text(range)) +\(Self.text(newRange)) @@"]
    var position = range.lowerBound
    for change in hunk {
      lines += old[position..<change.old.lowerBound].map { " " + $0 }
      lines += old[change.old].map { "-" + $0 }
      lines += new[change.new].map { "+" + $0 }
      position = change.old.upperBound
    }
    lines += old[position..<range.upperBound].map { " " + $0 }
    return lines.joined(separator: "\n") + "\n"
  }

  /// `134,6`; a single line has no length.
  private static func text(_ range: Range<Int>) -> String {
    if range.count == 1 { return String(range.lowerBound + 1) }
    return "\(range.isEmpty ? range.lowerBound : range.lowerBound + 1),\(range.count)"
  }
}
