/// Counts lines, words and bytes.
enum WordCountCommand {
  static func make(_ arguments: [String]) -> any Program {
    let options = CommandOptions(arguments, "lwcmL", names: ["lines": "l", "words": "w", "bytes": "c"])
    return CollectingCommand(name: "wc", paths: options.operands) { inputs, process in
      var totals = [0, 0, 0]
      for input in inputs {
        let counts = count(input.bytes)
        totals = zip(totals, counts).map { $0 + $1 }
        process.print(line(counts, options, input.path, width(inputs, process)))
      }
      if inputs.count > 1 { process.print(line(totals, options, "total", width(inputs, process))) }
      return 0
    }
  }

  private static func count(_ bytes: [UInt8]) -> [Int] {
    var words = 0
    var isInWord = false
    for byte in bytes {
      let isSpace = Byte.isSpace(byte)
      if !isSpace, !isInWord { words += 1 }
      isInWord = !isSpace
    }
    return [bytes.count { $0 == Byte.newline }, words, bytes.count]
  }

  /// coreutils: as wide as the size of all files, and 7 where a pipe's is not known.
  private static func width(_ inputs: [CollectingCommand.Input], _ process: ProcessView) -> (alone: Int, many: Int) {
    if process.machine.isBusyBox { return (inputs.count == 1 ? 0 : 9, 9) }
    let isKnown = inputs.allSatisfy { $0.path != "-" }
    let width = isKnown ? String(inputs.reduce(0) { $0 + $1.bytes.count }).count : 7
    return (inputs.count == 1 ? 0 : width, width)
  }

  /// - Parameter width: of the numbers, where one is asked for of one input, and otherwise.
  private static func line(
    _ counts: [Int], _ options: CommandOptions, _ path: String, _ width: (alone: Int, many: Int)
  ) -> String {
    let chosen = zip(["l", "w", "c"], counts).filter { options.has($0.0) || (($0.0 == "c") && options.has("m")) }
    let numbers = (chosen.isEmpty ? counts : chosen.map(\.1)).map(String.init)
    let columns = numbers.count == 1 ? width.alone : width.many
    let padded = numbers.map { String(repeating: " ", count: max(0, columns - $0.count)) + $0 }
    return padded.joined(separator: " ") + (path == "-" ? "" : " " + path) + "\n"
  }
}
