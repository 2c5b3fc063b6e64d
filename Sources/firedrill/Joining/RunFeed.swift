import Drills
import HTTPClient
import KubernetesModel
import SimulationKernel
import Terminal

/// What is known of a run that a server hosts, from what it says: a value, so that tests need no server.
struct RunFeed {
  /// How the player's seat stands.
  enum Input: String {
    case ready, continuation, running, reading, editing
    /// The player left the run to the others.
    case left
    case over
  }

  /// What the line that runs wants, or how it ended.
  enum LineEvent: Hashable {
    case output([UInt8], isError: Bool)
    case wantsInput
    case wantsEdit(fileName: String, text: [UInt8])
    /// A line was taken at the seat, from whichever window.
    case line(String)
    case done(status: Int)
    case prompt(Input)
    /// The connection is new, and the seat stands like that.
    case state(Input)
  }

  let run: Int
  private(set) var view: DrillView
  /// When the view came, by the player's clock.
  private(set) var viewedAt: Instant
  /// The competition is paused, and the run's clock with it.
  private var stands = false
  private(set) var input = Input.ready
  private(set) var namespace: String
  private(set) var seat: Int
  private(set) var names: [Int: String] = [:]
  private(set) var steps: [TeamStep] = []
  private(set) var isOver = false
  /// Whether the server has said how the seat stands since the connection came about.
  var isStateKnown = false
  /// Of the last event that had one.
  private(set) var lastID = ""
  /// Somebody did something whose name is not known yet.
  private(set) var needsNames = false
  private var news: [String] = []

  /// Of steps the newest are kept.
  private static let stepLimit = 200

  /// - Parameter value: what `GET runs/{run}` says; nil where that is not understood.
  init?(_ value: JSONValue, at wall: Instant) {
    guard let run = value["run"]?.number, let view = value["view"]?.decoded(DrillView.self) else { return nil }
    self.run = run
    self.view = view
    viewedAt = wall
    namespace = ServerOutput.line(view.namespace)
    seat = value["seat"]?.number ?? 0
    takeNames(value)
    input = value["input"]?.stringValue.flatMap(Input.init) ?? .ready
    isOver = view.isOver || value["state"]?.stringValue == "over"
    for activity in value["activity"]?.arrayValue ?? [] { _ = takeStep(activity) }
  }

  /// - Parameter value: what `GET runs/{run}` says.
  mutating func takeNames(_ value: JSONValue) {
    needsNames = false
    for entry in value["seats"]?.arrayValue ?? [] {
      guard let seat = entry["seat"]?.number else { continue }
      names[seat] = entry["name"]?.stringValue ?? ""
    }
  }

  // MARK: Events

  /// Takes in an event; what the line that runs has to know is handed on.
  mutating func take(_ event: ServerSentEvent, at wall: Instant) -> LineEvent? {
    if !event.id.isEmpty { lastID = event.id }
    let data = (try? JSONParser.parse(event.data)) ?? .null
    switch event.name {
    case "output": return output(data)
    case "wantsInput":
      input = .reading
      return .wantsInput
    case "wantsEdit":
      input = .editing
      return Self.edit(data)
    case "line": return data["text"]?.stringValue.map { .line($0) }
    case "done": return .done(status: data["status"]?.number ?? 0)
    case "prompt":
      input = data["input"]?.stringValue.flatMap(Input.init) ?? .ready
      if let namespace = data["namespace"]?.stringValue { self.namespace = ServerOutput.line(namespace) }
      return .prompt(input)
    case "state": return takeState(data)
    case "view":
      guard let view = data.decoded(DrillView.self) else { return nil }
      (self.view, viewedAt) = (view, wall)
      if view.isOver { isOver = true }
    case "clock":
      view.elapsedSeconds = seconds(at: wall)
      (viewedAt, stands) = (wall, data["stands"]?.boolValue ?? false)
    case "activity": takeActivity(data)
    case "over":
      isOver = true
      // Also where its time was up, and not the incident.
      view.isOver = true
    case "notice": if let text = data["text"]?.stringValue { tell(text) }
    // What a later server says besides.
    default: break
    }
    return nil
  }

  private func output(_ data: JSONValue) -> LineEvent? {
    guard let bytes = data["data"]?.stringValue.flatMap(Base64.decode), !bytes.isEmpty else { return nil }
    return .output(bytes, isError: data["error"]?.boolValue ?? false)
  }

  private static func edit(_ data: JSONValue) -> LineEvent {
    .wantsEdit(
      fileName: data["fileName"]?.stringValue ?? "text",
      text: data["text"]?.stringValue.flatMap(Base64.decode) ?? [])
  }

  private mutating func takeState(_ data: JSONValue) -> LineEvent? {
    isStateKnown = true
    input = data["input"]?.stringValue.flatMap(Input.init) ?? input
    if let namespace = data["namespace"]?.stringValue { self.namespace = ServerOutput.line(namespace) }
    switch input {
    case .reading: return .wantsInput
    case .editing: return data["edit"].map(Self.edit)
    default: return .state(input)
    }
  }

  // MARK: The team

  private mutating func takeActivity(_ data: JSONValue) {
    guard let step = takeStep(data), data["seat"]?.number != seat else { return }
    tell("\(step.name): \(step.line)" + step.facts.map { "\n  + " + $0 }.joined())
  }

  /// A line that shows more later is told again.
  /// - Returns: what is new.
  private mutating func takeStep(_ value: JSONValue) -> TeamStep? {
    guard let line = value["line"]?.stringValue, let seconds = value["seconds"]?.number else { return nil }
    let seat = value["seat"]?.number ?? 0
    let facts = (value["evidence"]?.arrayValue ?? []).compactMap(\.stringValue)
    if names[seat] == nil { needsNames = true }
    let name = seat == self.seat ? "you" : value["name"]?.stringValue ?? names[seat] ?? "seat \(seat)"
    let step = TeamStep(name: name, seconds: seconds, line: line, facts: facts)
    if let index = steps.lastIndex(where: { ($0.name, $0.seconds, $0.line) == (name, seconds, line) }) {
      guard steps[index].facts != facts else { return nil }
      steps[index] = step
    } else {
      steps.append(step)
      if steps.count > Self.stepLimit { steps.removeFirst() }
    }
    return step
  }

  /// What everybody did; nothing where the player is the only one.
  var teamSteps: [TeamStep] { names.count > 1 ? steps : [] }

  // MARK: News

  mutating func tell(_ text: String) {
    news += text.split(whereSeparator: \.isNewline).map { ServerOutput.line(String($0)) }
  }

  mutating func takeNews() -> [String] {
    defer { news = [] }
    return news
  }

  // MARK: The end

  /// The run came to its end while there was no connection.
  /// - Parameter value: what `GET runs/{run}` says.
  mutating func takeEnd(_ value: JSONValue, at wall: Instant) {
    guard let now = RunFeed(value, at: wall), now.isOver else { return }
    (view, viewedAt, isOver, input, steps) = (now.view, wall, true, .over, now.steps)
  }

  // MARK: Time

  /// Simulated seconds since the call, by the player's clock.
  func seconds(at wall: Instant) -> Int {
    let passed = isOver || stands ? 0 : max(0, (wall - viewedAt).components.seconds)
    return max(0, view.elapsedSeconds) + Int(clamping: passed)
  }
}
