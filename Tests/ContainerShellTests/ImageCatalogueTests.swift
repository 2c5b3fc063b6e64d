import ContainerShell
import Testing

@Suite struct ImageCatalogueTests {
  @Test(
    "names are completed as container runtimes do",
    arguments: [
      ("nginx", "docker.io/library/nginx:latest"),
      ("nginx:1.27", "docker.io/library/nginx:1.27"),
      ("docker.io/nginx", "docker.io/library/nginx:latest"),
      ("shop/cart", "docker.io/shop/cart:latest"),
      ("localhost:5000/cart:2", "localhost:5000/cart:2"),
      ("registry.k8s.io/pause:3.10", "registry.k8s.io/pause:3.10"),
    ])
  func namesAreCompletedAsContainerRuntimesDo(name: String, full: String) throws {
    #expect(try ImageReference(name).text == full)
  }

  @Test(
    "a name that is none is refused in the kubelet's words",
    arguments: [
      ("Nginx:1.27", "invalid reference format: repository name (library/Nginx) must be lowercase"),
      ("nginx:", "invalid reference format"), ("", "invalid reference format"), ("a b", "invalid reference format"),
      ("nginx:1.27:2", "invalid reference format"), ("shop//cart", "invalid reference format"),
      ("nginx@sha256:12", "invalid reference format"), ("-x", "invalid reference format"),
    ])
  func aNameThatIsNoneIsRefusedInTheKubeletsWords(name: String, reason: String) {
    #expect(throws: InvalidImageName(name: name, reason: reason)) { try ImageReference(name) }
  }

  private func answer(_ name: String, _ catalogue: ImageCatalogue = ImageCatalogue()) throws -> String {
    switch catalogue.pull(try ImageReference(name)) {
    case .pulled(let image): image.image.repository
    case .failed(let failure): failure.text
    }
  }

  @Test("a tag that a described repository lacks is not found")
  func aTagThatADescribedRepositoryLacksIsNotFound() throws {
    let reference = "docker.io/library/nginx:9.99"
    #expect(
      try answer("nginx:9.99")
        == "rpc error: code = NotFound desc = failed to pull and unpack image \"\(reference)\": "
        + "failed to resolve reference \"\(reference)\": \(reference): not found")
  }

  @Test("a public repository has more digests than tags are known here, a described one has not")
  func aPublicRepositoryHasMoreDigestsThanTagsAreKnownHereADescribedOneHasNot() throws {
    let digest = "@sha256:" + String(repeating: "ab", count: 32)
    #expect(try answer("busybox:1.38.0" + digest) == "busybox")
    let described = ImageCatalogue(images: [
      ImageDescription(repository: "shop/cart", tags: [ImageTag(name: "1")])
    ])
    #expect(try answer("shop/cart:1" + digest, described).hasSuffix("not found"))
  }

  @Test("hosts under example.com do not resolve")
  func hostsUnderExampleComDoNotResolve() throws {
    #expect(
      try answer("registry.example.com/shop/cart:1.0").hasSuffix(
        "failed to do request: Head \"https://registry.example.com/v2/shop/cart/manifests/1.0\": "
          + "dial tcp: lookup registry.example.com: no such host"))
  }

  @Test("a mistyped official image is denied")
  func aMistypedOfficialImageIsDenied() throws {
    #expect(
      try answer("ngnix").contains("pull access denied, repository does not exist or may require authorization"))
  }

  @Test("private images want credentials")
  func privateImagesWantCredentials() throws {
    let secret = RegistryCredentials(username: "shop", password: "s3cret")
    let catalogue = ImageCatalogue(images: [ImageDescription(repository: "ghcr.io/shop/cart", credentials: secret)])
    let reference = try ImageReference("ghcr.io/shop/cart:1")
    guard case .failed = catalogue.pull(reference), case .pulled = catalogue.pull(reference, credentials: [secret])
    else {
      Issue.record("credentials make no difference")
      return
    }
  }

  @Test("a tag may be another image")
  func aTagMayBeAnotherImage() throws {
    let broken = ImageDescription(repository: "shop/cart", user: 7)
    let image = ImageDescription(
      repository: "shop/cart", tags: [ImageTag(name: "1"), ImageTag(name: "2", image: broken)])
    #expect(image.tagged("1")?.user == 0)
    #expect(image.tagged("2")?.user == 7)
    #expect(image.tagged("3") == nil)
  }
}
