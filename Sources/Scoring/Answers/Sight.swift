import APIServer
import KubernetesModel
import Scenarios
import SimulationKernel

/// Looks into one answer for what a fact's probes want to see.
struct Sight {
  enum Outcome: Hashable {
    /// When it was printed; nil where that is not known, and is when the answer came.
    case shown(Instant?)
    /// The answer held it, but it was not printed: sent to a file, or filtered away. These words would show it.
    case fetched(String)
    case nothing
  }

  let answer: Answer
  let exchanges: [Exchange]
  /// The cluster's state, in which labels are looked up of objects that an answer only names.
  let api: APIServer
  /// The screen's lines without the blanks around them, where a describer asks for them.
  private let describedLines: Set<String>

  init(answer: Answer, api: APIServer) {
    self.answer = answer
    self.api = api
    exchanges = answer.exchanges.filter(\.isShown)
    let lines = answer.describer == nil ? [] : answer.screen?.lines ?? []
    describedLines = Set(lines.map { $0.text.trimmingBlanks() })
  }

  func outcome(of probe: Probe) -> Outcome {
    switch probe {
    case .field(let object, let path, let test): field(object, path, test)
    case .cell(let object, let column, let test): cell(object, column, test)
    case .event(let object, let reason, let test): event(object, reason, test)
    case .log(let pod, let test): text(ofPod: pod, ["log"], test)
    case .output(let pod, let test): text(ofPod: pod, ["exec", "attach", "portforward"], test)
    case .connection(let connection): self.connection(connection)
    case .absence(let object): absence(object)
    case .relation: .nothing
    }
  }

  /// The best outcome of several: the one that was shown first.
  func best(_ outcomes: [Outcome]) -> Outcome {
    var best = Outcome.nothing
    for outcome in outcomes {
      switch (best, outcome) {
      case (.shown(let first), .shown(let instant)):
        if (instant ?? .distantPast) < (first ?? .distantPast) { best = outcome }
      case (_, .shown), (.nothing, .fetched): best = outcome
      default: break
      }
    }
    return best
  }

  private func printed(_ value: String, of field: String) -> Outcome {
    guard let screen = answer.screen else { return .shown(nil) }
    return screen.line(showing: value, of: field).map { .shown($0.instant) } ?? .fetched(value)
  }

  /// Whether a text stands on the screen.
  private func printed(part: String) -> Outcome {
    guard let screen = answer.screen else { return .shown(nil) }
    return screen.line(containing: part).map { .shown($0.instant) } ?? .fetched(part)
  }

  // MARK: Fields

  private func field(_ reference: ObjectReference, _ path: FieldPath, _ test: ValueTest) -> Outcome {
    best(
      exchanges.filter { $0.isSuccess && $0.place.resource == reference.resource }.flatMap { exchange in
        readableObjects(exchange).filter { matches(reference, $0, exchange) }.map { object in
          // What a row does not say is not shown to be absent.
          if case .table = exchange.content, test == .absent { return .nothing }
          return fieldOutcome(path.texts(in: visible(object, in: exchange)), path, test, of: object, exchange)
        }
      })
  }

  private func fieldOutcome(
    _ values: [String], _ path: FieldPath, _ test: ValueTest, of object: JSONValue, _ exchange: Exchange
  ) -> Outcome {
    if test == .absent {
      guard values.isEmpty else { return .nothing }
      guard let screen = answer.screen else { return .shown(nil) }
      return screen.line(showing: object.name).map { .shown($0.instant) } ?? .nothing
    }
    return best(
      values.filter(test.passes).map { value in
        let outcome = printed(test.witness(in: value), of: path.lastName)
        guard case .fetched = outcome, let line = describedLine(path, of: object, in: exchange, as: value) else {
          return outcome
        }
        return .shown(line.instant)
      })
  }

  /// The printed line in which describe says a field in a form of its own.
  private func describedLine(
    _ path: FieldPath, of object: JSONValue, in exchange: Exchange, as value: String
  ) -> Screen.Line? {
    guard let describer = answer.describer, let screen = answer.screen, !screen.lines.isEmpty else { return nil }
    let lines = describer.lines(
      of: describedLines, saying: path, of: object, in: exchange.place.resource, as: value)
    return screen.lines.first { lines.contains($0.text.trimmingBlanks()) }
  }

  /// The whole objects of an answer that a person reads; of a table's rows their metadata.
  private func readableObjects(_ exchange: Exchange) -> [JSONValue] {
    switch exchange.content {
    case .object(let object): return [object]
    case .objects(let objects): return answer.isTooLongToRead ? [] : objects
    case .table(let table): return (table["rows"]?.arrayValue ?? []).compactMap { $0["object"] }
    case .text, .notFound, .nothing: return []
    }
  }

  /// Of a row's object, which a table does not print, what the row says; where there is a screen, that decides.
  private func visible(_ object: JSONValue, in exchange: Exchange) -> JSONValue {
    guard answer.screen == nil, case .table = exchange.content else { return object }
    return ["metadata": ["name": .string(object.name), "namespace": .string(object.namespace)]]
  }

  private func matches(_ reference: ObjectReference, _ object: JSONValue, _ exchange: Exchange) -> Bool {
    reference.matches(
      exchange.place.resource, namespace: object.namespace, name: object.name, labels: object.labels)
  }

  // MARK: Tables

