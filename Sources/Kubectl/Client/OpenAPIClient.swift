import APIServer
import KubernetesModel

/// The server's OpenAPI v3 documents. kubectl never keeps them longer than one command.
final class OpenAPIClient {
  private var index: JSONValue?
  private var documents: [String: JSONValue] = [:]

  /// The document of a group and version; nil when the server lists none.
  func document(for groupVersion: GroupVersion, _ client: APIClient) throws(KubectlError) -> JSONValue? {
    let index = try readIndex(client)
    let key = (groupVersion.group.isEmpty ? "api/" : "apis/") + groupVersion.apiVersion
    if let known = documents[key] { return known }
    guard let url = index.at("paths", key, "serverRelativeURL")?.stringValue else { return nil }
    let address = RequestAddress(url)
    let document = try client.object(.get, address.path, query: address.query + [("timeout", "32s")])
    documents[key] = document
    return document
  }

  private func readIndex(_ client: APIClient) throws(KubectlError) -> JSONValue {
    if let index { return index }
    let read = try client.object(.get, "/openapi/v3", query: [("timeout", "32s")])
    index = read
    return read
  }
}
