import SimulationKernel

/// The images that are described, and what registries answer for any reference.
package struct ImageCatalogue: Sendable {
  /// By their repository's full name, as in `docker.io/library/nginx`.
  private var images: [String: ImageDescription] = [:]
  /// The repositories that no scenario described: their registry has more digests than are listed here.
  private var builtIn: Set<String> = []

  /// The images that are always there, and those given, which win.
  package init(images: [ImageDescription] = []) {
    for image in BuiltInImages.all { add(image) }
    builtIn = Set(self.images.keys)
    for image in images { add(image) }
  }

  /// Adds an image, in place of what was described for its repository; one whose name is none is left out.
  package mutating func add(_ image: ImageDescription) {
    guard let reference = try? ImageReference(image.repository) else { return }
    images[reference.name] = image
    builtIn.remove(reference.name)
  }

  /// The description of a repository; nil where nobody described it.
  package func description(of reference: ImageReference) -> ImageDescription? { images[reference.name] }

  /// What a node gets that asks for an image.
  package func pull(_ reference: ImageReference, credentials: [RegistryCredentials] = []) -> PullOutcome {
    guard let described = images[reference.name] else { return pullUndescribed(reference) }
    if let needed = described.credentials, !credentials.contains(needed) {
      return .failed(denied(reference, hasCredentials: !credentials.isEmpty))
    }
    guard reference.digest != nil || reference.tag == nil else {
      guard let image = reference.tag.flatMap(described.tagged) else { return .failed(notFound(reference)) }
      return .pulled(pulled(image, reference))
    }
    guard let digest = reference.digest, let image = image(of: described, digest: digest, reference) else {
      return .failed(notFound(reference))
    }
    return .pulled(pulled(image, reference))
  }

  private func image(of described: ImageDescription, digest: String, _ reference: ImageReference) -> ImageDescription? {
    if described.tags.isEmpty || builtIn.contains(reference.name) { return described }
    let tag = described.tags.first { Self.digest(of: reference.name + ":" + $0.name) == digest }
    return tag.map { $0.image ?? described }
  }

  private func pullUndescribed(_ reference: ImageReference) -> PullOutcome {
    let host = reference.domain.split(separator: ":").first.map(String.init) ?? reference.domain
    let isReserved = host == "example.com" || host.hasSuffix(".example.com") || host.hasSuffix(".invalid")
    if isReserved { return .failed(noSuchHost(reference, host)) }
    if reference.domain == "docker.io", reference.path.hasPrefix("library/"),
      !OfficialImages.names.contains(String(reference.path.dropFirst(8)))
    {
      return .failed(denied(reference, hasCredentials: false))
    }
    return .pulled(pulled(OfficialImages.description(of: reference), reference))
  }

  private func pulled(_ image: ImageDescription, _ reference: ImageReference) -> PulledImage {
    let digest = reference.digest ?? Self.digest(of: reference.name + ":" + (reference.tag ?? ""))
    let byRate = Duration.milliseconds(350) + .microseconds(image.size / 25)
    return PulledImage(
      image: image, reference: reference, identifier: reference.name + "@" + digest, size: image.size,
      duration: image.pullDuration ?? byRate)
  }

  /// The digest that a tag has, the same on every node.
  package static func digest(of name: String) -> String {
    var stream = RandomStream(seed: 0, name: name)
    var text = "sha256:"
    for _ in 0..<4 {
      let word = String(stream.next(), radix: 16)
      text += String(repeating: "0", count: 16 - word.utf8.count) + word
    }
    return text
  }

  private func resolving(_ reference: ImageReference, _ reason: String) -> String {
    "failed to pull and unpack image \"\(reference.text)\": failed to resolve reference \"\(reference.text)\": \(reason)"
  }

  private func notFound(_ reference: ImageReference) -> PullFailure {
    PullFailure(
      code: "NotFound", message: resolving(reference, "\(reference.text): not found"), duration: .milliseconds(620))
  }

  private func noSuchHost(_ reference: ImageReference, _ host: String) -> PullFailure {
    let version = reference.digest ?? reference.tag ?? ""
    let url = "https://\(reference.domain)/v2/\(reference.path)/manifests/\(version)"
    return PullFailure(
      code: "Unknown",
      message: resolving(reference, "failed to do request: Head \"\(url)\": dial tcp: lookup \(host): no such host"),
      duration: .milliseconds(40))
  }

  private func denied(_ reference: ImageReference, hasCredentials: Bool) -> PullFailure {
    let reason =
      hasCredentials
      ? "failed to authorize: failed to fetch oauth token: unexpected status from GET request to "
        + "https://\(reference.domain)/token?scope=repository%3A"
        + reference.path.split(separator: "/").joined(separator: "%2F") + "%3Apull: 401 Unauthorized"
      : "pull access denied, repository does not exist or may require authorization: "
        + "server message: insufficient_scope: authorization failed"
    return PullFailure(code: "Unknown", message: resolving(reference, reason), duration: .milliseconds(540))
  }
}
