import APIServer

extension APIResponse {
  /// Opens a stream to the command with this number. Lives in a file of its own because ContainerShell, too, has an
  /// `ExecSession`.
  static func command(_ number: Int, _ connection: PodConnection) -> APIResponse {
    APIResponse(
      status: 101, contentType: "", body: .stream(.exec(ExecSession(connection: connection, id: number))))
  }

  /// Opens a stream to the port connection with this number.
  static func port(_ number: Int, _ connection: PodConnection) -> APIResponse {
    APIResponse(
      status: 101, contentType: "", body: .stream(.port(PortConnection(connection: connection, id: number))))
  }
}
