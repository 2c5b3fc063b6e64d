import ContainerShell
import Kubectl
import SimulationKernel

/// Passes on what a line prints, made harmless, and remembers it for the score; not what the game says.
final class PrintedOutput {
  /// Bytes that are remembered; nobody reads more.
  private static let limit = 4 << 20

  private let console: (any PlayerConsole)?
  /// What was printed, piece by piece, and when.
  private(set) var pieces: [(bytes: [UInt8], instant: Instant)] = []
  private var kept = 0
  /// How many pieces were taken.
  private var taken = 0
  private var output = Sanitizer()
  private var errors = Sanitizer()

  /// Is called when there is more than is remembered.
  var didFill: () -> Void = {}

  /// Cuts off what does not fit; nil where all is shown.
  private(set) var window: OutputWindow?

  init(console: (any PlayerConsole)?, window: OutputWindow? = nil) {
    self.console = console
    self.window = window
  }

  func show(_ piece: ProcessOutput, at instant: Instant) {
    write(piece.isError ? errors.visible(piece.bytes) : output.visible(piece.bytes), piece.isError, at: instant)
  }

  func show(_ reply: GameReply, at instant: Instant) {
    console?.tell(Array(reply.text.utf8), isError: reply.isError, at: instant)
  }

  func end(at instant: Instant) {
    write(output.end(), false, at: instant)
    write(errors.end(), true, at: instant)
  }

  /// What was printed since this was last asked.
  func takeNew() -> [(bytes: [UInt8], instant: Instant)] {
    defer { taken = pieces.count }
    return Array(pieces.dropFirst(taken))
  }

  private func write(_ bytes: [UInt8], _ isError: Bool, at instant: Instant) {
    let bytes = window?.seen(bytes) ?? bytes
    guard !bytes.isEmpty else { return }
    let room = max(0, Self.limit - kept)
    keep(bytes.prefix(room), at: instant)
    if bytes.count > room { didFill() }
    console?.show(bytes, isError: isError, at: instant)
  }

  private func keep(_ bytes: ArraySlice<UInt8>, at instant: Instant) {
    kept += bytes.count
    if pieces.count > taken, pieces.last?.instant == instant {
      pieces[pieces.count - 1].bytes += bytes
    } else if !bytes.isEmpty {
      pieces.append((Array(bytes), instant))
    }
  }
}
