/// Rows cut into pages, which count from 1.
package struct Paging: Hashable, Sendable {
  /// Rows on a page; 1 or more.
  private let size: Int
  /// 1 or more: what has no rows has an empty page.
  package let pageCount: Int
  /// The page that is shown.
  package let page: Int

  /// - Parameter wanted: as a reader asks for it; the nearest page there is instead of what is none.
  package init(of count: Int, size: Int, wanted: String? = nil) {
    self.size = size
    pageCount = max(1, (count + size - 1) / size)
    page = min(max(1, wanted.flatMap { Int($0) } ?? 1), pageCount)
  }

  /// The page on which a row is, of which the first is 0.
  package func page(ofRow index: Int) -> Int { index / size + 1 }

  /// Those of all rows that are on the page.
  package func cut<Row>(_ rows: [Row]) -> ArraySlice<Row> { rows.dropFirst((page - 1) * size).prefix(size) }
}
