/// What may follow a command line, and what a shell should make of it.
struct Candidates {
  struct Candidate: Hashable {
    var text: String
    /// Empty where the text explains itself.
    var description = ""
  }

  /// Cobra's directives to shells.
  struct Directive: OptionSet {
    let rawValue: Int

    static let noSpace = Directive(rawValue: 2)
    static let noFiles = Directive(rawValue: 4)
    /// The candidates are the file names' endings.
    static let fileEndings = Directive(rawValue: 8)

    var name: String {
      let names = [
        (Directive.noSpace, "ShellCompDirectiveNoSpace"), (.noFiles, "ShellCompDirectiveNoFileComp"),
        (.fileEndings, "ShellCompDirectiveFilterFileExt"),
      ].filter { contains($0.0) }.map(\.1)
      return names.isEmpty ? "ShellCompDirectiveDefault" : names.joined(separator: ", ")
    }
  }

  var all: [Candidate] = []
  var directive: Directive

  init(_ texts: [String] = [], _ directive: Directive) {
    all = texts.map { Candidate(text: $0) }
    self.directive = directive
  }

  /// Whatever the shell completes by itself: files.
  static let files = Candidates([])

  private init(_ all: [Candidate]) {
    self.all = all
    directive = []
  }
}
