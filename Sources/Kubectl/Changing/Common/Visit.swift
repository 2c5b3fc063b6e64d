import APIServer
import KubernetesModel

extension CommandContext {
  /// Calls `body` with each object that the query means, as the server has it, one after the other. What fails does not
  /// keep the rest from being visited; the failures are thrown at the end.
  func visit(
    _ query: ResourceQuery, _ body: (ResourceItem) throws(KubectlError) -> Void
  ) throws(KubectlError) {
    let selection = try ResourceFinder(self).resolve(query)
    try visit(selection, query, body)
  }

  func visit(
    _ selection: ResourceSelection, _ query: ResourceQuery, _ body: (ResourceItem) throws(KubectlError) -> Void
  ) throws(KubectlError) {
    let fetcher = ResourceFetcher(client, query)
    var errors: [KubectlError] = []
    for target in selection.targets {
      let items: [ResourceItem]
      do throws(KubectlError) { items = try fetcher.items(target) } catch {
        errors.append(error)
        continue
      }
      for item in items {
        do throws(KubectlError) { try body(item) } catch { errors.append(error) }
      }
    }
    if let error = KubectlError.joined(errors + selection.problems) { throw error }
  }

  /// The objects that the query means: from files as they stand there where `--local` was given, otherwise as the server
  /// has them.
  func fetch(_ query: ResourceQuery) throws(KubectlError) -> (items: [ResourceItem], errors: [KubectlError]) {
    let finder = ResourceFinder(self)
    if flags.bool("local") {
      var items: [ResourceItem] = []
      var errors: [KubectlError] = []
      guard !query.filenames.isEmpty || !query.kustomization.isEmpty else {
        throw .message(
          "you must specify resources by --filename when --local is set.\nExample resource specifications include:\n   '-f rsrc.yaml'\n   '--filename=rsrc.json'"
        )
      }
      try finder.forEachGiven(query) { (result) throws(KubectlError) in
        switch result {
        case .success(let item): items.append(item)
        case .failure(let error): errors.append(error)
        }
      }
      return (items, errors)
    }
    return ResourceFetcher(client, query).items(try finder.resolve(query))
  }
}

/// How a change of one object is sent.
enum PatchType: String, Sendable {
  case strategic = "application/strategic-merge-patch+json"
  case merge = "application/merge-patch+json"
  case json = "application/json-patch+json"
  case apply = "application/apply-patch+yaml"
}

extension ResourceItem {
  /// Sends a patch of the object and returns it as it is then.
  func patch(
    _ patch: APIRequest.Body, _ type: PatchType, subresource: String = "", query: [(name: String, value: String)],
    accept: String = "application/json", client: APIClient
  ) throws(KubectlError) -> JSONValue {
    try client.object(
      .patch, path(subresource: subresource), query: query, accept: accept, contentType: type.rawValue,
      body: patch, asked: asked)
  }
}
