/// Shows how one file differs from another, in the plain form or with lines around (`-u`).
enum DiffCommand {
  private typealias Lines = [ArraySlice<UInt8>]

  /// Lines of the old file that are replaced by lines of the new one.
  struct Hunk: Equatable {
    var old: Range<Int>
    var new: Range<Int>
  }

  private static let context = 3

  static func make(_ arguments: [String]) -> any Program {
    let options = CommandOptions(
      arguments, "uqrNsU:wbBi", names: ["unified": "u", "brief": "q", "color": "color", "recursive": "r"])
    guard options.operands.count == 2 else {
      return Commands.instant([]) { _, process in
        process.printError("diff: missing operand after '\(options.operands.first ?? "diff")'\n")
        return 2
      }
    }
    return CollectingCommand(name: "diff", paths: options.operands) { inputs, process in
      guard inputs.count == 2 else { return 2 }
      return show(inputs[0], inputs[1], options, &process)
    }
  }

  private static func show(
    _ first: CollectingCommand.Input, _ second: CollectingCommand.Input, _ options: CommandOptions,
    _ process: inout ProcessView
  ) -> Int {
    guard first.bytes != second.bytes else {
      if options.has("s") { process.print("Files \(first.path) and \(second.path) are identical\n") }
      return 0
    }
    let (old, new) = (LineCount.lines(first.bytes).map { $0[...] }, LineCount.lines(second.bytes).map { $0[...] })
    let hunks = LineDifference.hunks(old.map { compared($0, options) }, new.map { compared($0, options) })
    if hunks.isEmpty { return 0 }
    if options.has("q") {
      process.print("Files \(first.path) and \(second.path) differ\n")
      return 1
    }
    // Busybox has the unified form only.
    if options.has("u") || options.has("U") || process.machine.isBusyBox {
      let lines = max(0, min(1000, options.number("U") ?? context))
      process.print(header("---", first.path, process) + header("+++", second.path, process))
      try? process.write(unified(old, new, hunks, lines))
    } else {
      try? process.write(plain(old, new, hunks))
    }
    return 1
  }

  /// A line without what makes no difference: `-w` any blanks, `-b` how many, `-i` the case.
  private static func compared(_ line: ArraySlice<UInt8>, _ options: CommandOptions) -> [UInt8] {
    var result = Array(line)
    if options.has("i") { result = result.map { (65...90).contains($0) ? $0 + 32 : $0 } }
    if options.has("w") { return result.filter { !Byte.isSpace($0) } }
    guard options.has("b") else { return result }
    let words = result.split { Byte.isSpace($0) }
    let start: [UInt8] = result.first.map(Byte.isSpace) ?? false ? [Byte.space] : []
    return start + words.joined(separator: [Byte.space])
  }

  private static func header(_ mark: String, _ path: String, _ process: ProcessView) -> String {
    if process.machine.isBusyBox { return "\(mark) \(path)\n" }
    let modified = (try? process.machine.files.node(path, in: process.directory))?.modified ?? process.now
    return "\(mark) \(path)\t\(DateText.format(modified, "%Y-%m-%d %H:%M:%S.%N +0000"))\n"
  }

  private static func marked(_ lines: ArraySlice<ArraySlice<UInt8>>, _ mark: String) -> [UInt8] {
    lines.flatMap { line in
      Array(mark.utf8) + line
        + (line.last == Byte.newline ? [] : Array("\n\\ No newline at end of file\n".utf8))
    }
  }

  private static func plain(_ old: Lines, _ new: Lines, _ hunks: [Hunk]) -> [UInt8] {
    func place(_ range: Range<Int>) -> String {
      if range.isEmpty { return String(range.lowerBound) }
      return range.count == 1 ? String(range.upperBound) : "\(range.lowerBound + 1),\(range.upperBound)"
    }
    return hunks.flatMap { hunk in
      let letter = hunk.old.isEmpty ? "a" : hunk.new.isEmpty ? "d" : "c"
      let between = letter == "c" ? "---\n" : ""
      return Array("\(place(hunk.old))\(letter)\(place(hunk.new))\n".utf8) + marked(old[hunk.old], "< ")
        + Array(between.utf8) + marked(new[hunk.new], "> ")
    }
  }

  private static func unified(_ old: Lines, _ new: Lines, _ hunks: [Hunk], _ context: Int) -> [UInt8] {
    var output: [UInt8] = []
    var index = 0
    while index < hunks.count {
      var end = index + 1
      while end < hunks.count, hunks[end].old.lowerBound - hunks[end - 1].old.upperBound <= 2 * context { end += 1 }
      let group = hunks[index..<end]
      output += block(old, new, Array(group), context)
      index = end
    }
    return output
  }

