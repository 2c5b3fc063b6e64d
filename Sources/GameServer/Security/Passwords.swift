import COpenSSL
import KubernetesModel
import NIOPosix

/// Hashes passwords with scrypt (RFC 7914), which costs whoever tries many a lot of memory. It is done beside the event
/// loops, a few at a time: more wait, and many more are refused, so that nobody can fill the server's memory with them.
package struct PasswordHasher: Sendable {
  /// OWASP's figures: 32 MiB and some 60 ms of one core.
  package struct Cost: Hashable, Sendable {
    package var logN = 15
    package var blockSize: UInt64 = 8
    package var parallelism: UInt64 = 3

    package init() {}

    init(logN: Int, blockSize: UInt64, parallelism: UInt64) {
      self.logN = logN
      self.blockSize = blockSize
      self.parallelism = parallelism
    }
  }

  /// Bytes of a password: more is refused before anything is computed.
  package static let limit = 1000
  private static let waitingLimit = 64

  private let cost: Cost
  private let threads: NIOThreadPool
  private let gate = Gate(limit: Self.waitingLimit)

  package init(cost: Cost = Cost(), parallel: Int = 1) {
    self.cost = cost
    threads = NIOThreadPool(numberOfThreads: max(1, parallel))
    threads.start()
  }

  /// What is stored of a password.
  package func hash(_ password: String) async throws(SiteError) -> String {
    var generator = SystemRandomNumberGenerator()
    let salt = (0..<2).flatMap { _ in withUnsafeBytes(of: generator.next() as UInt64) { Array($0) } }
    let key = try await derive(password, salt, cost)
    return "scrypt$\(cost.logN)$\(cost.blockSize)$\(cost.parallelism)$\(Self.hex(salt))$\(Self.hex(key))"
  }

  /// Whether a password is the one that was hashed. Without a hash it takes as long, and is never.
  package func verify(_ password: String, against stored: String?) async throws(SiteError) -> Bool {
    guard let parts = stored.flatMap(Self.parse) else {
      _ = try await derive(password, [UInt8](repeating: 0, count: 16), cost)
      return false
    }
    let key = try await derive(password, parts.salt, parts.cost)
    return Secrets.areSame(Self.hex(key), parts.key)
  }

  private func derive(_ password: String, _ salt: [UInt8], _ cost: Cost) async throws(SiteError) -> [UInt8] {
    guard password.utf8.count <= Self.limit else {
      throw .badRequest("password is longer than \(Self.limit) bytes.", field: "password")
    }
    guard gate.enter() else { throw SiteError(503, "Too many sign-ins at once. Try again.", retryAfter: 5) }
    defer { gate.leave() }
    let key = try? await threads.runIfActive { Self.scrypt(Array(password.utf8), salt, cost) }
    guard let key = key ?? nil else { throw .failed }
    return key
  }

  private static func scrypt(_ password: [UInt8], _ salt: [UInt8], _ cost: Cost) -> [UInt8]? {
    var key = [UInt8](repeating: 0, count: 32)
    let isDone = password.withUnsafeBytes { bytes in
      EVP_PBE_scrypt(
        // OpenSSL takes no null pointer, not even for nothing.
        bytes.baseAddress?.assumingMemoryBound(to: CChar.self), password.count, salt, salt.count,
        1 << UInt64(min(20, max(1, cost.logN))), cost.blockSize, cost.parallelism, 256 << 20, &key, key.count)
    }
    return isDone == 1 ? key : nil
  }

  private static func parse(_ stored: String) -> (cost: Cost, salt: [UInt8], key: String)? {
    let parts = stored.split(separator: "$", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 6, parts[0] == "scrypt", let logN = Int(parts[1]), (1...20).contains(logN),
      let blockSize = UInt64(parts[2]), (1...32).contains(blockSize), let parallelism = UInt64(parts[3]),
      (1...16).contains(parallelism), let salt = bytes(hex: parts[4])
    else { return nil }
    return (Cost(logN: logN, blockSize: blockSize, parallelism: parallelism), salt, parts[5])
  }

  private static func hex(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  private static func bytes(hex: String) -> [UInt8]? {
    let digits = Array(hex.utf8)
    guard digits.count.isMultiple(of: 2) else { return nil }
    var bytes: [UInt8] = []
    for index in stride(from: 0, to: digits.count, by: 2) {
      let pair = String(decoding: digits[index..<index + 2], as: UTF8.self)
      guard let byte = UInt8(pair, radix: 16) else { return nil }
      bytes.append(byte)
    }
    return bytes
  }
}
