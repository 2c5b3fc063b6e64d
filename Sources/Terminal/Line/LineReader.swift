import Drills
import Scenarios
import Scoring

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
  private let drill: (any PlayedDrill)?
  private var history: [String]
  private var memory = LineEditor.Memory()
  private var unread: [UInt8] = []
  private var start = 0
  private var isAtEnd = false
  private var decoder = KeyDecoder()
  private var waitingKeys: ArraySlice<Key> = []

  /// - Parameter drill: whose shell the lines are for: it completes them, and knows where they end.
  package init(device: TerminalDevice, history: [String], drill: (any PlayedDrill)? = nil) {
    self.device = device
    self.history = history
    self.drill = drill
  }

  /// The next line. `prompt` is shown on terminals only.
  /// - Parameter isCommand: whether it is a command line, which history keeps, and not a program's input.
  package func read(prompt: String, isCommand: Bool = true) -> Input {
    guard device.inputIsTerminal && device.outputIsTerminal else { return readPlainly() }
    guard device.movesCursor else {
      // The terminal edits the line itself, and goes on after Ctrl-D.
      device.write(prompt)
      defer { isAtEnd = false }
      return readPlainly()
    }
    let input = edit(
      prompt: TerminalText.lines(of: prompt).first ?? StyledText(), isCommand ? history : [],
      for: isCommand ? drill : nil)
    if isCommand, case .line(let line) = input, !line.allSatisfy(\.isWhitespace), line != history.last {
      history.append(line)
    }
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

  // MARK: Editing

  private func edit(prompt: StyledText, _ history: [String], for drill: (any PlayedDrill)?) -> Input {
    var editor = LineEditor(history: history, usesViKeys: drill?.usesViKeys ?? false, memory: memory)
    defer { memory = editor.memory }
    var painting = LinePainting(on: device, prompt: prompt, commands: drill?.commandNames)
    while true {
      let outcome = device.withRawInput { nextOutcome(&editor, &painting, drill) }
      switch outcome {
      case .openEditor(let text):
        guard let edited = Self.edited(text) else { continue }
        editor.replace(with: edited)
        painting.finish(editor)
        return .line(editor.buffer.text)
      case .accepted(let text):
        painting.finish(editor)
        return .line(text)
      case .cancelled:
        painting.finish(editor, with: "^C")
        return .cancelled
      case .editing, .clearScreen, .complete, .endOfInput:
        painting.finish(editor)
        return .endOfInput
      }
    }
  }

  /// Edits until the line is done, or the player wants another editor for it; `.endOfInput` also when the terminal is gone.
  private func nextOutcome(
    _ editor: inout LineEditor, _ painting: inout LinePainting, _ drill: (any PlayedDrill)?
  ) -> LineEditor.Outcome {
    while true {
      // Of keys that come faster than they can be drawn, only the last is.
      if waitingKeys.isEmpty, !device.hasInput { painting.show(editor) }
      guard let key = nextKey(editor, &painting, drill) else { return .endOfInput }
      if drill == nil, case .paste(let text) = key, text.contains(where: \.isNewline) {
        waitingKeys = Self.keys(ofPasted: text)[...] + waitingKeys
        continue
      }
      let outcome = editor.press(key)
      switch outcome {
      case .editing: break
      case .clearScreen: painting.clearScreen()
      case .complete(let text):
        let choices = insertCompletion(of: text, in: &editor, drill)
        if !choices.isEmpty { painting.write(choices, below: editor) }
      case .accepted(let text) where !(drill?.isComplete(text) ?? true): editor.continueOnNextLine()
      case .accepted, .cancelled, .endOfInput, .openEditor: return outcome
      }
    }
  }

  /// What the player's own editor makes of a line; nil when it was not started, or left with an error.
  private static func edited(_ text: String) -> String? {
    HostEditor().edit(fileName: "command.sh", text: Array((text + "\n").utf8)).map {
      String(decoding: $0, as: UTF8.self)
    }
  }

  /// A text that is pasted to a program is typed line by line.
  package static func keys(ofPasted text: String) -> [Key] {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map {
      [Key.paste(String($0))]
    }
    return Array(lines.joined(separator: [Key.enter]))
  }

  /// Nil when the terminal is gone, or the drill came to its end meanwhile.
  private func nextKey(_ editor: LineEditor, _ painting: inout LinePainting, _ drill: (any PlayedDrill)?) -> Key? {
    while true {
      if let key = waitingKeys.popFirst() { return key }
      let pause: Int32 = decoder.isWaiting ? 50 : drill == nil ? -1 : 1000
      guard let bytes = device.read(waitingAtMost: pause) else { return nil }
      if let drill, bytes.isEmpty, !decoder.isWaiting {
        let news = drill.takeNews(style: Style(hasColour: device.wantsColour))
        if !news.isEmpty {
          painting.write(news, below: editor)
          painting.show(editor)
        }
        if drill.isOver || drill.farewell != nil { return nil }
      }
      waitingKeys = (bytes.isEmpty ? decoder.flush() : decoder.decode(bytes))[...]
    }
  }

  /// Inserts what may follow; returns the choices where it is not clear what.
  private func insertCompletion(of text: String, in editor: inout LineEditor, _ drill: (any PlayedDrill)?) -> [String] {
    guard let completion = (drill?.completion(of: text, at: SystemClock.now)).flatMap(Completion.init) else {
      return []
    }
    editor.insert(completion.inserted)
    drill?.use(.tab)
    return Completion.rows(completion.choices, columns: device.columns, atMost: max(3, device.rows - 4))
  }
}
