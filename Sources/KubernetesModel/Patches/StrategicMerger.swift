/// Applies a strategic merge patch to an object or, on the client, to another patch.
struct StrategicMerger {
  let table: TypeTable
  /// Whether the "original" is a patch itself, whose directives and nulls are to stay.
  let combinesPatches: Bool

  private typealias Names = StrategicMergePatch

  func merged(_ original: JSONObject, _ patch: JSONObject, _ type: FieldType) throws(PatchError) -> JSONObject {
    var patch = patch
    if let directive = patch[Names.directive] { return try replaced(directive, patch) }
    var result = original
    try retainKeys(&result, &patch)
    try mergeOrderedLists(&result, &patch, type)
    for member in patch.members { try merge(member.key, member.value, into: &result, type) }
    return result
  }

  private func replaced(_ directive: JSONValue, _ patch: JSONObject) throws(PatchError) -> JSONObject {
    switch directive.stringValue {
    case "replace":
      var result = patch
      result[Names.directive] = nil
      return result
    case "delete": return JSONObject()
    default:
      throw PatchError(
        .unprocessable, "unknown patch type: \(GoText.value(directive)) in map: \(GoText.value(.object(patch)))")
    }
  }

  private func merge(
    _ name: String, _ value: JSONValue, into result: inout JSONObject, _ type: FieldType
  ) throws(PatchError) {
    let isDeletion = name.hasPrefix(Names.deletionPrefix)
    if isDeletion, combinesPatches {
      result[name] = value
      return
    }
    let key = isDeletion ? try Self.field(of: name, Names.deletionPrefix) : name
    if value.isNull {
      result[key] = nil
      if !combinesPatches { return }
    }
    guard let current = result[key] else {
      if !isDeletion { result[key] = combinesPatches ? value : Self.withoutDirectives(value) }
      return
    }
    switch (current, value) {
    case (.object(let old), .object(let new)):
      let field = try table.strategicField(key, of: type)
      result[key] = .object(field.strategy == .replace ? new : try merged(old, new, field.type))
    case (.array(let old), .array(let new)):
      let field = try table.strategicField(key, of: type)
      result[key] = .array(try mergedList(old, new, field, isDeletion: isDeletion))
    default: if !isDeletion { result[key] = value }
    }
  }

  /// `containers` of `$setElementOrder/containers`.
  private static func field(of name: String, _ prefix: String) throws(PatchError) -> String {
    guard name.hasPrefix(prefix + "/") else {
      let what = prefix == Names.deletionPrefix ? "primitive list" : "setElementOrder list"
      throw PatchError(.malformed, "invalid patch format of \(what)")
    }
    return String(name.dropFirst(prefix.count + 1))
  }

  /// What is new takes no part in a merge: directives and nulls inside it mean nothing.
  private static func withoutDirectives(_ value: JSONValue) -> JSONValue {
    switch value {
    case .array(let elements):
      return .array(
        elements.filter { $0[Names.directive] == nil || $0[Names.directive]?.stringValue == "merge" }
          .map(withoutDirectives))
    case .object(let object):
      var result = JSONObject()
      for member in object.members where !member.value.isNull && !isDirective(member.key) {
        result[member.key] = withoutDirectives(member.value)
      }
      return .object(result)
    default: return value
    }
  }

  private static func isDirective(_ key: String) -> Bool {
    key == Names.directive || key == Names.retainKeys || key.hasPrefix(Names.elementOrderPrefix)
      || key.hasPrefix(Names.deletionPrefix)
  }

  /// Clears what `$retainKeys` does not name.
  private func retainKeys(_ original: inout JSONObject, _ patch: inout JSONObject) throws(PatchError) {
    guard let list = patch[Names.retainKeys] else { return }
    patch[Names.retainKeys] = nil
    if combinesPatches {
      if let other = original[Names.retainKeys], other != list {
        throw PatchError(
          .unexpected,
          "\(GoText.value(other)) and \(GoText.value(list)) are not deep equal: "
            + "this may happen when calculating the 3-way diff patch")
      }
      original[Names.retainKeys] = list
      return
    }
    let invalid = PatchError(.malformed, "invalid patch format of retainKeys")
    guard case .array(let elements) = list else { throw invalid }
    let kept = Set(elements.compactMap(\.stringValue))
    for member in patch.members where !member.value.isNull && !member.key.hasPrefix(Names.deletionPrefix) {
      guard member.key.hasPrefix(Names.elementOrderPrefix) || kept.contains(member.key) else { throw invalid }
    }
    for key in original.keys where !kept.contains(key) { original[key] = nil }
  }
}

// Lists.
extension StrategicMerger {
  /// Merges the lists for which the patch has an order: `$setElementOrder`, then the patch, then the object decide.
  private func mergeOrderedLists(
    _ original: inout JSONObject, _ patch: inout JSONObject, _ type: FieldType
  ) throws(PatchError) {
    for member in patch.members where member.key.hasPrefix(Names.elementOrderPrefix) {
      let invalid = PatchError(.malformed, "invalid patch format of setElementOrder list")
      if combinesPatches {
        if let other = original[member.key], other != member.value { throw invalid }
        original[member.key] = member.value
      }
      patch[member.key] = nil
      guard case .array(let order) = member.value else {
        throw StrategicList.badType("[]interface {}", member.value)
      }
      let key = try Self.field(of: member.key, Names.elementOrderPrefix)
      let current = try Self.list(original[key])
      let changes = try Self.list(patch[key])
      let field = try table.strategicField(key, of: type)
      try check(changes ?? [], against: order, field.mergeKey)
      guard current != nil || changes != nil else { continue }
      let merged: [JSONValue]
      if let current, let changes {
        merged = try mergedList(current, changes, field, isDeletion: false)
      } else {
        merged = current ?? changes ?? []
      }
      _ = try StrategicElementKind(of: current ?? [], changes ?? [])
      original[key] = .array(try ordered(merged, by: order, server: current ?? [], field.mergeKey))
      patch[key] = nil
    }
  }

