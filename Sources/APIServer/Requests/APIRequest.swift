package import KubernetesModel

/// Who asks: a user as authentication found it.
package struct UserInfo: Hashable, Sendable {
  package var name: String
  package var uid: String
  package var groups: [String]

  package init(name: String, uid: String = "", groups: [String] = []) {
    self.name = name
    self.uid = uid
    self.groups = groups
  }

  /// The player, and whoever else holds the cluster's admin certificate.
  /// Who shows nothing to be known by.
  package static let anonymous = UserInfo(name: "system:anonymous", groups: ["system:unauthenticated"])
  package static let admin = UserInfo(name: "kubernetes-admin", groups: ["system:masters", "system:authenticated"])
  package static let controllerManager = UserInfo(
    name: "system:kube-controller-manager", groups: ["system:authenticated"])
  package static let scheduler = UserInfo(name: "system:kube-scheduler", groups: ["system:authenticated"])
  package static func kubelet(on node: String) -> UserInfo {
    UserInfo(name: "system:node:" + node, groups: ["system:nodes", "system:authenticated"])
  }
}

/// A request as a client sends it: what HTTP would carry, without the connection.
package struct APIRequest: Sendable {
  package enum Method: String, Sendable {
    case get = "GET"
    case post = "POST"
    case put = "PUT"
    case patch = "PATCH"
    case delete = "DELETE"
  }

  package enum Body: Sendable {
    case none
    /// A tree that needs no decoding, from a client in the same process.
    case value(JSONValue)
    case bytes([UInt8])

    /// Bytes; kube-apiserver reads no more, whatever is asked.
    static let limit = 3 << 20

    var fits: Bool {
      switch self {
      case .none: true
      case .value(let value): !value.isLonger(than: Self.limit)
      case .bytes(let bytes): bytes.count <= Self.limit
      }
    }
  }

  package var method: Method
  /// Without the query, percent-decoded: `/api/v1/namespaces/default/pods`.
  package var path: String
  /// What stands before `path` in the addresses that the client uses, as behind a proxy: `/clusters/a`. Empty for nothing.
  package var basePath = ""
  /// Decoded, in the order sent; a name may come more than once (`command=a&command=b`).
  package var query: [(name: String, value: String)]
  package var accept: String
  package var contentType: String
  package var body: Body
  package var user: UserInfo
  package var userAgent: String
  /// Whether objects may be answered as the store has them (`APIResponse.Body.stored`), to be sent as bytes.
  package var takesStored = false
  /// Whom the caller wants to act as (the `Impersonate-` headers); without groups where none were named.
  package var impersonated: UserInfo?

  package init(
    _ method: Method, _ path: String, query: [(name: String, value: String)] = [], accept: String = "application/json",
    contentType: String = "application/json", body: Body = .none, user: UserInfo = .admin, userAgent: String = "",
    impersonated: UserInfo? = nil
  ) {
    self.method = method
    self.path = path
    self.query = query
    self.accept = accept
    self.contentType = contentType
    self.body = body
    self.user = user
    self.userAgent = userAgent
    self.impersonated = impersonated
  }

  /// The first value of a query parameter.
  package func parameter(_ name: String) -> String? { query.first { $0.name == name }?.value }
}
