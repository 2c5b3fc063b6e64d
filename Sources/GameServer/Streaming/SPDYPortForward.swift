import Cluster
import NIOCore

/// A port-forward over SPDY: for each connection the client opens two streams with the same request number, one for its
/// bytes and one on which it is told what went wrong.
struct SPDYPortForward: SPDYService {
  private struct Pair {
    var data: UInt32?
    var error: UInt32?
    let port: Int
  }

  /// Streams that may wait for their other half.
  private static let pairLimit = SPDYConnection.streamLimit

  private let connection: SPDYConnection
  private let traffic: PortTraffic
  private var pairs: [String: Pair] = [:]

  init(_ stream: PodStream, _ connection: SPDYConnection) {
    self.connection = connection
    traffic = PortTraffic(host: stream.host, call: stream.call)
  }

  mutating func open(_ id: UInt32, _ headers: SPDYHeaders, _ group: inout DiscardingTaskGroup) async throws {
    guard let key = add(id, headers) else { return try await connection.refuse(id) }
    try await connection.accept(id, isRead: pairs[key]?.data == id)
    guard let pair = pairs[key], let data = pair.data, let error = pair.error else { return }
    pairs[key] = nil
    group.addTask { [connection, traffic] in
      let forwarding = Forwarding(connection: connection, traffic: traffic, port: pair.port, data: data, error: error)
      await forwarding.run()
    }
  }

  /// Notes a stream; returns the key of its pair. Nil for a stream that belongs to none.
  private mutating func add(_ id: UInt32, _ headers: SPDYHeaders) -> String? {
    guard let port = headers["port"].flatMap({ Int($0) }), (1...65_535).contains(port), pairs.count < Self.pairLimit
    else { return nil }
    // Clients of long ago gave no number: their data stream comes right after the error stream.
    let kind = headers["streamType"]
    let key = headers["requestID"] ?? String(kind == "data" ? id &- 2 : id)
    var pair = pairs[key] ?? Pair(port: port)
    switch kind {
    case "data" where pair.data == nil: pair.data = id
    case "error" where pair.error == nil: pair.error = id
    default: return nil
    }
    pairs[key] = pair
    return key
  }
}

/// One connection of a port-forward.
private struct Forwarding {
  let connection: SPDYConnection
  let traffic: PortTraffic
  let port: Int
  let data: UInt32
  let error: UInt32

  func run() async {
    let opened = await traffic.open(port)
    guard let number = opened.number else {
      await connection.ignore(data)
      return await end(ByteBuffer(string: opened.problem))
    }
    await withDiscardingTaskGroup { group in
      group.addTask { await bringInput(to: number) }
      do {
        try await traffic.pump(number) { bytes, isError in
          try await connection.send(bytes, on: isError ? error : data)
        }
        await end()
      } catch {
        // The client is gone.
      }
      await connection.ignore(data)
      await traffic.host.close(number)
      group.cancelAll()
    }
  }

  private func bringInput(to number: Int) async {
    do {
      while let bytes = try await connection.take(from: data) {
        await traffic.host.write(Array(bytes.readableBytesView), to: number)
      }
      await traffic.host.write(nil, to: number)
    } catch {
      await traffic.host.close(number)
    }
  }

  /// Ends both streams, after a word about what went wrong.
  private func end(_ problem: ByteBuffer = ByteBuffer()) async {
    try? await connection.send(problem, on: error, isLast: true)
    try? await connection.send(ByteBuffer(), on: data, isLast: true)
  }
}
