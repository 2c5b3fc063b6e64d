/// Resource arguments taken apart: `TYPE/NAME ...`, or types and names.
struct ResourceArguments: Equatable, Sendable {
  var pairs: [(type: String, name: String)] = []
  var types: [String] = []
  var names: [String] = []

  /// `expanding` gives the types that a category stands for.
  init(_ arguments: [String], expanding: (String) throws(KubectlError) -> [String]?) throws(KubectlError) {
    let words = Self.combined(arguments)
    let slashes = words.count { $0.contains("/") }
    if slashes > 0 {
      guard slashes == words.count else {
        throw .message(
          "there is no need to specify a resource type as a separate argument when passing arguments in resource/name form (e.g. 'kubectl get resource/<resource_name>' instead of 'kubectl get resource resource/<resource_name>'"
        )
      }
      for word in words { pairs.append(try Self.pair(word)) }
      return
    }
    guard let first = words.first else { return }
    var expanded: [String] = []
    for word in first.split(separator: ",", omittingEmptySubsequences: false).map(String.init) {
      expanded += try expanding(word) ?? [word]
    }
    types = Self.unique(expanded)
    names = Array(words.dropFirst())
  }

  static func == (left: Self, right: Self) -> Bool {
    left.types == right.types && left.names == right.names
      && left.pairs.elementsEqual(right.pairs) { $0.type == $1.type && $0.name == $1.name }
  }

  /// `a,b x` means `a/x b/x`.
  private static func combined(_ arguments: [String]) -> [String] {
    guard let first = arguments.first, arguments.count >= 2 else { return arguments }
    let types = unique(first.split(separator: ",", omittingEmptySubsequences: false).map(String.init))
    guard types.count > 1 else { return arguments }
    return types.flatMap { type in arguments.dropFirst().map { "\(type)/\($0)" } }
  }

  private static func pair(_ word: String) throws(KubectlError) -> (type: String, name: String) {
    let parts = word.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2 else {
      throw .message("arguments in resource/name form may not have more than one slash")
    }
    guard !parts[0].isEmpty, !parts[1].isEmpty, unique(parts[0].split(separator: ",").map(String.init)).count == 1
    else {
      throw .message("arguments in resource/name form must have a single resource and name")
    }
    return (parts[0], parts[1])
  }

  static func unique(_ words: [String]) -> [String] {
    var seen: Set<String> = []
    return words.filter { seen.insert($0).inserted }
  }
}
