import Leaderboard

/// Links to the pages of what is too long for one.
enum PageLinks {
  /// Empty where there is one page.
  /// - Parameters:
  ///   - pages: how many there are, from 1.
  ///   - path: of a page.
  static func html(_ label: String, pages: Int, current: Int, path: (Int) -> String) -> HTML {
    guard pages > 1 else { return .empty }
    let links: [HTML] = (1...pages).map { page in
      "<li><a href=\"\(path(page))\"\(page == current ? " aria-current=\"page\"" : .empty)>\(page)</a></li>\n"
    }
    return "<nav aria-label=\"\(label)\" class=\"tabs\"><ul>\n\(links)</ul></nav>\n"
  }
}