  private static func list(_ value: JSONValue?) throws(PatchError) -> [JSONValue]? {
    guard let value else { return nil }
    guard case .array(let elements) = value else { throw StrategicList.badType("[]interface {}", value) }
    return elements
  }

  /// The elements of a patch must stand in the order in which `$setElementOrder` has them.
  private func check(_ patch: [JSONValue], against order: [JSONValue], _ mergeKey: String) throws(PatchError) {
    if patch.isEmpty || order.isEmpty { return }
    var rest = order[...]
    for element in patch where element[Names.directive] == nil {
      let key = mergeKey.isEmpty ? element : try StrategicList.key(element, mergeKey)
      var isFound = false
      while !isFound, let next = rest.popFirst() {
        isFound = (mergeKey.isEmpty ? next : try StrategicList.key(next, mergeKey)) == key
      }
      guard isFound else {
        throw PatchError(
          .unexpected,
          "The order in patch list:\n\(GoText.value(.array(patch)))\n doesn't match \(Names.elementOrderPrefix) list:\n"
            + "\(GoText.value(.array(order)))\n")
      }
    }
  }

  private func mergedList(
    _ original: [JSONValue], _ patch: [JSONValue], _ field: StrategicField, isDeletion: Bool
  ) throws(PatchError) -> [JSONValue] {
    guard field.strategy == .merge else { return patch }
    if original.isEmpty, patch.isEmpty { return original }
    let kind = try StrategicElementKind(of: original, patch)
    guard kind == .object else {
      if isDeletion, !combinesPatches {
        let deleted = Set(patch)
        return original.filter { !deleted.contains($0) }
      }
      var seen = Set<JSONValue>()
      let both = (original + patch).filter { seen.insert($0).inserted }
      return try ordered(both, by: patch, server: original, "")
    }
    guard !field.mergeKey.isEmpty else {
      throw PatchError(.unexpected, "cannot merge lists without merge key for type struct")
    }
    let (kept, changes) = try withoutSpecial(original, patch, field.mergeKey)
    let merged = try mergedObjects(kept, changes, field)
    return try ordered(merged, by: changes, server: kept, field.mergeKey)
  }

  /// Obeys the elements with `$patch` and takes them out.
  private func withoutSpecial(
    _ original: [JSONValue], _ patch: [JSONValue], _ mergeKey: String
  ) throws(PatchError) -> (original: [JSONValue], patch: [JSONValue]) {
    var deleted = Set<JSONValue>()
    var plain: [JSONValue] = []
    var replaces = false
    for element in patch {
      guard let directive = element[Names.directive] else {
        plain.append(element)
        continue
      }
      switch directive.stringValue {
      case "delete": deleted.insert(try StrategicList.key(element, mergeKey))
      case "replace": replaces = true
      case "merge": throw PatchError(.unexpected, "merging lists cannot yet be specified in the patch")
      default:
        throw PatchError(
          .unprocessable, "unknown patch type: \(GoText.value(directive)) in map: \(GoText.value(element))")
      }
    }
    if replaces { return (plain, []) }
    if deleted.isEmpty { return (original, plain) }
    return (original.filter { element in element[mergeKey].map { !deleted.contains($0) } ?? true }, plain)
  }

  private func mergedObjects(
    _ original: [JSONValue], _ patch: [JSONValue], _ field: StrategicField
  ) throws(PatchError) -> [JSONValue] {
    var result = original
    var positions: [JSONValue: Int] = [:]
    for (index, element) in original.enumerated() {
      if let key = element[field.mergeKey], positions[key] == nil { positions[key] = index }
    }
    for element in patch {
      let key = try StrategicList.key(element, field.mergeKey)
      if let index = positions[key], case .object(let old) = result[index], case .object(let new) = element {
        result[index] = .object(try merged(old, new, field.elementType))
      } else {
        positions[key] = result.count
        result.append(combinesPatches ? element : Self.withoutDirectives(element))
      }
    }
    return result
  }

  /// Puts the elements that `order` names in its order, and the others among them where the server had them.
  private func ordered(
    _ merged: [JSONValue], by order: [JSONValue], server: [JSONValue], _ mergeKey: String
  ) throws(PatchError) -> [JSONValue] {
    let named = try StrategicList.positions(order, mergeKey)
    let places = try StrategicList.positions(server, mergeKey)
    var patched: [JSONValue] = []
    var others: [JSONValue] = []
    for element in merged {
      let key = mergeKey.isEmpty ? element : try StrategicList.key(element, mergeKey)
      if named[key] == nil { others.append(element) } else { patched.append(element) }
    }
    patched = try StrategicList.sorted(patched, as: order, mergeKey)
    others = try StrategicList.sorted(others, as: server, mergeKey)
    func place(_ element: JSONValue) -> Int? { places[mergeKey.isEmpty ? element : element[mergeKey] ?? .null] }
    var result: [JSONValue] = []
    var rest = patched[...]
    for element in others {
      while let next = rest.first {
        if let left = place(element), let right = place(next), left < right { break }
        result.append(next)
        rest.removeFirst()
      }
      result.append(element)
    }
    return result + rest
  }
}
