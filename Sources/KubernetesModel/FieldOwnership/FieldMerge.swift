/// Merges an applied configuration into an object, and takes fields out of one.
struct FieldMerge {
  let table: TypeTable

  /// Both values' parts, the applied ones first where both have them; lists keep the order of what is applied.
  func merged(_ live: JSONValue, _ applied: JSONValue, _ shape: FieldShape) -> JSONValue {
    guard let old = FieldParts(live, shape, table)?.parts, let new = FieldParts(applied, shape, table)?.parts else {
      return applied
    }
    if case .object(var object) = live {
      for member in applied.objectValue?.members ?? [] {
        let inner = table.shape(of: member.key, in: shape)
        object[member.key] = object[member.key].map { merged($0, member.value, inner) } ?? member.value
      }
      return .object(object)
    }
    let newKeys = Set(new.map(\.key))
    var positions: [String: Int] = [:]
    for (index, part) in old.enumerated() { positions[part.key] = index }
    var result: [JSONValue] = []
    var next = 0
    for part in new {
      guard let index = positions[part.key] else {
        result.append(part.value)
        continue
      }
      // What only the object has keeps its place before its neighbour.
      while next < index {
        if !newKeys.contains(old[next].key) { result.append(old[next].value) }
        next += 1
      }
      result.append(merged(old[index].value, part.value, part.shape))
    }
    for part in old[min(next, old.count)...] where !newKeys.contains(part.key) { result.append(part.value) }
    return .array(result)
  }

  /// Takes out the members of a set. Nil for a value of which nothing is left.
  ///
  /// - Parameter kept: fields that stay, with everything around them.
  func removing(_ fields: JSONObject, keeping kept: JSONObject, from value: JSONValue, _ shape: FieldShape)
    -> JSONValue?
  {
    guard let parts = FieldParts(value, shape, table)?.parts else { return value }
    var object = value.objectValue
    var elements: [JSONValue] = []
    for part in parts {
      var left: JSONValue? = part.value
      if let node = fields[part.key]?.objectValue {
        let keptNode = kept[part.key]?.objectValue
        if keptNode == nil, FieldSet.isMember(node),
          FieldParts(part.value, part.shape, table) == nil || part.isOwnMember
        {
          left = nil
        } else {
          left = removing(
            FieldSet.withoutSelf(node), keeping: FieldSet.withoutSelf(keptNode ?? JSONObject()), from: part.value,
            part.shape)
          // An object that was applied empty stays, as such.
          if left == nil, let keptNode, FieldSet.isMember(keptNode) { left = part.value.objectValue == nil ? [] : [:] }
        }
      }
      if object != nil { object?[String(part.key.dropFirst(2))] = left } else if let left { elements.append(left) }
    }
    if let object { return object.isEmpty && !parts.isEmpty ? nil : .object(object) }
    return elements.isEmpty && !parts.isEmpty ? nil : .array(elements)
  }
}
