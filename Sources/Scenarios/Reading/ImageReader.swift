import ContainerShell

/// Reads what an image is: its tags and its files. What runs in it is `ProgramReader`'s.
enum ImageReader {
  private static let keys = [
    "image", "tags", "base", "entrypoint", "command", "ports", "user", "files", "environment", "size", "pull", "login",
    "program",
  ]

  static func image(_ node: SourceNode) throws(ScenarioProblem) -> ImageDescription {
    let map = try MapReader(node, "an image", keys: keys)
    var image = ImageDescription(repository: try map.text("image"))
    if let base = map["base"] { image.base = try base.choice("base", of: ImageBase.self) }
    image.entrypoint = try map.texts("entrypoint")
    image.command = try map.texts("command")
    for port in try map.list("ports") { image.ports.append(try port.whole(in: 1...65_535)) }
    if let user = map["user"] { image.user = try user.whole() }
    image.files = try files(map)
    image.environment = try map.textMap("environment")
    if let size = map["size"] { image.size = try size.quantity(thousandths: false) }
    if map["pull"] != nil { image.pullDuration = try map.duration("pull") }
    if let node = map["login"] {
      let login = try MapReader(node, "a login", keys: ["username", "password"])
      image.credentials = RegistryCredentials(
        username: try login.text("username"), password: try login.text("password"))
    }
    if let program = map["program"] { image.program = try ProgramReader.program(program) }
    let plain = image
    for tag in try map.list("tags") { image.tags.append(try self.tag(tag, of: plain)) }
    return image
  }

  /// A tag's name, or a map for a tag in which another program runs.
  private static func tag(_ node: SourceNode, of image: ImageDescription) throws(ScenarioProblem) -> ImageTag {
    guard case .map = node.content else { return ImageTag(name: try node.text()) }
    let map = try MapReader(node, "a tag", keys: ["name", "program"])
    var tagged = image
    if let program = map["program"] { tagged.program = try ProgramReader.program(program) }
    return ImageTag(name: try map.text("name"), image: tagged)
  }

  private static func files(_ map: MapReader) throws(ScenarioProblem) -> [ImageFile] {
    var files: [ImageFile] = []
    for node in try map.list("files") {
      let map = try MapReader(node, "a file", keys: ["path", "content"])
      files.append(ImageFile(path: try map.text("path"), content: try map.text("content", or: "")))
    }
    return files
  }
}
