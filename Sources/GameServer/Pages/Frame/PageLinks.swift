import Leaderboard

/// Links to the pages of what is too long for one.
enum PageLinks {
  /// Empty where there is one page.
  /// - Parameter path: of a page.
  static func html(_ label: String, _ paging: Paging, path: (Int) -> String) -> HTML {
    guard paging.pageCount > 1 else { return .empty }
    let links: [HTML] = (1...paging.pageCount).map { page in
      "<li><a href=\"\(path(page))\"\(page == paging.page ? " aria-current=\"page\"" : .empty)>\(page)</a></li>\n"
    }
    return "<nav aria-label=\"\(label)\" class=\"tabs\"><ul>\n\(links)</ul></nav>\n"
  }
}
