/// Inline SVG: a picture with words for who cannot see it. Colours are classes of `ReportStyle`.
package enum Picture {
  /// - Parameters:
  ///   - id: names it on its page.
  ///   - size: attributes that say how large it is.
  static func svg(id: String, title: String, description: String, size: String, className: String = "", _ body: String)
    -> String
  {
    """
    <svg class="\(className)" \(size) role="img" aria-labelledby="\(id)-t \(id)-d">
    <title id="\(id)-t">\(Markup.text(title))</title>
    <desc id="\(id)-d">\(Markup.text(description))</desc>
    \(body)</svg>

    """
  }

  /// A share of a width, in percent with one digit.
  static func percent(_ share: Double) -> String {
    let tenths = Int((min(1, max(0, share)) * 1000).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)%" : "\(tenths / 10).\(tenths % 10)%"
  }
}
