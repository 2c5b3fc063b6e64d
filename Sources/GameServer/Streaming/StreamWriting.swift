import APIServer
import Cluster
import HTTPTypes
import HummingbirdCore
import KubernetesModel
import NIOCore

/// Sends a watch or a followed log, piece by piece as it comes, at the pace at which the client reads.
struct StreamWriting {
  let host: ClusterHost
  let stream: Int

  /// Answers HEAD, which has no body: where that would end is known to the connection alone.
  func sendHead(_ response: APIResponse, to writer: consuming ResponseWriter) async throws {
    await host.close(stream)
    _ = try await writer.writeHead(head(of: response, isLast: true))
    throw ConnectionIsDone()
  }

  /// - Parameter isLast: whether the connection ends with it.
  func send(_ response: APIResponse, to writer: consuming ResponseWriter, isLast: Bool) async throws {
    do {
      var body = try await writer.writeHead(head(of: response, isLast: isLast))
      try await pump(&body, MediaType(contentType: response.contentType) ?? .json)
      try await body.finish(nil)
      await host.close(stream)
    } catch {
      await host.close(stream)
      throw error
    }
  }

  private func head(of response: APIResponse, isLast: Bool) -> HTTPResponse {
    var head = HTTPResponse(status: .ok, response)
    head.headerFields[.contentType] = response.contentType
    if isLast { head.headerFields[.connection] = "close" }
    return head
  }

  private func pump(_ body: inout some ResponseBodyWriter, _ mediaType: MediaType) async throws {
    while let read = await host.next(of: stream) {
      switch read {
      case .watchEvents(let events):
        var bytes: [UInt8] = []
        for event in events { bytes += mediaType.encode(event: event) }
        try await body.write(ByteBuffer(bytes: bytes))
      case .bytes(let bytes, _): try await body.write(ByteBuffer(bytes: bytes))
      case .wantsInput, .pending: continue
      case .ended: return
      }
    }
  }
}
