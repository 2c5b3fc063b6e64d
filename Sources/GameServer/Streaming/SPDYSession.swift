import NIOCore

/// What a client opens streams for.
protocol SPDYService {
  /// A client opened a stream, which is to be accepted or refused. What serves it runs in `group`.
  mutating func open(_ id: UInt32, _ headers: SPDYHeaders, _ group: inout DiscardingTaskGroup) async throws
}

/// Reads a SPDY connection for a service, until the client has gone or breaks the rules.
struct SPDYSession {
  let connection: SPDYConnection
  let link: StreamLink

  func run(_ service: inout some SPDYService, _ source: inout some ByteSource) async {
    await withDiscardingTaskGroup { group in
      do {
        try await receive(&service, &source, &group)
      } catch {
        if let error = error as? SPDYError { try? await connection.goAway(error) }
      }
      await connection.end()
      group.cancelAll()
    }
  }

  private func receive(
    _ service: inout some SPDYService, _ source: inout some ByteSource, _ group: inout DiscardingTaskGroup
  ) async throws {
    while let bytes = try await source.next() {
      await connection.append(bytes)
      while let event = try await connection.next() {
        switch event {
        case .opened(let id, let headers): try await service.open(id, headers, &group)
        case .goneAway: link.closeSoon()
        }
      }
    }
  }
}
