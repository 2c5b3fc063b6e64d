import KubernetesModel

/// Prints tables; headers only when the columns change. Keeps widths from one flush to the next, as watches need it.
struct TablePrinter {
  struct Options {
    var isWide = false
    var hasHeaders = true
    var showsNamespace = false
    var showsLabels = false
    var labelColumns: [String] = []
    /// `deployment.apps`: goes before names when it is not empty.
    var kindPrefix = ""
  }

  let options: Options
  private var lastColumns: [ServerTable.Column] = []
  private var printedHeaders = false

  init(_ options: Options) {
    self.options = options
  }

  /// Writes a table. `event` (`ADDED`) makes it a line of a watch.
  mutating func print(_ table: ServerTable, event: String? = nil, to writer: inout TabWriter) {
    var table = table
    var hasHeaders = options.hasHeaders
    if printedHeaders, table.columns.isEmpty || table.columns == lastColumns { hasHeaders = false }
    if table.columns.isEmpty {
      table.columns = lastColumns
    } else if table.columns != lastColumns {
      lastColumns = table.columns
      printedHeaders = false
    }
    if !table.rows.isEmpty { printedHeaders = true }
    var columns = decoratedColumns(table.columns)
    if event != nil { columns.insert(ServerTable.Column(name: "Event", isName: false, priority: 0), at: 0) }
    let nameColumn = options.kindPrefix.isEmpty ? nil : table.columns.firstIndex(where: \.isName)
    if hasHeaders {
      if table.rows.isEmpty { return }
      writer.write(visible(columns.map { $0.name.uppercased() }, columns).joined(separator: "\t") + "\n")
    }
    for row in table.rows {
      var cells = decoratedCells(row, count: table.columns.count, nameColumn: nameColumn)
      if let event { cells.insert(Self.padded(event), at: 0) }
      writer.write(visible(cells, columns).joined(separator: "\t") + "\n")
    }
  }

  private func visible(_ texts: [String], _ columns: [ServerTable.Column]) -> [String] {
    zip(texts, columns).filter { options.isWide || $0.1.priority == 0 }.map(\.0)
  }

  private func decoratedColumns(_ columns: [ServerTable.Column]) -> [ServerTable.Column] {
    func plain(_ name: String) -> ServerTable.Column { ServerTable.Column(name: name, isName: false, priority: 0) }
    let labels = options.labelColumns.map { plain(String($0.split(separator: "/").last ?? "")) }
    return (options.showsNamespace ? [plain("Namespace")] : []) + columns + labels
      + (options.showsLabels ? [plain("Labels")] : [])
  }

  private func decoratedCells(_ row: ServerTable.Row, count: Int, nameColumn: Int?) -> [String] {
    var cells = row.cells
    if let nameColumn, nameColumn < cells.count { cells[nameColumn] = options.kindPrefix + "/" + cells[nameColumn] }
    if options.showsNamespace { cells.insert(row.object.namespace, at: 0) }
    guard !options.labelColumns.isEmpty || options.showsLabels else { return cells }
    let missing = count + (options.showsNamespace ? 1 : 0) - cells.count
    if missing > 0 { cells += [String](repeating: "", count: missing) }
    let labels = row.object.labels
    cells += options.labelColumns.map { labels[$0] ?? "" }
    if options.showsLabels { cells.append(row.object.metadata.isNull ? "" : LabelText.joined(labels)) }
    return cells
  }

  private static func padded(_ event: String) -> String {
    event + String(repeating: " ", count: max(0, 8 - event.utf8.count))
  }
}

/// Labels as one text.
enum LabelText {
  /// `app=web,tier=front`, or `<none>`.
  static func joined(_ labels: [String: String]) -> String {
    if labels.isEmpty { return "<none>" }
    return labels.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ",")
  }
}
