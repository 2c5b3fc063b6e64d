import ContainerShell
import Kubectl
import Scenarios
import SimulationKernel

/// A player's place at a drill: a shell with its files, a kubeconfig, and what goes on there. Who plays alone has number 0;
/// the seats of a shared drill count from 1.
final class Seat {
  /// What may be typed ahead of a program that reads it, in bytes and in pieces.
  private static let typedLimit = (bytes: 1 << 20, pieces: 10_000)

  let number: Int
  var shell: PlayerShell
  var kubeconfig: Kubeconfig
  /// The line before was not complete.
  var isContinuing = false
  /// What is known of a command whose end is still to be typed.
  var unfinished: LineObservation?

  // MARK: In a shared drill

  /// The line that runs.
  var line: SeatLine?
  /// When the last line ended.
  var lineEnded: Instant?
  var hasLeft = false
  /// Its player was told that the drill is over for everybody.
  var hasHeardTheEnd = false
  /// It has had a line.
  var hasBegun = false
  var events = SeatEvents()
  private var typed: [JournalEntry] = []
  private var typedCount = 0
  private var typedBytes = 0

  private let freshShell: PlayerShell

  init(_ number: Int, of scenario: Scenario, _ header: JournalHeader) {
    self.number = number
    kubeconfig = Kubeconfig(namespace: scenario.namespace)
    let played = header.version < 2 ? [] : GameCommand.played(inVersion: header.version).map(\.rawValue)
    freshShell = PlayerShell(
      environment: ["EDITOR": TerminalCommand.usualEditor], aliases: ["k": "kubectl"],
      hostCommands: TerminalCommand.names.union(["kubectl"] + played), at: header.calledAt,
      seed: header.seed &+ UInt64(clamping: number))
    shell = freshShell
  }

  /// A new shell over the same files, after `exit`.
  func renewShell() {
    let old = shell
    shell = freshShell
    shell.takeFiles(of: old)
  }

  func discardLines() {
    shell.discardUnfinished()
    isContinuing = false
    unfinished = nil
  }

  // MARK: Typing ahead

  func mayType(_ count: Int) -> Bool {
    typedBytes + count <= Self.typedLimit.bytes && typed.count - typedCount < Self.typedLimit.pieces
  }

  /// Keeps what was typed until a program reads it.
  func typeAhead(_ entry: JournalEntry) {
    typed.append(entry)
    typedBytes += entry.text.utf8.count
  }

  func takeTyped() -> JournalEntry? {
    guard typedCount < typed.count else { return nil }
    let entry = typed[typedCount]
    typedCount += 1
    typedBytes -= entry.text.utf8.count
    if typedCount == typed.count { discardTyped() }
    return entry
  }

  func discardTyped() { (typed, typedCount, typedBytes) = ([], 0, 0) }
}

/// The screen of a seat. What is typed there comes by itself.
final class SeatScreen: PlayerConsole {
  let isTerminal: Bool
  private let seat: Seat
  private let stage: Stage

  init(_ seat: Seat, of stage: Stage, isTerminal: Bool) {
    self.seat = seat
    self.stage = stage
    self.isTerminal = isTerminal
  }

  func write(_ bytes: [UInt8], isError: Bool) { seat.events.add(.output(bytes, isError: isError)) }

  func show(_ bytes: [UInt8], isError: Bool, at instant: Instant) {
    write(bytes, isError: isError)
    stage.mirror?(seat.number, bytes, isError, instant)
  }

  func keep(_ entry: JournalEntry) {}
  func readInput() -> [UInt8]? { nil }
  func edit(fileName: String, text: [UInt8]) -> [UInt8]? { nil }
}
