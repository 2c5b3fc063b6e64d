extension Picture {
  /// How large a graph is drawn: once for wide pages, once for narrow ones.
  package struct GraphSize: Hashable, Sendable {
    package var width: Int
    var indent: Int
    /// How wide a letter is, about.
    var letter = 7.4
    /// Letters of a sentence that are shown.
    package var sentence = 300

    package static let wide = GraphSize(width: 760, indent: 34)
    package static let narrow = GraphSize(width: 340, indent: 15)
  }

  private static let lineHeight = 20
  private static let gap = 10

  /// The causal graph: a box a fact, below what it leads to; full and solid where it was seen, empty and dashed where not.
  package static func graph(_ graph: CausalGraph, _ size: GraphSize, id: String = "graph", className: String = "")
    -> String
  {
    var boxes = ""
    // What is lit lies over what is not.
    var edges = (lit: "", unlit: "")
    var top = 1
    // Where the line to the boxes below starts, of each node.
    var starts: [(x: Int, y: Int)] = []
    for node in graph.nodes {
      let left = 1 + min(node.depth, 12) * size.indent
      let columns = Int(Double(size.width - left - 24) / size.letter)
      let lines = Markup.lines(node.sentence, columns: columns, letters: size.sentence)
      let height = (lines.count + 1) * lineHeight + 12
      if let parent = node.parent {
        let (x, y) = starts[parent]
        let path = "<path d=\"M\(x) \(y)V\(top + 20)H\(left)\" class=\"edge \(node.isLit ? "lit" : "unlit")\"/>\n"
        if node.isLit { edges.lit += path } else { edges.unlit += path }
      }
      boxes += box(node, lines, left: left, top: top, width: size.width - left - 1, height: height)
      starts.append((left + size.indent / 2, top + height))
      top += height + gap
    }
    let facts = graph.nodes.filter { !$0.isCause }
    return svg(
      id: id, title: "How it hangs together",
      description: "\(facts.count(where: \.isLit)) of \(facts.count) facts were seen. The list below says which.",
      size: "viewBox=\"0 0 \(size.width) \(top)\" width=\"100%\"", className: className,
      edges.unlit + edges.lit + boxes)
  }

  private static func box(
    _ node: CausalGraph.Node, _ lines: [String], left: Int, top: Int, width: Int, height: Int
  ) -> String {
    let kind = (node.isCause ? "cause " : "") + (node.isLit ? "lit" : "unlit")
    var text =
      "<rect x=\"\(left)\" y=\"\(top)\" width=\"\(width)\" height=\"\(height)\" rx=\"7\" class=\"box \(kind)\"/>\n"
    text += "<text x=\"\(left + 12)\" y=\"\(top + 22)\" class=\"small \(node.isLit ? "lit" : "faint")\">"
    text += Markup.text(standing(of: node)) + "</text>"
    for (index, line) in lines.enumerated() {
      let y = top + 22 + (index + 1) * lineHeight
      text += "<text x=\"\(left + 12)\" y=\"\(y)\">\(Markup.text(line))</text>"
    }
    return text + "\n"
  }

  /// What is said above a fact's sentence.
  package static func standing(of node: CausalGraph.Node) -> String {
    let seen = node.seconds.map(CardText.clock)
    if node.isCause { return "The cause" + (seen.map { ", named at \($0)" } ?? ", not named") }
    var text = "\(node.number). " + (seen.map { "Seen at \($0)" } ?? "Not seen")
    if node.isLate { text += ", after the mend" }
    if !node.alsoLeadsTo.isEmpty {
      text += "; leads to " + node.alsoLeadsTo.map { $0 == 0 ? "the cause" : "\($0)" }.joined(separator: ", ") + ", too"
    }
    return text
  }
}
