import KubernetesModel

extension ResourceFinder {
  func fromFiles(_ query: ResourceQuery, _ arguments: ResourceArguments) throws(KubectlError) -> ResourceSelection {
    if !arguments.types.isEmpty {
      throw .message(
        "when paths, URLs, or stdin is provided as input, you may not specify resource arguments as well")
    }
    if !arguments.names.isEmpty { throw .message("name cannot be provided when a path is specified") }
    if !arguments.pairs.isEmpty {
      throw .message("resource/name arguments cannot be provided when a path is specified")
    }
    let sources = try reader(query).sources(query.filenames, kustomization: query.kustomization)
    var selection = ResourceSelection(
      targets: [], isSingleItem: sources.count == 1 && sources.first != .standardInput)
    try forEachGiven(query) { (result) throws(KubectlError) in
      switch result {
      case .success(let item): selection.targets.append(.given(item))
      case .failure(let error): selection.problems.append(error)
      }
    }
    return selection
  }

  private func reader(_ query: ResourceQuery) -> ManifestReader {
    ManifestReader(environment: client.environment, isRecursive: query.isRecursive)
  }

  /// Reads the objects of files and calls `use` with one after the other, or with what keeps one from being used. What is
  /// wrong with files and documents as a whole comes last, as one list. `use` throws to stop.
  func forEachGiven(
    _ query: ResourceQuery, _ use: (Result<ResourceItem, KubectlError>) throws(KubectlError) -> Void
  ) throws(KubectlError) {
    let selector = try selector(query)
    let reader = reader(query)
    var problems: [KubectlError] = []
    for source in try reader.sources(query.filenames, kustomization: query.kustomization) {
      var documents: DocumentStream
      do throws(KubectlError) { documents = try reader.open(source) } catch {
        problems.append(error)
        continue
      }
      while let document = nextValid(&documents, &problems) {
        for item in items(in: document, &problems) where selector.matches(item.object?.labels ?? [:]) {
          let result: Result<ResourceItem, KubectlError>
          do throws(KubectlError) { result = .success(try placed(item, query)) } catch { result = .failure(error) }
          try use(result)
        }
      }
    }
    if !problems.isEmpty { try use(.failure(.several(problems))) }
  }

  /// Reads the objects of a text, each as it stands there, and at last what is wrong with the others.
  func forEachObject(in bytes: [UInt8], of source: String, _ use: (Result<ResourceItem, KubectlError>) -> Void) {
    var documents = DocumentStream(bytes, source: source)
    var problems: [KubectlError] = []
    while let document = nextValid(&documents, &problems) {
      for item in items(in: document, &problems) { use(.success(item)) }
    }
    if let error = KubectlError.joined(problems) { use(.failure(error)) }
  }

  private func selector(_ query: ResourceQuery) throws(KubectlError) -> LabelSelector {
    let text = query.labelSelector ?? ""
    do throws(SelectorError) { return try LabelSelector(parsing: text) } catch {
      throw .message("the provided selector \(text.goQuoted) is not valid: \(error.description)")
    }
  }

  /// The next document of a file; nil at its end, and where it cannot be read on.
  private func nextValid(_ documents: inout DocumentStream, _ problems: inout [KubectlError]) -> Manifest? {
    do throws(KubectlError) {
      guard let document = try documents.next() else { return nil }
      if let validator {
        do throws(KubectlError) { try validator(document.object) } catch {
          throw error.prefixed("error validating \(document.source.goQuoted)")
        }
      }
      return document
    } catch {
      problems.append(error)
      return nil
    }
  }

