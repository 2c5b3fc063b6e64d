import APIServer
import Cluster
import KubernetesModel
import NIOCore

/// A remote command over SPDY: the client opens a stream for each of its standard streams, one for the size of its
/// terminal, and one on which it is told how the command ended.
struct SPDYCommand: SPDYService {
  private enum Role: String {
    case error, stdin, stdout, stderr, resize
  }

  /// How long a client may take to open its streams (kubelet: `StreamCreationTimeout`).
  private static let creationTimeout = TimeAmount.seconds(30)

  private let stream: PodStream
  private let connection: SPDYConnection
  private let link: StreamLink
  private let deadline: Scheduled<Void>
  private var ids: [Role: UInt32] = [:]
  private var missing: Set<Role>

  init(_ stream: PodStream, _ connection: SPDYConnection, _ link: StreamLink) {
    self.stream = stream
    self.connection = connection
    self.link = link
    missing = Self.expectedRoles(stream.call.request)
    deadline = link.close(in: Self.creationTimeout)
  }

  /// As the request says what the command is connected to.
  private static func expectedRoles(_ request: APIRequest) -> Set<Role> {
    var roles: Set<Role> = [.error]
    if request.isSet("stdin") { roles.insert(.stdin) }
    if request.isSet("stdout") { roles.insert(.stdout) }
    if request.isSet("tty") { roles.insert(.resize) } else if request.isSet("stderr") { roles.insert(.stderr) }
    return roles
  }

  mutating func open(_ id: UInt32, _ headers: SPDYHeaders, _ group: inout DiscardingTaskGroup) async throws {
    guard let role = headers["streamType"].flatMap(Role.init), missing.remove(role) != nil else {
      return try await connection.refuse(id)
    }
    ids[role] = id
    try await connection.accept(id, isRead: role == .stdin || role == .resize)
    let command = self
    switch role {
    case .stdin: group.addTask { await command.bringInput(from: id) }
    case .resize: group.addTask { await command.bringSizes(from: id) }
    case .error, .stdout, .stderr: break
    }
    guard missing.isEmpty else { return }
    deadline.cancel()
    group.addTask {
      try? await command.serve()
      command.link.closeSoon()
    }
  }

  // MARK: From the client

  private func bringInput(from id: UInt32) async {
    guard case .command(let number) = stream.purpose else { return await connection.ignore(id) }
    do {
      while let bytes = try await connection.take(from: id) {
        await stream.host.write(Array(bytes.readableBytesView), to: number)
      }
    } catch {
      // A stream that breaks off ends what was sent on it, too.
    }
    await stream.host.write(nil, to: number)
  }

  private func bringSizes(from id: UInt32) async {
    guard case .command(let number) = stream.purpose else { return await connection.ignore(id) }
    while let bytes = try? await connection.take(from: id) {
      guard let size = ResizeMessage(lastIn: bytes.readableBytesView) else { continue }
      await stream.host.resize(number, columns: size.columns, rows: size.rows)
    }
  }

  // MARK: To the client

  private func serve() async throws {
    let status: JSONValue? =
      switch stream.purpose {
      case .command(let number): try await bringOutput(of: number).map(CommandStatus.of)
      case .refused(let status): status
      case .ports: nil
      }
    for role in [Role.stdout, .stderr] {
      if let id = ids[role] { try await connection.send(ByteBuffer(), on: id, isLast: true) }
    }
    if let status, let id = ids[.error] {
      try await connection.send(ByteBuffer(bytes: JSONWriter.bytes(status)), on: id, isLast: true)
    }
    try await connection.goAway()
  }

  /// Brings what the command writes; returns its exit code, nil where it is not known any more.
  private func bringOutput(of number: Int) async throws -> Int? {
    while let read = await stream.host.next(of: number) {
      switch read {
      case .bytes(let bytes, let isError):
        guard let id = ids[isError ? .stderr : .stdout] else { continue }
        try await connection.send(ByteBuffer(bytes: bytes), on: id)
      case .ended(let code): return code
      case .wantsInput, .pending, .watchEvents: continue
      }
    }
    return nil
  }
}
