import KubernetesModel

/// A `Table` as the server answers it.
struct ServerTable {
  struct Column: Equatable {
    let name: String
    let isName: Bool
    /// Not 0 for columns that only `-o wide` shows.
    let priority: Int64
  }

  struct Row {
    var cells: [String]
    let object: JSONValue
  }

  var columns: [Column]
  var rows: [Row]

  /// nil when `object` is no table.
  init?(_ object: JSONValue) {
    guard object.kind == "Table", object.apiVersion.hasPrefix("meta.k8s.io/") else { return nil }
    columns = (object["columnDefinitions"]?.arrayValue ?? []).map { column in
      Column(
        name: column["name"]?.stringValue ?? "",
        isName: column["format"]?.stringValue == "name" && column["type"]?.stringValue == "string",
        priority: column["priority"]?.intValue ?? 0)
    }
    rows = (object["rows"]?.arrayValue ?? []).map { row in
      Row(cells: (row["cells"]?.arrayValue ?? []).map(Self.text), object: row["object"] ?? .null)
    }
  }

  /// What a server that makes no tables answers, with the two columns that every object has.
  init(objects: [JSONValue], age: (JSONValue) -> String) {
    columns = [Column(name: "Name", isName: true, priority: 0), Column(name: "Age", isName: false, priority: 0)]
    rows = objects.map { Row(cells: [$0.name, age($0)], object: $0) }
  }

  /// A cell as Go prints it. Line breaks end what is shown.
  private static func text(_ cell: JSONValue) -> String {
    let text: String
    switch cell {
    case .null: return ""
    case .string(let value): text = value
    default: text = GoText.value(cell)
    }
    guard let end = text.utf8.firstIndex(where: { $0 == 0x0A || $0 == 0x0D || $0 == 0x0C }) else {
      return text.escapedForTerminal
    }
    return String(text[..<end]).escapedForTerminal + "..."
  }
}