  private func cell(_ reference: ObjectReference, _ column: String, _ test: ValueTest) -> Outcome {
    best(
      exchanges.flatMap { exchange -> [Outcome] in
        guard exchange.place.resource == reference.resource, case .table(let json) = exchange.content else { return [] }
        let rows = TableRows(json, place: exchange.place).rows
        let names = rows.map(\.name)
        return rows.filter { row in
          reference.matches(
            exchange.place.resource, namespace: row.namespace, name: row.name, labels: row.labels)
        }.map { cellOutcome($0, column, test, among: names) }
      })
  }

  /// - Parameter names: of all rows: a line that names one of them does not speak of another.
  private func cellOutcome(
    _ row: TableRows.Row, _ column: String, _ test: ValueTest, among names: [String]
  ) -> Outcome {
    guard let value = row.cell(TableRows.plain(column)), test.passes(value) else { return .nothing }
    guard let screen = answer.screen else { return .shown(nil) }
    let shown = value.isEmpty ? "<none>" : value
    if let line = screen.line(showing: row.name, and: shown) { return .shown(line.instant) }
    guard shown.utf8.count > 3, let line = screen.line(showing: shown, withoutAnyOf: names) else {
      return .fetched(shown)
    }
    return .shown(line.instant)
  }

  // MARK: Events

  private func event(_ reference: ObjectReference, _ reason: String, _ test: ValueTest) -> Outcome {
    guard let definition = ResourceDefinition.builtIn.first(where: { $0.groupResource == reference.resource }) else {
      return .nothing
    }
    let kind = definition.kind.lowercased()
    return best(
      exchanges.filter { $0.place.isEvents }.flatMap { exchange in
        EventFacts.all(in: exchange).filter { event in
          (reason.isEmpty || event.reason == reason) && event.kind.lowercased() == kind
            && isAbout(reference, event) && test.passes(event.message)
        }.map { eventOutcome($0, reason, test) }
      })
  }

  private func eventOutcome(_ event: EventFacts, _ reason: String, _ test: ValueTest) -> Outcome {
    printed(part: test == .exists ? event.reason : test.witness(in: event.message))
  }

  private func isAbout(_ reference: ObjectReference, _ event: EventFacts) -> Bool {
    reference.matches(
      reference.resource, namespace: event.namespace, name: event.name,
      labels: api.get(reference.resource, namespace: event.namespace, event.name)?.value.labels ?? [:])
  }

  // MARK: Logs and commands in containers

  private func text(ofPod pod: ObjectReference?, _ subresources: [String], _ test: ValueTest) -> Outcome {
    best(
      exchanges.filter { subresources.contains($0.place.subresource) && isOf(pod, $0) }.flatMap {
        exchange -> [Outcome] in
        guard case .text(let text) = exchange.content else { return [] }
        return text.split(separator: "\n").map(String.init).filter(test.passes).prefix(20).map {
          printed(part: test.witness(in: $0))
        }
      })
  }

  private func isOf(_ pod: ObjectReference?, _ exchange: Exchange) -> Bool {
    guard let pod else { return true }
    let place = exchange.place
    return pod.matches(
      place.resource, namespace: place.namespace, name: place.name,
      labels: api.get(place.resource, namespace: place.namespace, place.name)?.value.labels ?? [:])
  }

  // MARK: What is not there

  private func absence(_ reference: ObjectReference) -> Outcome {
    let shown = exchanges.contains { exchange in
      guard exchange.place.resource == reference.resource else { return false }
      if let name = reference.name, exchange.place.name == name {
        guard exchange.place.namespace == reference.namespace, case .notFound = exchange.content else { return false }
        return answer.screen.map { $0.line(containing: "not found") != nil && $0.line(containing: name) != nil } ?? true
      }
      return listsWithout(reference, exchange)
    }
    return shown ? .shown(answer.screen?.lines.last?.instant) : .nothing
  }

  /// A list that would hold the object if it were there, of which the rest was printed.
  private func listsWithout(_ reference: ObjectReference, _ exchange: Exchange) -> Bool {
    let place = exchange.place
    guard exchange.isSuccess, place.isList, place.namespace.isEmpty || place.namespace == reference.namespace,
      isWideEnough(exchange.request, reference)
    else { return false }
    let names: [String]
    switch exchange.content {
    case .table(let table):
      let rows = TableRows(table, place: place).rows
      guard !rows.contains(where: { isMeant(reference, $0.namespace, $0.name, $0.labels) }) else { return false }
      names = rows.filter { $0.namespace == reference.namespace }.map(\.name)
    case .objects(let objects):
      guard !objects.contains(where: { isMeant(reference, $0.namespace, $0.name, $0.labels) }) else { return false }
      names = objects.filter { $0.namespace == reference.namespace }.map(\.name)
    default: return false
    }
    guard let screen = answer.screen else { return true }
    if let name = reference.name, screen.commandLine.contains(name) { return true }
    if names.isEmpty { return screen.line(containing: "No resources found") != nil }
    return names.allSatisfy { screen.line(showing: $0) != nil }
  }

  private func isMeant(_ reference: ObjectReference, _ namespace: String, _ name: String, _ labels: [String: String])
    -> Bool
  {
    reference.matches(reference.resource, namespace: namespace, name: name, labels: labels)
  }

  /// A list with selectors shows an absence only when it selects by the very labels that are meant.
  private func isWideEnough(_ request: APIRequest, _ reference: ObjectReference) -> Bool {
    guard request.parameter("fieldSelector") == nil else { return false }
    guard let selector = request.parameter("labelSelector"), !selector.isEmpty else { return true }
    let labels = selector.split(separator: ",").map { $0.replacing("==", with: "=") }
    return reference.name == nil && Set(labels) == Set(reference.labels.map { $0.key + "=" + $0.value })
  }
}
