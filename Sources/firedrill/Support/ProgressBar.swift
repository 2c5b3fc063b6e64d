import Terminal

/// How far a long command has come, in one line of a terminal; nothing where output goes elsewhere.
struct ProgressBar {
  private static let width = 24
  private static let erase = "\r\u{1B}[K"

  private let device = TerminalDevice()
  private let isShown: Bool

  init(isWanted: Bool) { isShown = isWanted && device.outputIsTerminal }

  /// - Parameter share: between 0 and 1.
  func show(_ share: Double, _ text: String) {
    guard isShown else { return }
    let filled = Int((Double(Self.width) * min(1, max(0, share))).rounded())
    let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: Self.width - filled)
    let line = "[\(bar)] \(text)"
    device.write(Self.erase + line.prefix(max(Self.width, device.columns - 1)))
  }

  func clear() { if isShown { device.write(Self.erase) } }
}
