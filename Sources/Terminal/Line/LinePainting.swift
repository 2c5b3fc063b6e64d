/// A line on a terminal while it is edited.
struct LinePainting {
  private let device: TerminalDevice
  private let prompt: StyledText
  private let commands: Set<String>?
  private var renderer: LineRenderer

  /// - Parameter commands: the names of commands, for the colours.
  init(on device: TerminalDevice, prompt: StyledText, commands: Set<String>?) {
    self.device = device
    self.prompt = prompt
    self.commands = device.wantsColour ? commands : nil
    renderer = LineRenderer(hasColour: device.wantsColour)
  }

  private var room: Int { max(1, device.rows - 1) }

  private func text(_ prompt: StyledText, _ buffer: LineBuffer) -> TypedText {
    TypedText(prompt: prompt, buffer: buffer, columns: device.columns, commands: commands)
  }

  mutating func show(_ editor: LineEditor) {
    let prompt = editor.searchPrompt.map { StyledText($0) } ?? prompt
    device.write(renderer.draw(text(prompt, editor.buffer).limited(to: room), columns: device.columns))
  }

  /// Leaves the whole text standing, longer than the screen though it may be, and goes on below it.
  mutating func finish(_ editor: LineEditor, with mark: String = "") {
    let whole = text(prompt, LineBuffer(editor.buffer.text))
    if whole.rows.count > room { device.write(renderer.startOver()) }
    device.write(renderer.draw(whole, columns: device.columns) + mark + renderer.finish())
  }

  /// Writes lines below the text.
  mutating func write(_ lines: [String], below editor: LineEditor) {
    finish(editor)
    device.write(lines.joined(separator: "\r\n") + "\r\n")
  }

  mutating func clearScreen() {
    renderer = LineRenderer(hasColour: device.wantsColour)
    device.write("\u{1B}[H\u{1B}[2J")
  }
}
