/// One line of text whose parts look different.
package struct StyledText: Hashable, Sendable {
  package struct Piece: Hashable, Sendable {
    package var text: String
    package var look: Look
  }

  package private(set) var pieces: [Piece]
  /// In columns.
  package private(set) var width: Int

  package init(_ text: String = "", _ look: Look = .plain) {
    pieces = text.isEmpty ? [] : [Piece(text: text, look: look)]
    width = DisplayWidth.of(text)
  }

  package var isEmpty: Bool { pieces.isEmpty }
  /// Without looks.
  package var plain: String { pieces.map(\.text).joined() }

  package mutating func append(_ text: String, _ look: Look = .plain) {
    guard !text.isEmpty else { return }
    width += DisplayWidth.of(text)
    if let last = pieces.last, last.look == look {
      pieces[pieces.count - 1].text += text
    } else {
      pieces.append(Piece(text: text, look: look))
    }
  }

  package mutating func append(_ other: StyledText) {
    for piece in other.pieces { append(piece.text, piece.look) }
  }

  package static func + (left: StyledText, right: StyledText) -> StyledText {
    var sum = left
    sum.append(right)
    return sum
  }

  /// How much of the beginning, in characters and in columns, another text has in common with it, looks and all.
  package func prefix(sharedWith other: StyledText) -> (count: Int, width: Int) {
    let (own, others) = (characters, other.characters)
    var shared = (count: 0, width: 0)
    for (left, right) in zip(own, others) {
      guard left == right else { break }
      shared = (shared.count + 1, shared.width + DisplayWidth.of(left.character))
    }
    return shared
  }

  private struct StyledCharacter: Hashable {
    var character: Character
    var look: Look
  }

  private var characters: [StyledCharacter] {
    pieces.flatMap { piece in piece.text.map { StyledCharacter(character: $0, look: piece.look) } }
  }

  /// Without its first characters.
  package func dropFirst(_ count: Int) -> StyledText {
    var rest = StyledText()
    for character in characters.dropFirst(count) { rest.append(String(character.character), character.look) }
    return rest
  }

  /// The same text, each part changed in its look.
  package func looking(_ change: (inout Look) -> Void) -> StyledText {
    var copy = self
    for index in copy.pieces.indices { change(&copy.pieces[index].look) }
    return copy
  }

  /// Broken wherever a row of `columns` is full, as a terminal does it; at least one row.
  package func wrapped(to columns: Int) -> [StyledText] {
    let columns = max(2, columns)
    guard width > columns else { return [self] }
    var rows = [StyledText()]
    for piece in pieces {
      for character in piece.text {
        if rows[rows.count - 1].width + DisplayWidth.of(character) > columns { rows.append(StyledText()) }
        rows[rows.count - 1].append(String(character), piece.look)
      }
    }
    return rows
  }

  /// Broken between words where a row of `columns` is full; what is too long for a row is broken inside. Rows after the
  /// first begin as far in as the text does: behind its blanks, behind a dash, or where what a key does is said.
  package func wordWrapped(to columns: Int) -> [StyledText] {
    let columns = max(2, columns)
    guard width > columns else { return [self] }
    let head = head(atMost: columns / 2)
    let indent = StyledText(String(repeating: " ", count: head.width))
    guard head.width * 2 < columns else { return wrapped(to: columns) }
    var rows: [StyledText] = []
    var row = head
    var isFresh = true
    for word in dropFirst(head.plain.count).words {
      let gap = isFresh ? 0 : 1
      if row.width + gap + word.width > columns, !isFresh {
        rows.append(row)
        (row, isFresh) = (indent, true)
      }
      if !isFresh { row.append(" ") }
      let parts = word.wrapped(to: columns - (isFresh ? head.width : 0))
      for part in parts.dropLast() {
        rows.append(isFresh ? row + part : part)
        (row, isFresh) = (indent, true)
      }
      row.append(parts.last ?? StyledText())
      isFresh = false
    }
    return rows + [row]
  }

  /// The blanks at the beginning and, where it is an entry of a list, its dash or what stands before a gap: `  F1    `.
  private func head(atMost limit: Int) -> StyledText {
    let text = Array(plain)
    let lead = text.prefix { $0 == " " }.count
    let blanks = StyledText(String(repeating: " ", count: lead))
    if text.dropFirst(lead).starts(with: "- ") { return prefix(lead + 2) }
    guard lead >= 2, let gap = text.indices.dropFirst(lead).first(where: { text[$0...].starts(with: "  ") }),
      let end = text[gap...].firstIndex(where: { $0 != " " }), !".!?:".contains(text[gap - 1])
    else { return blanks }
    let head = prefix(end)
    return head.width < limit ? head : blanks
  }

  private func prefix(_ count: Int) -> StyledText {
    var part = StyledText()
    for character in characters.prefix(count) { part.append(String(character.character), character.look) }
    return part
  }

  private var words: [StyledText] {
    var words: [StyledText] = []
    var word = StyledText()
    for piece in pieces {
      for character in piece.text {
        if character != " " {
          word.append(String(character), piece.look)
        } else if !word.isEmpty {
          words.append(word)
          word = StyledText()
        }
      }
    }
    return word.isEmpty ? words : words + [word]
  }

  /// The first columns of it; what was cut off is told by `…`.
  package func truncated(to columns: Int) -> StyledText {
    guard width > columns else { return self }
    guard columns > 0 else { return StyledText() }
    var row = StyledText()
    for piece in pieces {
      for character in piece.text {
        if row.width + DisplayWidth.of(character) > columns - 1 { return row + StyledText("…", piece.look) }
        row.append(String(character), piece.look)
      }
    }
    return row
  }
}
