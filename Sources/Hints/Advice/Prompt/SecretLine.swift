/// Masks what is secret in one line of what was shown.
enum SecretLine {
  private static let secretWords = [
    "password", "passwd", "passwort", "secret", "token", "apikey", "privatekey", "accesskey", "credential",
    "signingkey",
    "authorization", "clientkeydata",
  ]
  /// Endings of keys that only say where a secret is.
  private static let places = ["name", "ref", "kind", "type", "path", "file", "key", "count", "expirationseconds", "s"]

  static func masked(_ line: String) -> String {
    withoutKeyedValues(withoutBearer(withoutAddressPasswords(line)))
      .split(separator: " ", omittingEmptySubsequences: false).map { masksWord($0) }.joined(separator: " ")
  }

  /// `key: value` becomes `key: [masked]`.
  static func withoutValue(_ line: String) -> String {
    guard let colon = line.firstIndex(of: ":") else { return line.allSatisfy(\.isWhitespace) ? line : SecretMask.mark }
    return line[...colon] + " " + SecretMask.mark
  }

  // MARK: Keys beside values

  /// Values behind `PASSWORD=`, `token:` and the like.
  private static func withoutKeyedValues(_ line: String) -> String {
    var result = ""
    var rest = line[...]
    while let sign = rest.firstIndex(where: { $0 == "=" || $0 == ":" }) {
      let after = rest.index(after: sign)
      let key = rest[..<sign].reversed().prefix { $0.isLetter || $0.isNumber || "_-.\"'".contains($0) }
      let value = Self.value(rest[after...])
      result += rest[..<after]
      rest = rest[after...]
      guard isSecretKey(String(key.reversed())), !value.isEmpty else { continue }
      result += rest[..<value.startIndex] + SecretMask.mark
      rest = rest[value.endIndex...]
    }
    return result + rest
  }

  private static func isSecretKey(_ key: String) -> Bool {
    let plain = key.lowercased().filter { $0.isLetter || $0.isNumber }
    guard let word = secretWords.first(where: plain.contains) else { return false }
    return plain.hasSuffix(word) || !places.contains(where: plain.hasSuffix)
  }

  /// The value at the beginning, without quotes; empty where nothing secret can stand there.
  private static func value(_ text: Substring) -> Substring {
    let start = text.drop { $0 == " " || $0 == "\t" || $0 == "\"" || $0 == "'" }
    // Described Secrets and references tell sizes and places: `<set to the key …>`, `12 bytes`.
    if start.hasPrefix("<") || start.hasPrefix(SecretMask.mark) || start.hasPrefix("{") { return start.prefix(0) }
    let value = start.prefix { !$0.isWhitespace && !"\"',;&".contains($0) }
    let unit = start[value.endIndex...].drop { $0 == " " }
    if value.allSatisfy(\.isNumber), unit.hasPrefix("bytes") { return start.prefix(0) }
    if value == "true" || value == "false" { return start.prefix(0) }
    return value
  }

  /// All that follows `Authorization:`, and the tokens of `Bearer …` and `Basic …`.
  private static func withoutBearer(_ line: String) -> String {
    let line = masked(line, after: "authorization:") { $0.prefix { $0 != "\"" && $0 != "'" } }
    return ["bearer ", "basic "].reduce(line) { line, word in
      masked(line, after: word) { $0.prefix { !" \"',".contains($0) } }
    }
  }

  /// - Parameters:
  ///   - word: in small letters; stands before what is secret.
  ///   - token: what of the text behind it is secret.
  private static func masked(_ line: String, after word: String, _ token: (Substring) -> Substring) -> String {
    var result = ""
    var rest = line[...]
    while let range = rest.range(ofIgnoringCase: word) {
      let start = rest[range.upperBound...].drop { $0 == " " }
      let secret = token(start)
      result += rest[..<secret.startIndex]
      result += secret.utf8.count >= shortestToken ? SecretMask.mark : String(secret)
      rest = rest[secret.endIndex...]
    }
    return result + rest
  }

  /// Bytes; "basic" and "bearer" are words of other sentences too.
  private static let shortestToken = 8

  /// `postgres://user:password@host`.
  private static func withoutAddressPasswords(_ line: String) -> String {
    var result = ""
    var rest = line[...]
    while let scheme = rest.firstRange(of: "://") {
      let address = rest[scheme.upperBound...].prefix { !$0.isWhitespace && $0 != "/" && $0 != "\"" }
      result += rest[..<scheme.upperBound]
      rest = rest[scheme.upperBound...]
      guard let at = address.lastIndex(of: "@"), let colon = address[..<at].firstIndex(of: ":") else { continue }
      result += address[...colon] + SecretMask.mark
      rest = rest[at...]
    }
    return result + rest
  }

  // MARK: Words that are secrets by their form

  private static func masksWord(_ word: Substring) -> String {
    let core = word.drop { "\"'(=:,".contains($0) }
    let isToken =
      core.hasPrefix("eyJ") && core.utf8.count > 20 || isCloudKey(core)
      || ["ghp_", "glpat-", "xoxb-", "xoxp-", "sk-"].contains { core.hasPrefix($0) && core.utf8.count > 15 }
    return isToken ? word[..<core.startIndex] + SecretMask.mark : String(word)
  }

  private static func isCloudKey(_ word: Substring) -> Bool {
    word.hasPrefix("AKIA") && word.utf8.count >= 20 && word.prefix(20).allSatisfy { $0.isUppercase || $0.isNumber }
  }
}

extension Substring {
  /// - Parameter word: ASCII, in small letters.
  fileprivate func range(ofIgnoringCase word: String) -> Range<Index>? {
    func isSame(_ byte: UInt8, _ wanted: UInt8) -> Bool { ((65...90).contains(byte) ? byte | 0x20 : byte) == wanted }
    let start = utf8.indices.first { utf8[$0...].starts(with: word.utf8, by: isSame) }
    return start.map { $0..<utf8.index($0, offsetBy: word.utf8.count) }
  }
}
