package import KubernetesModel
package import SimulationKernel

/// What the server answers.
package struct APIResponse: Sendable {
  package enum Body: Sendable {
    case none
    case value(JSONValue)
    case bytes([UInt8])
    /// Only for requests that take it (`APIRequest.takesStored`).
    case stored(StoredBody)
    /// More comes as time goes on; the transport that answered reads it.
    case stream(APIStream)
    /// What a real API server hands to a kubelet. The cluster answers it; a client never sees this case.
    case connect(PodConnection)
  }

  package var status: Int
  package var contentType: String
  /// Texts of `Warning:` headers.
  package var warnings: [String]
  package var body: Body
  /// What `body` was taken from, where that is the same for everybody: its bytes are there already.
  package var document: CachedDocument?
  /// Whether a client that asked for a stream is to be told on it: a kubelet learns what its container runtime refuses
  /// only once the connection is taken over.
  package var comesOnStream = false
  /// Whether a person reads the body, who wants JSON over several lines.
  var isPretty = false

  package init(status: Int, contentType: String = "application/json", warnings: [String] = [], body: Body) {
    self.status = status
    self.contentType = contentType
    self.warnings = warnings
    self.body = body
  }

  package init(_ failure: APIStatus) {
    self.init(status: failure.code, body: .value(failure.object))
  }

  /// A failure in the format that the client takes.
  init(_ failure: APIStatus, accept: String) {
    self.init(failure)
    contentType = Negotiation.mediaType(ofErrorFor: accept).rawValue
  }

  init(_ document: CachedDocument, contentType: String = "application/json") {
    self.init(status: 200, contentType: contentType, body: .value(document.value))
    self.document = document
  }

  package var isSuccess: Bool { (100..<300).contains(status) }
}

/// A stream that a response opened.
package enum APIStream: Sendable {
  case watch(Watch)
  case log(LogFollow)
  case exec(ExecSession)
  case port(PortConnection)
  /// A stream of another process, by the number that the transport which opened it gave it.
  case remote(Int)
}

/// A watch: where it stands and what it wants. Read with `APIServer.events(of:at:)`.
package struct Watch: Sendable {
  package let request: APIRequest
  let selection: Selection
  let representation: Representation
  let mediaType: MediaType
  let target: RequestTarget
  /// Events up to this version were delivered.
  package var resourceVersion: UInt64
  /// When the server ends the stream, as `timeoutSeconds` asked.
  package let expires: Instant?
  /// What is to be told before later changes are.
  var initialNews: [WatchNews] = []
  /// When the client is to be told next how far the watch is, though nothing happened; nil where it is never.
  var nextBookmark: Instant?
  /// Whether the last events before the end were delivered.
  package internal(set) var isOver = false

  /// When there is something to tell of itself: a bookmark, or the end.
  package var nextDue: Instant? { [expires, nextBookmark].compactMap { $0 }.min() }

  /// API server: about a minute between bookmarks.
  static let bookmarkInterval = Duration.seconds(60)

  init(
    request: APIRequest, selection: Selection, negotiation: Negotiation, target: RequestTarget,
    resourceVersion: UInt64, expires: Instant?
  ) {
    self.request = request
    self.selection = selection
    representation = negotiation.representation
    mediaType = negotiation.mediaType
    self.target = target
    self.resourceVersion = resourceVersion
    self.expires = expires
  }
}

/// A followed log: whose, and how far it was read.
package struct LogFollow: Sendable {
  package let connection: PodConnection
  /// Counts the container's lines from its first start; the next line to send.
  package var nextLine: Int

  package init(connection: PodConnection, nextLine: Int) {
    self.connection = connection
    self.nextLine = nextLine
  }
}

/// A command that runs in a container for a client.
package struct ExecSession: Sendable {
  package let connection: PodConnection
  /// The cluster's number for the running process.
  package let id: Int

  package init(connection: PodConnection, id: Int) {
    self.connection = connection
    self.id = id
  }
}

/// A connection to a port of a pod, as `kubectl port-forward` opens one for each that it accepts.
package struct PortConnection: Sendable {
  package let connection: PodConnection
  /// The cluster's number for it.
  package let id: Int

  package init(connection: PodConnection, id: Int) {
    self.connection = connection
    self.id = id
  }
}

/// A request to a pod's kubelet, authorised and checked by the API server.
package struct PodConnection: Sendable {
  package enum Kind: String, Sendable {
    case log, exec, attach, portforward, proxy
  }

  package let kind: Kind
  package let pod: JSONValue
  /// Empty where the client named none; a pod with one container then means that one.
  package let container: String
  package let request: APIRequest

  package init(kind: Kind, pod: JSONValue, container: String, request: APIRequest) {
    self.kind = kind
    self.pod = pod
    self.container = container
    self.request = request
  }
}
