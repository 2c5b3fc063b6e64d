import KubernetesModel
import SimulationKernel

/// How objects of one resource are shown as rows of a table.
struct TablePrinter: Sendable {
  struct Column: Sendable {
    let name: String
    let type: String
    let format: String
    /// 1 for what only `-o wide` shows.
    let priority: Int
  }

  let columns: [Column]
  let cells: @Sendable (_ object: JSONValue, _ now: Instant) -> [JSONValue]

  /// `columns` as in `Name:string/name Ready:string +IP:string`: underscores stand for spaces, a plus before columns of
  /// `-o wide`.
  init(_ columns: String, cells: @escaping @Sendable (_ object: JSONValue, _ now: Instant) -> [JSONValue]) {
    self.columns = columns.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(Self.column)
    self.cells = cells
  }

  /// What a CustomResourceDefinition wants to have shown, after the name.
  init(custom: CustomKind) {
    columns =
      [Column(name: "Name", type: "string", format: "name", priority: 0)]
      + custom.columns.map { Column(name: $0.name, type: $0.type, format: $0.format, priority: $0.priority) }
    cells = { object, now in
      [.string(object.name)]
        + custom.columns.map { column in
          let value = (try? column.path?.results(in: object))?.first?.first ?? .null
          if value.isNull { return .null }
          if column.type == "date" { return .string(object.since(value, now)) }
          return column.type == "string" ? .string(JSONPath.text(value)) : value
        }
    }
  }

  private static func column(_ text: Substring) -> Column {
    let isWide = text.hasPrefix("+")
    let halves = (isWide ? text.dropFirst() : text).split(separator: ":", maxSplits: 1)
    let type = (halves.last ?? "").split(separator: "/", maxSplits: 1).map(String.init)
    return Column(
      name: String((halves.first ?? "").map { $0 == "_" ? " " : $0 }), type: type.first ?? "string",
      format: type.count > 1 ? type[1] : "", priority: isWide ? 1 : 0)
  }

  var definitions: JSONValue {
    .array(
      columns.map {
        [
          "name": .string($0.name), "type": .string($0.type), "format": .string($0.format), "description": "",
          "priority": JSONValue($0.priority),
        ]
      })
  }

  /// What kinds without a printer of their own show.
  static let plain = TablePrinter("Name:string/name Created_At:date") { object, _ in
    [.string(object.name), object.at("metadata", "creationTimestamp") ?? .null]
  }

  static let nameAndAge = TablePrinter("Name:string/name Age:string") { object, now in
    [.string(object.name), .string(object.age(now))]
  }
}

extension JSONValue {
  func text(_ path: String...) -> String { at(path[...])?.stringValue ?? "" }
  // One key and two are usual, and need no array.
  func text(_ key: String) -> String { self[key]?.stringValue ?? "" }
  func text(_ first: String, _ second: String) -> String { at(first, second)?.stringValue ?? "" }
  func integer(_ path: String...) -> Int64 { at(path[...])?.intValue ?? 0 }
  func list(_ path: String...) -> [JSONValue] { at(path[...])?.arrayValue ?? [] }

  /// The age of an object, as a cell.
  func age(_ now: Instant) -> String { since(at("metadata", "creationTimestamp"), now) }

  /// The time since a timestamp; `<unknown>` where there is none.
  func since(_ timestamp: JSONValue?, _ now: Instant) -> String {
    guard let start = timestamp?.stringValue.flatMap({ Instant(rfc3339: $0) }) else { return "<unknown>" }
    return (now - start).humanText
  }
}

extension String {
  func ifEmpty(_ other: String) -> String { isEmpty ? other : self }
}

/// The names and images of a pod specification's containers, joined as cells.
func containerCells(_ spec: JSONValue?) -> [JSONValue] {
  let containers = spec?.list("containers") ?? []
  return [
    .string(containers.map { $0.text("name") }.joined(separator: ",")),
    .string(containers.map { $0.text("image") }.joined(separator: ",")),
  ]
}

/// A label selector as a cell.
func selectorCell(_ selector: JSONValue?) -> JSONValue {
  .string(LabelSelector.text(of: selector).ifEmpty("<none>"))
}

/// A map of strings as a cell: `a=b,c=d`.
func labelsText(_ labels: JSONValue?) -> String {
  (labels?.objectValue?.members ?? []).map { "\($0.key)=\($0.value.stringValue ?? "")" }.joined(separator: ",")
    .ifEmpty("<none>")
}
