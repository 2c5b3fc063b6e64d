/// What the keys do. Each stands in a line of its own, so that it can be read on a narrow screen, too.
enum ScreenHelp {
  /// Of a drill.
  static var drill: String {
    """
    Keys
      ?              this help, on an empty line; F1 at any time
      F2             show or hide the incident; Alt + and Alt - (or the mouse) make it larger or smaller
      F3             shows the command in the line beside the shell (above it on a narrow screen), again and again; \
    the pods, where the line is empty
      F4             the timeline: what you did, and what it showed
      PgUp PgDn      scroll, as the mouse wheel does; ... | less reads page by page
      Tab            completes
      Up Down        earlier lines; Ctrl-R searches them
      Ctrl-C         interrupts what runs, or gives the line up
      Ctrl-L         clears the screen
      F10, Ctrl-D    leave; the run is kept
      A click on a key in the last row presses it.

    Editing
      Ctrl-A Ctrl-E  start and end of the line
      Alt-B Alt-F    a word back, a word on
      Ctrl-K Ctrl-U  cut to the end, to the start
      Ctrl-W Alt-D   cut a word; Alt-Backspace, a shorter one
      Ctrl-Y         paste what was cut
      Ctrl-T         exchange two characters
      Ctrl-_         undo
      Alt-.          the last word of the line before
      Alt-Enter      another line
      Ctrl-X Ctrl-E  the line in your own $EDITOR
      An open quote, loop, pipe or here-document goes on in the next line; what you paste stays as it is.
      set -o vi      vi's keys, set -o emacs these; as your aliases, it can stand in \(PlayerFolder.shown(PlayerFolder.shellSettings))

    """
  }

  /// Of a film.
  static let replay = """
    Keys
      space          pauses, and goes on
      + -            faster, slower
      Right Left     to the end of the next command, of the one before
      e E            to the next evidence, to the one before; n and p do the same
      Home End       to the beginning, to the end
      s, Enter       a shell at this very moment: kubectl sees the cluster as it was
      F2             shows or hides the incident
      PgUp PgDn      scroll, as the mouse wheel does; a click into the bar goes there
      q, Ctrl-D      leave

    What you do in that shell changes nothing of the run; Ctrl-D goes back to the film. The bar is the whole run; where \
    evidence was seen it has a diamond. Long pauses are shortened.

    """

  /// Of the scenarios.
  static let menu = """
    Keys
      Up Down        choose, as the mouse wheel and a click do; PgUp PgDn, Home and End go further
      letters        filter by title, id, difficulty, part of the system and track; new leaves what you never played
      Backspace      takes a letter back, Ctrl-U and Escape all of them
      Enter          plays; a click on what is chosen does, too
      Tab            goes on with its open run
      F5             your progress
      Esc, F10       leave

    PAR is the time in which a practised player mends it. BEST is the most points that you had, or says that it is new, \
    or that a run of it is open.

    """

  /// Of whatever is read page by page.
  static let reading = "Keys\n" + reader

  /// Of a debrief.
  static let debrief = """
    Keys
      1 2 3 4 5      the pages: score, investigation, graph, what happened, real world
      Right Left     the next page, the one before; Tab and Shift-Tab do the same

    """ + reader

  /// Of a scenario that somebody writes.
  static let preview = """
    Keys
      v              the next variant
      The text is made anew whenever a file of the scenario is saved.

    """ + reader

  private static let reader = """
      Down Up        a line on, a line back; Enter, j and k do the same
      space b        a page on, a page back; PgDn and PgUp do the same
      d u            half a page on, half a page back
      g G            to the beginning, to the end
      /              searches; n goes to the next match, N to the one before
      Ctrl-L         draws the screen anew
      q, Esc         leave

    """
}