  private static func block(_ old: Lines, _ new: Lines, _ hunks: [Hunk], _ context: Int) -> [UInt8] {
    guard let first = hunks.first, let last = hunks.last else { return [] }
    let before = min(context, first.old.lowerBound)
    let after = min(context, old.count - last.old.upperBound)
    let oldRange = (first.old.lowerBound - before)..<(last.old.upperBound + after)
    let newRange = (first.new.lowerBound - before)..<(last.new.upperBound + after)
    func place(_ range: Range<Int>) -> String {
      let start = range.isEmpty ? range.lowerBound : range.lowerBound + 1
      return range.count == 1 ? String(start) : "\(start),\(range.count)"
    }
    var output = Array("@@ -\(place(oldRange)) +\(place(newRange)) @@\n".utf8)
    var position = oldRange.lowerBound
    for hunk in hunks {
      output += marked(old[position..<hunk.old.lowerBound], " ") + marked(old[hunk.old], "-")
      output += marked(new[hunk.new], "+")
      position = hunk.old.upperBound
    }
    return output + marked(old[position..<oldRange.upperBound], " ")
  }
}

/// The shortest edit between two lists of lines (Myers), bounded: lists that differ too much are replaced whole.
enum LineDifference {
  private static let editLimit = 500

  static func hunks(_ old: [[UInt8]], _ new: [[UInt8]]) -> [DiffCommand.Hunk] {
    var start = 0
    while start < old.count, start < new.count, old[start] == new[start] { start += 1 }
    var (oldEnd, newEnd) = (old.count, new.count)
    while oldEnd > start, newEnd > start, old[oldEnd - 1] == new[newEnd - 1] {
      oldEnd -= 1
      newEnd -= 1
    }
    let inner = edits(Array(old[start..<oldEnd]), Array(new[start..<newEnd]))
    return inner.map { hunk in
      DiffCommand.Hunk(
        old: (hunk.old.lowerBound + start)..<(hunk.old.upperBound + start),
        new: (hunk.new.lowerBound + start)..<(hunk.new.upperBound + start))
    }
  }

  private static func edits(_ old: [[UInt8]], _ new: [[UInt8]]) -> [DiffCommand.Hunk] {
    if old.isEmpty, new.isEmpty { return [] }
    guard let trace = trace(old, new) else {
      return [DiffCommand.Hunk(old: 0..<old.count, new: 0..<new.count)]
    }
    // Back from the end: the lines that both have.
    var (x, y) = (old.count, new.count)
    var common: [(Int, Int)] = []
    for distance in trace.indices.reversed() {
      let reach = trace[distance]
      let diagonal = x - y
      let goesDown =
        diagonal == -distance || (diagonal != distance && at(reach, diagonal - 1) < at(reach, diagonal + 1))
      let previous = goesDown ? diagonal + 1 : diagonal - 1
      let (fromX, fromY) = distance == 0 ? (0, 0) : (at(reach, previous), at(reach, previous) - previous)
      while x > fromX, y > fromY, x > 0, y > 0, old[x - 1] == new[y - 1] {
        x -= 1
        y -= 1
        common.append((x, y))
      }
      (x, y) = (fromX, fromY)
    }
    return hunks(between: common.reversed(), old.count, new.count)
  }

  private static func at(_ reach: [Int: Int], _ diagonal: Int) -> Int { reach[diagonal] ?? -1 }

  /// How far each diagonal reaches, before each further edit; nil when there are too many edits.
  private static func trace(_ old: [[UInt8]], _ new: [[UInt8]]) -> [[Int: Int]]? {
    var reach = [1: 0]
    var trace: [[Int: Int]] = []
    for distance in 0...min(editLimit, old.count + new.count) {
      trace.append(reach)
      for diagonal in stride(from: -distance, through: distance, by: 2) {
        let goesDown =
          diagonal == -distance || (diagonal != distance && at(reach, diagonal - 1) < at(reach, diagonal + 1))
        var x = goesDown ? at(reach, diagonal + 1) : at(reach, diagonal - 1) + 1
        var y = x - diagonal
        while x < old.count, y < new.count, x >= 0, y >= 0, old[x] == new[y] {
          x += 1
          y += 1
        }
        reach[diagonal] = x
        if x >= old.count, y >= new.count { return trace }
      }
    }
    return nil
  }

  private static func hunks(between common: [(Int, Int)], _ oldCount: Int, _ newCount: Int) -> [DiffCommand.Hunk] {
    var result: [DiffCommand.Hunk] = []
    var (x, y) = (0, 0)
    for (left, right) in common + [(oldCount, newCount)] {
      if left > x || right > y { result.append(DiffCommand.Hunk(old: x..<max(x, left), new: y..<max(y, right))) }
      (x, y) = (left + 1, right + 1)
    }
    return result
  }
}