  /// The object of a document, or those of a list.
  private func items(in document: Manifest, _ problems: inout [KubectlError]) -> [ResourceItem] {
    guard document.object.kind.hasSuffix("List"), document.object["items"]?.arrayValue != nil else {
      do throws(KubectlError) { return [try item(of: document)] } catch {
        problems.append(error)
        return []
      }
    }
    var items: [ResourceItem] = []
    var unknown: [KubectlError] = []
    for object in Self.members(of: document.object, depth: 0) {
      do throws(KubectlError) { items.append(try member(object, source: document.source)) } catch {
        unknown.append(error)
      }
    }
    if !unknown.isEmpty { problems.append(.several(unknown)) }
    return items
  }

  /// The objects of a list and of the lists in it. The members of a list of one kind are of that kind where they do not
  /// say so themselves.
  private static func members(of list: JSONValue, depth: Int) -> [JSONValue] {
    let kind = String(list.kind.dropLast("List".count))
    return (list["items"]?.arrayValue ?? []).flatMap { member in
      var member = member
      if member.kind.isEmpty, member.apiVersion.isEmpty, !kind.isEmpty, member.objectValue != nil {
        member["kind"] = .string(kind)
        member["apiVersion"] = .string(list.apiVersion)
      }
      guard member.kind.hasSuffix("List"), member["items"]?.arrayValue != nil, depth < 32 else { return [member] }
      return members(of: member, depth: depth + 1)
    }
  }

  private func member(_ object: JSONValue, source: String) throws(KubectlError) -> ResourceItem {
    let missing =
      object.kind.isEmpty
      ? "Object 'Kind' is missing in 'object has no kind field '"
      : object.apiVersion.isEmpty ? "Object 'apiVersion' is missing in 'object has no apiVersion field'" : nil
    if let missing {
      throw .message("unable to get type info from the object \"*unstructured.Unstructured\": \(missing)")
    }
    if let problem = ManifestDecoding.problem(in: object) {
      throw .message("unable to decode \(source.goQuoted): \(problem)")
    }
    do throws(KubectlError) {
      return item(object, try mapper.resource(kind: object.kind, apiVersion: object.apiVersion), source)
    } catch {
      guard case .message(let text) = error else { throw error }
      throw .message("unable to recognize \(text)")
    }
  }

  private func item(of document: Manifest) throws(KubectlError) -> ResourceItem {
    let object = document.object
    let source = document.source.goQuoted
    if let problem = ManifestDecoding.problem(in: object) { throw .message("unable to decode \(source): \(problem)") }
    do throws(KubectlError) {
      return item(object, try mapper.resource(kind: object.kind, apiVersion: object.apiVersion), document.source)
    } catch {
      guard case .message(let text) = error else { throw error }
      throw .message(
        "resource mapping not found for name: \(object.name.goQuoted) namespace: \(object.namespace.goQuoted) from \(source): \(text)\nensure CRDs are installed first"
      )
    }
  }

  private func item(_ object: JSONValue, _ mapping: DiscoveredResource, _ source: String) -> ResourceItem {
    ResourceItem(mapping: mapping, namespace: object.namespace, name: object.name, source: source, object: object)
  }

  /// Puts the object into the query's namespace where it names none.
  private func placed(_ item: ResourceItem, _ query: ResourceQuery) throws(KubectlError) -> ResourceItem {
    // What stays on this side keeps the namespace that it has, or none.
    isLocal ? item : try item.placed(in: query.namespace, isRequired: query.requiresNamespace)
  }
}

extension ResourceItem {
  /// The item in `namespace` where it names none; where `isRequired`, throws when it names another.
  func placed(in namespace: String, isRequired: Bool) throws(KubectlError) -> ResourceItem {
    guard mapping.isNamespaced else { return self }
    var item = self
    if self.namespace.isEmpty {
      item.namespace = namespace
      item.object?.set(.string(namespace), at: "metadata", "namespace")
    } else if isRequired, self.namespace != namespace {
      throw .message(
        "the namespace from the provided object \(self.namespace.goQuoted) does not match the namespace \(namespace.goQuoted). You must pass '--namespace=\(self.namespace)' to perform this operation."
      )
    }
    return item
  }
}
