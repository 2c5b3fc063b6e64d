/// How much Linux lets a process start with: execve answers `E2BIG` to more.
enum ArgumentSpace {
  /// Bytes of one argument or variable, with the zero at its end.
  private static let longest = 128 << 10
  /// Bytes of all of them: a quarter of a stack of 8 MiB.
  private static let total = 2 << 20

  static func holds(_ words: [String], _ environment: [String: String]) -> Bool {
    var sum = 0
    func add(_ bytes: Int) -> Bool {
      // Each also has a pointer.
      sum += bytes + 1 + 8
      return bytes < longest && sum <= total
    }
    return words.allSatisfy { add($0.utf8.count) }
      && environment.allSatisfy { add($0.key.utf8.count + 1 + $0.value.utf8.count) }
  }
}
