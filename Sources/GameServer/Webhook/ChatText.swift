/// Texts of people as Slack and Mattermost show them: as they are, calling nobody.
enum ChatText {
  /// A name, between backticks: nothing in it is a link, a mention or a format there.
  static func name(_ text: String) -> String { "`" + plain(text).replacing("`", with: "'") + "`" }

  /// A text whose lines and links may stay. An `@` that might call everybody becomes its wide twin.
  static func plain(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("@", with: "\u{FF20}")
  }
}
