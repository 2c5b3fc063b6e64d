/// What a Tab does with the texts that may follow.
struct Completion {
  /// What all of them share: it is inserted.
  let shared: String
  /// All of them, where nothing could be inserted.
  let choices: [String]

  /// Nil when nothing may follow.
  init?(of texts: [String]) {
    guard var shared = texts.first else { return nil }
    for text in texts { shared = String(zip(shared, text).prefix { $0 == $1 }.map(\.0)) }
    self.shared = shared
    choices = shared.isEmpty ? texts : []
  }
}
