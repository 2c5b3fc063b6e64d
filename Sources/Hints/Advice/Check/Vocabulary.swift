import APIServer

/// Tells the words that give something away from those that everybody uses who speaks of Kubernetes.
enum Vocabulary {
  /// In lower case, letters and digits only.
  private static let common: Set<String> = {
    var words = Set(
      """
      api app application base64 client cluster config configuration container cpu data database db default endpoint \
      endpoints error example exit false field frontend backend group host http https image ipv4 ipv6 job json k8s key \
      kubectl kubelet kubernetes kubesystem label labels latest limit limits linux local localhost log logs memory name \
      namespace network node none null operator pending policy pod port ports probe proxy ready reason registry request \
      requests restart rollout running scheduler secret selector server service settings spec state status storage system \
      template test token true user value values version volume web worker yaml 127001 200 svc
      """.split(separator: " ").map(String.init))
    for definition in ResourceDefinition.builtIn {
      words.formUnion([definition.kind, definition.plural, definition.singular].map { $0.lowercased() })
      words.formUnion(definition.shortNames)
    }
    return words
  }()

  /// Words and their parts: `registry.example/web:4.1` is also `registry.example`, `web:4.1`, `web` and `4.1`.
  static func parts(of text: String) -> [String] {
    let marks = "\"'`()[]{}<>,;|"
    let words = text.split { $0.isWhitespace || marks.contains($0) }.map { trimmed(String($0)) }
    return words.flatMap { word -> [String] in
      let pieces = word.split { "/=@".contains($0) }.map { trimmed(String($0)) }
      let tags = pieces.flatMap { $0.split(separator: ":").map(String.init) }
      return [word] + (pieces.count > 1 ? pieces : []) + (tags.count > pieces.count ? tags : [])
    }
  }

  private static func trimmed(_ word: String) -> String {
    var rest = word[...]
    while let last = rest.last, ".:!?-".contains(last) { rest.removeLast() }
    while let first = rest.first, ":-.".contains(first) { rest.removeFirst() }
    return String(rest)
  }

  /// Whether a word of a sentence names something, or is a value, rather than being a word of a language.
  /// - Parameter names: of the scenario's objects.
  static func isTelling(_ word: String, among names: Set<String>) -> Bool {
    guard isValue(word) else { return false }
    if names.contains(word) { return true }
    if word.contains(where: \.isNumber) { return true }
    if word.contains(where: { "./_=:@".contains($0) }) {
      return word.contains { !"/:.".contains($0) } && !isSlashed(word)
    }
    return hasHump(word) && word.first?.isUppercase == true
  }

  /// `and/or` is no path.
  private static func isSlashed(_ word: String) -> Bool {
    !word.hasPrefix("/") && word.allSatisfy { $0.isLetter || $0 == "/" }
  }

  /// Whether a name or a value is more than a common word or a small number.
  static func isValue(_ word: String) -> Bool {
    let letters = word.lowercased().filter { $0.isLetter || $0.isNumber }
    guard letters.utf8.count >= 3, !common.contains(letters) else { return false }
    if word.contains("kubernetes.io") || word.contains("k8s.io") { return false }
    // Words that only begin with a capital are words of a table, as Pending.
    let isCapitalised = word.first?.isUppercase == true && word.dropFirst().allSatisfy(\.isLowercase)
    let isAcronym = word.allSatisfy(\.isUppercase)
    return !isCapitalised && !isAcronym
  }

  private static func hasHump(_ word: String) -> Bool {
    zip(word, word.dropFirst()).contains { $0.isLowercase && $1.isUppercase }
      || zip(word, word.dropFirst()).contains { $0.isUppercase && $1.isLowercase && $0 != word.first }
  }
}

/// What kinds of objects are called on a command line.
enum ObjectKinds {
  static let all = Set(ResourceDefinition.builtIn.flatMap { [$0.plural, $0.singular] + $0.shortNames })
}
