import SimulationKernel

extension FileSystem {
  /// Lays a mount over what the image has at its path.
  mutating func mount(_ mount: ContainerMount, at instant: Instant) {
    let parts = FilePath.components(mount.path, in: "/")
    if mount.files.count == 1, let bytes = mount.files[""] {
      place(
        FileNode(.file(bytes), mode: mount.mode, owner: mount.owner, group: mount.group, modified: instant),
        at: mount.path)
    } else {
      place(directory(of: mount, at: instant), at: mount.path)
    }
    mounts.append(
      Mount(path: parts, volume: mount.volume, isReadOnly: mount.isReadOnly, sizeLimit: mount.sizeLimit))
  }

  private func directory(of mount: ContainerMount, at instant: Instant) -> FileNode {
    var tree = FileSystem()
    for (name, bytes) in mount.files.sorted(by: { $0.key < $1.key }) {
      tree.place(
        FileNode(.file(bytes), mode: mount.mode, owner: mount.owner, group: mount.group, modified: instant),
        at: "/" + name)
    }
    var directory = tree.root
    directory.mode = mount.directoryMode
    directory.owner = mount.owner
    directory.group = mount.group
    directory.modified = instant
    return directory
  }

  /// Replaces the files of a mounted volume with what came from outside.
  mutating func replace(volume: String, with files: [String: [UInt8]], at instant: Instant) {
    for mount in mounts where mount.volume == volume {
      let path = "/" + mount.path.joined(separator: "/")
      guard let old = try? node(path) else { continue }
      let source = ContainerMount(
        path: path, volume: volume, isReadOnly: mount.isReadOnly, files: files, owner: old.owner, group: old.group,
        directoryMode: old.mode)
      if old.isDirectory {
        place(directory(of: source, at: instant), at: path)
      } else if let bytes = files[""] ?? files.values.first {
        var fresh = old
        fresh.content = .file(bytes)
        fresh.modified = instant
        place(fresh, at: path)
      }
    }
  }
}
