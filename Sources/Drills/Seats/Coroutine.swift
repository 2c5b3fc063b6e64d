import Dispatch
import Glibc
import Synchronization

/// A function that can stop in its middle and go on later. It has a thread of its own, but never runs at the same time as
/// whoever resumes it: they take turns, and what one wrote the other sees.
///
/// Whoever makes one resumes it until it is over: a thread waits for it until then.
final class Coroutine {
  private let thread: LineThread
  private let back = DispatchSemaphore(value: 0)
  private let ending: Ending
  var isOver: Bool { ending.hasCome }

  /// Whether the function is over. The function's thread says so before it gives the turn back.
  private final class Ending: @unchecked Sendable { var hasCome = false }

  /// Nil where the machine has no thread left. Nothing runs before the first `resume`.
  init?(_ body: @escaping () -> Void) {
    guard let thread = LineThread.idle() else { return nil }
    let ending = Ending()
    self.thread = thread
    self.ending = ending
    thread.take(
      LineThread.Work(
        body: {
          body()
          ending.hasCome = true
        }, end: back))
  }

  /// Lets the function go on until it stops again or is over.
  func resume() {
    guard !isOver else { return }
    thread.turn.signal()
    back.wait()
  }

  /// Stops the function, in which this is called, until it is resumed.
  func stop() {
    back.signal()
    thread.turn.wait()
  }
}

/// A thread on which lines run, one after the other.
private final class LineThread: @unchecked Sendable {
  struct Work {
    let body: () -> Void
    /// Is told when the body is done and gone.
    let end: DispatchSemaphore
  }

  /// That of a process's first thread: where those run who play alone.
  private static let stackSize = 8 << 20
  /// Threads that are kept for later.
  private static let idleLimit = 32
  private static let resting = Mutex<[LineThread]>([])

  let turn = DispatchSemaphore(value: 0)
  private var work: Work?

  static func idle() -> LineThread? { resting.withLock { $0.popLast() } ?? started() }

  /// What it does at its next turn.
  func take(_ work: Work) { self.work = work }

  private func run() {
    repeat {
      turn.wait()
      guard let end = finishWork() else { continue }
      let stays = rest()
      end.signal()
      if !stays { return }
    } while true
  }

  /// Whatever the work held is let go before its end is told.
  private func finishWork() -> DispatchSemaphore? {
    guard let work else { return nil }
    self.work = nil
    work.body()
    return work.end
  }

  private func rest() -> Bool {
    Self.resting.withLock { resting in
      guard resting.count < Self.idleLimit else { return false }
      resting.append(self)
      return true
    }
  }

  private static func started() -> LineThread? {
    var attributes = pthread_attr_t()
    guard pthread_attr_init(&attributes) == 0 else { return nil }
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setstacksize(&attributes, stackSize)
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    let thread = LineThread()
    let handed = Unmanaged.passRetained(thread)
    var identifier = pthread_t()
    let status = pthread_create(
      &identifier, &attributes,
      { argument in
        if let argument { Unmanaged<LineThread>.fromOpaque(argument).takeRetainedValue().run() }
        return nil
      }, handed.toOpaque())
    guard status == 0 else {
      handed.release()
      return nil
    }
    return thread
  }
}
