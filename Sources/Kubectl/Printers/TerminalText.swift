extension String {
  /// The text with what would steer a terminal made visible.
  var escapedForTerminal: String {
    guard utf8.contains(where: { $0 == 0x1B || $0 == 0x0D }) else { return self }
    var result = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "\u{1B}": result += "^["
      case "\r": result += "\\r"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
