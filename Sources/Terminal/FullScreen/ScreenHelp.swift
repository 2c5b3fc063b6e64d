/// What the keys do.
enum ScreenHelp {
  static let text = """
    Keys
      ?             this help, on an empty line; F1 at any time
      F2            show or hide the incident; Alt + and Alt - (or the mouse) make it larger or smaller
      F3            shows the command in the line beside the shell, again and again; the pods, where the line is empty
      F4            the timeline: what you did, and what it showed
      PgUp PgDn     scroll, as the mouse wheel does; ... | less reads page by page
      Tab           completes
      Up Down       earlier lines; Ctrl-R searches them
      Ctrl-C        interrupts what runs, or gives the line up
      Ctrl-L        clears the screen
      F10, Ctrl-D   leave; the run is kept

    Editing
      Ctrl-A Ctrl-E start and end of the line         Alt-B Alt-F    a word back, a word on
      Ctrl-K Ctrl-U cut to the end, to the start      Ctrl-W Alt-D   cut a word; Alt-Backspace, a shorter one
      Ctrl-Y        paste what was cut                Ctrl-T         exchange two characters
      Ctrl-_        undo                              Alt-.          the last word of the line before
      Alt-Enter     another line                      Ctrl-X Ctrl-E  the line in your own $EDITOR
      An open quote, loop, pipe or here-document goes on in the next line; what you paste stays as it is.
      set -o vi     vi's keys, set -o emacs these; as your aliases, it can stand in ~/.local/share/firedrill/shellrc

    """

  /// Of a film.
  static let replay = """
    Keys
      space         pauses, and goes on
      + -           faster, slower
      Right Left    to the end of the next command, of the one before
      e E           to the next evidence, to the one before; n and p do the same
      Home End      to the beginning, to the end
      s, Enter      a shell at this very moment: kubectl sees the cluster as it was
      F2            shows or hides the incident
      PgUp PgDn     scroll, as the mouse wheel does; a click into the bar goes there
      q, Ctrl-D     leave

    What you do in that shell changes nothing of the run; Ctrl-D goes back to the film. The bar is the whole run; where
    evidence was seen it has a diamond. Long pauses are shortened.

    """
}
