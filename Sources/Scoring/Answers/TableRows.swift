import KubernetesModel
import Scenarios

/// The rows of a server's table, their cells by the names of the columns.
struct TableRows {
  /// Most rows are passed over: what nobody asks of them is not read.
  struct Row {
    let name: String
    let namespace: String
    fileprivate let object: JSONValue
    fileprivate let cells: [JSONValue]
    fileprivate let columns: [String]

    var labels: [String: String] { object.labels }

    /// - Parameter column: its plain name.
    func cell(_ column: String) -> String? {
      guard let index = columns.firstIndex(of: column), cells.indices.contains(index) else { return nil }
      return FieldPath.text(cells[index])
    }
  }

  let rows: [Row]

  init(_ table: JSONValue, place: RequestPlace) {
    let columns = (table["columnDefinitions"]?.arrayValue ?? []).map { Self.plain($0["name"]?.stringValue ?? "") }
    rows = (table["rows"]?.arrayValue ?? []).map { row in
      let cells = row["cells"]?.arrayValue ?? []
      let object = row["object"] ?? .null
      let (name, namespace) = (object.name, object.namespace)
      return Row(
        name: name.isEmpty ? cells.first.map(FieldPath.text) ?? "" : name,
        namespace: namespace.isEmpty ? place.namespace : namespace, object: object, cells: cells, columns: columns)
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
    let object = (row.cell("object") ?? "").split(separator: "/", maxSplits: 1).map(String.init)
    guard object.count == 2 else { return nil }
    reason = row.cell("reason") ?? ""
    message = row.cell("message") ?? ""
    kind = object[0]
    namespace = row.namespace
    name = object[1]
  }
}
