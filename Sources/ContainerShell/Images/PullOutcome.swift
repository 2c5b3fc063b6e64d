/// What comes of asking a registry for an image.
package enum PullOutcome: Sendable {
  case pulled(PulledImage)
  case failed(PullFailure)
}

/// An image on a node.
package struct PulledImage: Hashable, Sendable {
  private let shared: Shared<ImageDescription>
  package let reference: ImageReference
  /// The name by which a container's status shows the image.
  package private(set) var shownName: ImageReference
  /// `docker.io/library/nginx@sha256:…`: what a container's status shows as its imageID.
  package let identifier: String
  /// Compressed, in bytes.
  package let size: Int64
  package let duration: Duration

  init(
    image: ImageDescription, reference: ImageReference, identifier: String, size: Int64, duration: Duration
  ) {
    shared = Shared(image)
    self.reference = reference
    shownName = reference
    self.identifier = identifier
    self.size = size
    self.duration = duration
  }

  package var image: ImageDescription { shared.value }

  /// The same image as a further name of `other`: the runtime shows both by what it knew first.
  package func named(as other: PulledImage) -> PulledImage {
    var named = PulledImage(
      image: image, reference: reference, identifier: other.identifier, size: other.size, duration: duration)
    named.shownName = other.reference
    return named
  }
}

/// Why a pull failed, in containerd's words.
package struct PullFailure: Error, Hashable, Sendable {
  /// The gRPC code: `NotFound`, `Unknown`.
  package let code: String
  package let message: String
  /// How long it took to fail.
  package let duration: Duration

  /// As the kubelet shows it: `rpc error: code = NotFound desc = …`.
  package var text: String { "rpc error: code = \(code) desc = \(message)" }
}
