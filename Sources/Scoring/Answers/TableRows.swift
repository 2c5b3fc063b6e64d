import KubernetesModel
import Scenarios

/// The rows of a server's table, their cells by the names of the columns.
struct TableRows {
  struct Row {
    let name: String
    let namespace: String
    let labels: [String: String]
    /// By plain column name.
    let cells: [String: String]
  }

  let rows: [Row]

  init(_ table: JSONValue, place: RequestPlace) {
    let columns = (table["columnDefinitions"]?.arrayValue ?? []).map { Self.plain($0["name"]?.stringValue ?? "") }
    rows = (table["rows"]?.arrayValue ?? []).map { row in
      let cells = (row["cells"]?.arrayValue ?? []).map(FieldPath.text)
      let object = row["object"] ?? .null
      let name = object.name.isEmpty ? (cells.first ?? "") : object.name
      return Row(
        name: name, namespace: object.namespace.isEmpty ? place.namespace : object.namespace, labels: object.labels,
        cells: Dictionary(zip(columns, cells), uniquingKeysWith: { first, _ in first }))
    }
  }

  /// A column's name without the differences between what the server says and what kubectl prints.
  static func plain(_ column: String) -> String {
    column.lowercased().filter { $0 != " " && $0 != "_" && $0 != "-" }
  }
}

/// The parts of an event that show something.
struct EventFacts {
  let reason: String
  let message: String
  /// Of the object that the event is about. The kind may be in lower case.
  let kind: String
  let namespace: String
  let name: String

  static func all(in exchange: Exchange) -> [EventFacts] {
    switch exchange.content {
    case .object(let event): return [EventFacts(event)]
    case .objects(let events): return events.map(EventFacts.init)
    case .table(let table): return TableRows(table, place: exchange.place).rows.compactMap(EventFacts.init)
    case .text, .notFound, .nothing: return []
    }
  }

  private init(_ event: JSONValue) {
    let object = event["involvedObject"] ?? event["regarding"] ?? .null
    reason = event["reason"]?.stringValue ?? ""
    message = event["message"]?.stringValue ?? event["note"]?.stringValue ?? ""
    kind = object.kind
    namespace = object["namespace"]?.stringValue ?? ""
    name = object["name"]?.stringValue ?? ""
  }

  private init?(_ row: TableRows.Row) {
    let object = (row.cells["object"] ?? "").split(separator: "/", maxSplits: 1).map(String.init)
    guard object.count == 2 else { return nil }
    reason = row.cells["reason"] ?? ""
    message = row.cells["message"] ?? ""
    kind = object[0]
    namespace = row.namespace
    name = object[1]
  }
}
