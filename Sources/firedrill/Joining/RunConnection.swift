import Foundation
import HTTPClient
import KubernetesModel
import SimulationKernel
import Terminal

/// The player's connection to a run on a server: it comes about again by itself where it breaks off. Used from one thread,
/// which waits for the server here and nowhere else.
final class RunConnection {
  /// For how long a server that does not answer is tried again.
  private static let longestSilence = Duration.seconds(120)
  private static let longestPause = Duration.seconds(4)
  /// How long one attempt may take, while the player waits at the prompt.
  private static let attempt = Duration.seconds(2)

  let api: ServerAPI
  private(set) var feed: RunFeed
  /// Why it cannot be gone on with; nil while it can.
  private(set) var farewell: String?
  private let clock: () -> Instant
  private var stream: EventStream?
  /// Since when the server has not answered; nil while it does.
  private var silentSince: Instant?
  private var nextAttempt = Instant(microseconds: .min)
  private var pause = Duration.zero
  /// Whether the player was told that the server does not answer.
  private var isSilenceTold = false

  init(api: ServerAPI, feed: RunFeed, clock: @escaping () -> Instant = { SystemClock.now }) {
    self.api = api
    self.feed = feed
    self.clock = clock
  }

  /// Comes to a run at the player's seat.
  static func open(_ run: Int, on api: ServerAPI) throws(Failure) -> RunConnection {
    let value = try api.failing { () throws(WebProblem) in try api.get("/runs/\(run)") }
    guard let feed = RunFeed(value, at: SystemClock.now) else {
      throw Failure("\(api.address) says something of run \(run) that this version does not understand.")
    }
    return RunConnection(api: api, feed: feed)
  }

  var path: String { "/runs/\(feed.run)" }

  /// Where the run is found in a browser, and by `firedrill join`.
  var address: String { "\(api.address)/runs/\(feed.run)" }

  // MARK: What the server says

  /// Takes in what the server says, and waits for it as long as is said.
  func pump(within patience: Duration) -> [RunFeed.LineEvent] {
    guard farewell == nil, let stream = connected() else {
      if patience > .zero { Thread.sleep(forTimeInterval: patience / .seconds(1)) }
      return []
    }
    do {
      let events = try stream.read(within: patience).compactMap { feed.take($0, at: clock()) }
      if feed.needsNames { feed.takeNames((try? api.get(path, within: Self.attempt)) ?? .null) }
      return events
    } catch {
      self.stream = nil
      if !feed.isOver { lose(error) }
      return []
    }
  }

  /// Waits until the server has said how the seat stands, as it does first on every connection.
  func awaitState() {
    let end = clock() + Self.attempt
    repeat { _ = pump(within: .milliseconds(20)) } while !feed.isStateKnown && farewell == nil && clock() < end
  }

  /// The stream of events; nil while there is none.
  private func connected() -> EventStream? {
    if stream != nil || feed.isOver || clock() < nextAttempt { return stream }
    do {
      stream = try api.events(path + "/events", after: feed.lastID, within: Self.attempt)
      feed.isStateKnown = false
      if isSilenceTold { feed.tell("The server is there again.") }
      (silentSince, isSilenceTold, pause) = (nil, false, .zero)
    } catch {
      lose(error)
    }
    return stream
  }

  private func lose(_ problem: WebProblem) {
    let now = clock()
    if [404, 409].contains(problem.status), let value = try? api.get(path, within: Self.attempt) {
      feed.takeEnd(value, at: now)
      if feed.isOver { return }
    }
    if let status = problem.status, (400..<500).contains(status), status != 429 {
      farewell =
        status == 401
        ? "\(api.address): \(problem.reason). firedrill join \(address) signs you in again."
        : "\(api.address): \(problem.reason). The run cannot be gone on with from here."
      return
    }
    let since = silentSince ?? now
    // The first attempt comes at once: most often only the connection is gone.
    if silentSince != nil, !isSilenceTold {
      feed.tell("The server does not answer (\(problem.reason)). It is tried again; nothing that it took is lost.")
      isSilenceTold = true
    }
    silentSince = since
    nextAttempt = now + pause
    pause = min(Self.longestPause, max(.milliseconds(250), pause * 2))
    if now - since > Self.longestSilence {
      farewell =
        "\(api.address) has not answered for \(Self.longestSilence.components.seconds) s (\(problem.reason)). "
        + "Your run is kept there: firedrill join \(address) goes on once it is back."
    }
  }

  func takeNews() -> [String] { feed.takeNews() }

  /// Tells the player something between lines.
  func tell(_ news: String) { feed.tell(news) }

  // MARK: What the player says

  /// Tells the server what the player does; nil where it took that.
  func send(_ what: String, _ body: JSONValue = [:]) -> WebProblem? {
    do {
      try api.post(path + "/" + what, body)
      return nil
    } catch {
      return error
    }
  }
}
