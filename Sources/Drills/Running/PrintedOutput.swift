import ContainerShell
import Kubectl

/// Passes on what a line prints, made harmless, and remembers it for the score.
final class PrintedOutput {
  /// Bytes that are remembered; nobody reads more.
  private static let limit = 4 << 20

  private let console: (any PlayerConsole)?
  private var kept: [UInt8] = []
  private var output = Sanitizer()
  private var errors = Sanitizer()

  init(console: (any PlayerConsole)?) { self.console = console }

  func show(_ piece: ProcessOutput) {
    write(piece.isError ? errors.visible(piece.bytes) : output.visible(piece.bytes), isError: piece.isError)
  }

  func end() {
    write(output.end(), isError: false)
    write(errors.end(), isError: true)
  }

  var text: String { String(decoding: kept, as: UTF8.self) }

  private func write(_ bytes: [UInt8], isError: Bool) {
    guard !bytes.isEmpty else { return }
    kept += bytes.prefix(max(0, Self.limit - kept.count))
    console?.write(bytes, isError: isError)
  }
}
