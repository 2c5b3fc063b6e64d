import Leaderboard

/// Forms, with the token against forged ones in each.
enum Form {
  enum Style: String, Sendable {
    case plain, primary, quiet, danger
  }

  /// - Parameters:
  ///   - method: where it is not POST, which is all that browsers' forms know besides GET.
  ///   - then: the page that is shown when it went well, for a path of the API; nil where the path's own answer is a page.
  ///   - question: asked before it is sent, where scripts run.
  ///   - label: names the form for a screen reader, where no heading does.
  static func html(
    _ path: String, in frame: PageFrame, method: String? = nil, then: String? = nil, className: String = "form",
    question: String? = nil, label: String? = nil, _ body: HTML
  ) -> HTML {
    let other: HTML? = method.map { "<input type=\"hidden\" name=\"_method\" value=\"\($0)\">\n" }
    let next: HTML? = then.map { "<input type=\"hidden\" name=\"then\" value=\"\($0)\">\n" }
    let asked: HTML? = question.map { " data-confirm=\"\($0)\"" }
    let name: HTML? = label.map { " aria-label=\"\($0)\"" }
    return """
      <form method="post" action="\(path)" class="\(className)"\(asked)\(name)>
      <input type="hidden" name="csrf" value="\(frame.csrf)">
      \(other)\(next)\(body)</form>

      """
  }

  /// A form that is one button.
  static func button(
    _ path: String, _ label: String, in frame: PageFrame, method: String? = nil, then: String? = nil,
    style: Style = .plain, values: [(String, String)] = [], question: String? = nil, detail: String? = nil
  ) -> HTML {
    let hidden: [HTML] = values.map { "<input type=\"hidden\" name=\"\($0)\" value=\"\($1)\">\n" }
    let more: HTML? = detail.map { "<span class=\"away\"> \($0, limit: 400)</span>" }
    return html(
      path, in: frame, method: method, then: then, className: "inline", question: question,
      "\(hidden)<button class=\"\(style.rawValue)\">\(label)\(more)</button>\n")
  }

  static func submit(_ label: String, style: Style = .primary) -> HTML {
    "<p><button class=\"\(style.rawValue)\">\(label)</button></p>\n"
  }

  /// A line of input with its label.
  struct Field: Sendable {
    var name: String
    var label: String
    /// Its element's, where its name is not alone on the page.
    var id: String?
    var value: String = ""
    var type: String = "text"
    var hint: String?
    var autocomplete: String?
    var maximum: Int?
    var range: ClosedRange<Int>?
    var pattern: String?
    var isRequired: Bool = false
  }

  static func field(_ field: Field) -> HTML {
    let id = field.id ?? "f-" + field.name
    let hint: HTML? = field.hint.map { "<span class=\"hint\" id=\"\(id)-hint\">\($0)</span>\n" }
    let described: HTML? = field.hint.map { _ in " aria-describedby=\"\(id)-hint\"" }
    let completed: HTML? = field.autocomplete.map { " autocomplete=\"\($0)\"" }
    let longest: HTML? = field.maximum.map { " maxlength=\"\($0)\"" }
    let range: HTML? = field.range.map { " min=\"\($0.lowerBound)\" max=\"\($0.upperBound)\"" }
    let pattern: HTML? = field.pattern.map { " pattern=\"\($0)\"" }
    return """
      <p class="field"><label for="\(id)">\(field.label)</label>
      \(hint)<input id="\(id)" name="\(field.name)" type="\(field.type)" value="\(field.value)"\
      \(described)\(completed)\(longest)\(range)\(pattern)\(field.isRequired ? " required" : .empty)></p>

      """
  }

  /// - Parameter limit: bytes of the text that may be edited.
  static func area(
    _ name: String, _ label: String, _ text: String, hint: String? = nil, rows: Int = 5, limit: Int = 20_000,
    id: String? = nil
  )
    -> HTML
  {
    let id = id ?? "f-" + name
    let described: HTML? = hint.map { _ in " aria-describedby=\"\(id)-hint\"" }
    let words: HTML? = hint.map { "<span class=\"hint\" id=\"\(id)-hint\">\($0)</span>\n" }
    return """
      <p class="field"><label for="\(id)">\(label)</label>
      \(words)<textarea id="\(id)" name="\(name)" rows="\(rows)"\(described)>
      \(text, limit: limit)</textarea></p>

      """
  }

  /// - Parameter options: value and words of each.
  static func choice(
    _ name: String, _ label: String, _ options: [(String, String)], chosen: String? = nil, id: String? = nil
  )
    -> HTML
  {
    let id = id ?? "f-" + name
    let items: [HTML] = options.map { value, words in
      "<option value=\"\(value)\"\(value == chosen ? " selected" : .empty)>\(words, limit: 400)</option>\n"
    }
    return """
      <p class="field"><label for="\(id)">\(label)</label>
      <select id="\(id)" name="\(name)">
      \(items)</select></p>

      """
  }

  static func check(_ name: String, _ label: String, isOn: Bool) -> HTML {
    """
    <p class="field check"><label><input type="checkbox" name="\(name)" value="on"\(isOn ? " checked" : .empty)> \(label)</label></p>

    """
  }
}
