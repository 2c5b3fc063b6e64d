/// Whether texts carry the terminal's colours.
package struct Style: Hashable, Sendable {
  package var hasColour: Bool

  package init(hasColour: Bool) { self.hasColour = hasColour }

  package static let plain = Style(hasColour: false)
  package static let colour = Style(hasColour: true)

  package func bold(_ text: String) -> String { marked(text, "1") }
  package func faint(_ text: String) -> String { marked(text, "2") }
  package func good(_ text: String) -> String { marked(text, "32") }
  package func bad(_ text: String) -> String { marked(text, "31") }
  package func notable(_ text: String) -> String { marked(text, "33") }

  private func marked(_ text: String, _ code: String) -> String {
    hasColour ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
