import Foundation
import Glibc
import Synchronization

/// Where a host's name leads.
enum HostLookup {
  /// An address as the system's calls take it.
  struct Target: Sendable {
    let family: Int32
    let bytes: [UInt8]
    /// `127.0.0.1:8001`
    let name: String
  }

  /// What a lookup found that may be waited for no longer.
  private final class Outcome: Sendable {
    let result = Mutex<Result<[Target], NetworkProblem>>(.failure(.timedOut))
    let isThere = DispatchSemaphore(value: 0)
  }

  /// With a deadline on a thread of its own: the system's call knows none, and takes as long as the resolvers are silent.
  static func targets(of address: ServerAddress, until deadline: Deadline?) throws(NetworkProblem) -> [Target] {
    guard let deadline, !address.isNumeric else { return try lookUp(address).get() }
    let outcome = Outcome()
    Thread.detachNewThread {
      let found = lookUp(address)
      outcome.result.withLock { $0 = found }
      outcome.isThere.signal()
    }
    _ = outcome.isThere.wait(timeout: .now() + .milliseconds(Int(deadline.milliseconds)))
    return try outcome.result.withLock { $0 }.get()
  }

  private static func lookUp(_ address: ServerAddress) -> Result<[Target], NetworkProblem> {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var list: UnsafeMutablePointer<addrinfo>?
    let code = getaddrinfo(address.host, String(address.port), &hints, &list)
    guard code == 0 else {
      let reason = code == EAI_NONAME ? "no such host" : String(cString: gai_strerror(code)).lowercased()
      return .failure(.failed("dial tcp: lookup \(address.host): \(reason)"))
    }
    defer { freeaddrinfo(list) }
    var targets: [Target] = []
    var next = list
    while let entry = next?.pointee {
      next = entry.ai_next
      guard let start = entry.ai_addr else { continue }
      let bytes = Array(UnsafeRawBufferPointer(start: start, count: Int(entry.ai_addrlen)))
      targets.append(Target(family: entry.ai_family, bytes: bytes, name: name(start, entry.ai_addrlen)))
    }
    // As Go does, which asks version 4 of a name first where there is a choice.
    return .success(targets.filter { $0.family == AF_INET } + targets.filter { $0.family != AF_INET })
  }

  private static func name(_ address: UnsafeMutablePointer<sockaddr>, _ length: socklen_t) -> String {
    var host = [CChar](repeating: 0, count: 128)
    var port = [CChar](repeating: 0, count: 16)
    getnameinfo(address, length, &host, 127, &port, 15, NI_NUMERICHOST | NI_NUMERICSERV)
    let text = { (buffer: [CChar]) in
      String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
    return text(host).contains(":") ? "[\(text(host))]:\(text(port))" : "\(text(host)):\(text(port))"
  }
}
