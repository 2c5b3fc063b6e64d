package import Drills

/// Reads command lines: with editing and history from a terminal, plainly from a pipe or a file.
package final class LineReader {
  package enum Input: Equatable {
    case line(String)
    /// Ctrl-C at the prompt.
    case cancelled
    case endOfInput
  }

  /// A longer line from a pipe is cut into pieces of this many bytes.
  private static let maximumLineLength = 1 << 20

  private let device: TerminalDevice
  private let complete: (String) -> LineCompletion?
  private var history: [String]
  private var unread: [UInt8] = []
  private var start = 0
  private var isAtEnd = false
  private var decoder = KeyDecoder()
  private var waitingKeys: [Key] = []

  /// - Parameter complete: what may follow the text before the cursor.
  package init(
    device: TerminalDevice, history: [String], complete: @escaping (String) -> LineCompletion? = { _ in nil }
  ) {
    self.device = device
    self.history = history
    self.complete = complete
  }

  /// The next line. `prompt` is shown on terminals only.
  package func read(prompt: String) -> Input {
    guard device.inputIsTerminal && device.outputIsTerminal else { return readPlainly() }
    let input = device.withRawInput { edit(prompt: prompt) }
    if case .line(let line) = input, !line.allSatisfy(\.isWhitespace), line != history.last { history.append(line) }
    return input
  }

  private func readPlainly() -> Input {
    while true {
      if let end = unread[start...].firstIndex(of: 0x0A) { return take(upTo: end, skipping: 1) }
      if unread.count - start >= Self.maximumLineLength { return take(upTo: unread.count, skipping: 0) }
      if isAtEnd { return start < unread.count ? take(upTo: unread.count, skipping: 0) : .endOfInput }
      guard let bytes = device.read() else {
        isAtEnd = true
        continue
      }
      unread.removeFirst(start)
      start = 0
      unread += bytes
    }
  }

  private func take(upTo end: Int, skipping: Int) -> Input {
    var line = unread[start..<end]
    start = end + skipping
    if line.last == 0x0D { line.removeLast() }
    return .line(String(decoding: line, as: UTF8.self))
  }

  private func edit(prompt: String) -> Input {
    var editor = LineEditor(history: history)
    var renderer = LineRenderer()
    while true {
      let shown = editor.searchPrompt ?? prompt
      let width = DisplayWidth.of(Self.withoutStyles(shown))
      device.write(
        renderer.draw(prompt: shown, promptWidth: width, buffer: editor.buffer, columns: device.columns))
      guard let key = nextKey() else { return .endOfInput }
      let outcome = editor.press(key)
      if case .editing = outcome { continue }
      if case .complete(let text) = outcome {
        let choices = insertCompletion(of: text, in: &editor)
        if !choices.isEmpty {
          let below = renderer.finish(promptWidth: width, buffer: editor.buffer, columns: device.columns)
          device.write(below + choices.joined(separator: "\r\n") + "\r\n")
        }
        continue
      }
      if outcome == .clearScreen {
        renderer = LineRenderer()
        device.write("\u{1B}[H\u{1B}[2J")
        continue
      }
      if outcome == .cancelled { device.write("^C") }
      device.write(renderer.finish(promptWidth: width, buffer: editor.buffer, columns: device.columns))
      switch outcome {
      case .accepted(let line): return .line(line)
      case .cancelled: return .cancelled
      default: return .endOfInput
      }
    }
  }

  private func nextKey() -> Key? {
    while waitingKeys.isEmpty {
      guard let bytes = device.read(waitingAtMost: decoder.isWaiting ? 50 : -1) else { return nil }
      waitingKeys = bytes.isEmpty ? decoder.flush() : decoder.decode(bytes)
    }
    return waitingKeys.removeFirst()
  }

  /// Inserts what may follow; returns the choices where it is not clear what.
  private func insertCompletion(of text: String, in editor: inout LineEditor) -> [String] {
    guard let completion = complete(text).flatMap(Completion.init) else { return [] }
    editor.insert(completion.inserted)
    return Completion.rows(completion.choices, columns: device.columns, atMost: 40)
  }

  /// The text without the sequences that colour it.
  static func withoutStyles(_ text: String) -> String {
    var result = ""
    var isInSequence = false
    for character in text {
      if character == "\u{1B}" {
        isInSequence = true
      } else if isInSequence {
        isInSequence = character != "m"
      } else {
        result.append(character)
      }
    }
    return result
  }
}
