import CNcurses
import Glibc

/// The terminal's whole screen, drawn by ncurses: it sends only what has changed.
package final class NcursesScreen {
  private var shown: Grid?
  package private(set) var hasColour = false
  private let hasMouse: Bool
  private let terminal: OpaquePointer
  private let window: UnsafeMutablePointer<WINDOW>

  /// Nil when nobody has described this kind of terminal, or it cannot place its cursor.
  package init?() {
    Self.useUTF8()
    guard let terminal = firedrill_newterm() else { return nil }
    guard Self.capability("cup") != nil, let window = firedrill_window() else {
      endwin()
      delscreen(terminal)
      return nil
    }
    (self.terminal, self.window) = (terminal, window)
    hasMouse = Self.capability("kmous") != nil
    takeModes()
    startColours()
  }

  deinit {
    leave()
    delscreen(terminal)
  }

  package var size: (rows: Int, columns: Int) { (Int(getmaxy(window)), Int(getmaxx(window))) }

  /// Takes over the size that the terminal has now; true when that is another one.
  package func adoptSize() -> Bool {
    var window = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &window) == 0, window.ws_row > 0, window.ws_col > 0 else {
      return false
    }
    guard (Int(window.ws_row), Int(window.ws_col)) != size else { return false }
    resizeterm(Int32(window.ws_row), Int32(window.ws_col))
    redrawAll()
    return true
  }

  /// Everything is sent again with the next drawing.
  package func redrawAll() {
    shown = nil
    clearok(window, true)
  }

  package func draw(_ grid: Grid) {
    let size = size
    for row in 0..<min(grid.rows, size.rows) where shown.map({ $0.row(row) != grid.row(row) }) ?? true {
      draw(grid.row(row), at: Int32(row))
    }
    shown = grid
    let cursor = grid.cursor.flatMap { $0.row < size.rows && $0.column < size.columns ? $0 : nil }
    if let cursor { wmove(window, Int32(cursor.row), Int32(cursor.column)) }
    curs_set(cursor == nil ? 0 : 1)
    wrefresh(window)
  }

  private func draw(_ cells: ArraySlice<Grid.Cell>, at row: Int32) {
    wmove(window, row, 0)
    var text = ""
    var look = cells.first?.look ?? .plain
    var isPlaceSure = true
    for (column, cell) in cells.enumerated() {
      if cell.look != look || !isPlaceSure {
        put(text, look)
        (text, look) = ("", cell.look)
        // The terminal may think differently about the width of what came before.
        if !isPlaceSure { wmove(window, row, Int32(column)) }
      }
      guard let character = cell.character else { continue }
      text.append(character)
      isPlaceSure = character.utf8.count < 3 || Self.isFrame(character)
    }
    put(text, look)
  }

  /// Lines and marks of our own, which are a column wide everywhere.
  private static func isFrame(_ character: Character) -> Bool {
    character.unicodeScalars.first.map { (0x2500...0x25FF).contains($0.value) } ?? false
  }

  private func put(_ text: String, _ look: Look) {
    guard !text.isEmpty else { return }
    var attributes: attr_t = 0
    if look.isBold { attributes |= firedrill_bold }
    if look.isFaint { attributes |= firedrill_faint }
    if look.isReversed { attributes |= firedrill_reversed }
    if look.isUnderlined { attributes |= firedrill_underlined }
    // Without colours what is bad or notable still stands out.
    if !hasColour, look.tone == .bad || look.tone == .notable { attributes |= firedrill_bold }
    wattr_set(window, attributes, hasColour ? look.tone.rawValue : 0, nil)
    waddnstr(window, text, -1)
  }

  // MARK: Coming and going

  /// Gives the terminal back, for another program or for good.
  package func leave() {
    send("\u{1B}[?2004l" + (hasMouse ? "\u{1B}[?1006l\u{1B}[?1002l" : ""))
    endwin()
  }

  /// Takes the terminal again.
  package func enter() {
    takeModes()
    redrawAll()
    wrefresh(window)
  }

  private func takeModes() {
    raw()
    noecho()
    nonl()
    leaveok(window, false)
    wrefresh(window)
    // Pasted text in one piece: what calls itself a vt100 is mostly a program that knows it, and a real one ignores it.
    // Terminals that have a mouse tell clicks, drags and the wheel as text.
    send("\u{1B}[?2004h" + (hasMouse ? "\u{1B}[?1002h\u{1B}[?1006h" : ""))
  }

  private func send(_ text: String) { TerminalDevice().write(text) }

  private func startColours() {
    let noColour = getenv("NO_COLOR").map { String(cString: $0) } ?? ""
    guard noColour.isEmpty, has_colors(), start_color() == OK else { return }
    // Text and background stay the terminal's own, light or dark.
    guard use_default_colors() == OK else { return }
    let colours: [Look.Tone: Int32] = [
      .good: COLOR_GREEN, .bad: COLOR_RED, .notable: COLOR_MAGENTA, .accent: COLOR_BLUE,
    ]
    for (tone, colour) in colours.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      init_pair(tone.rawValue, Int16(colour), -1)
    }
    hasColour = true
  }

  /// Names and frames are UTF-8, also where the locale says nothing about it.
  private static func useUTF8() {
    setlocale(LC_ALL, "")
    guard let encoding = nl_langinfo(nl_item(CODESET)), String(cString: encoding) == "UTF-8" else {
      setlocale(LC_CTYPE, "C.UTF-8")
      return
    }
  }

  private static func capability(_ name: String) -> UnsafeMutablePointer<CChar>? {
    guard let value = tigetstr(name), Int(bitPattern: value) != -1 else { return nil }
    return value
  }
}
