import Scoring

/// The causal graph as boxes below each other, each hanging on what it leads to. What was seen is lit: its box is drawn
/// through, while the others are dashed.
enum GraphPage {
  private struct Frame {
    let topLeft, topRight, bottomLeft, bottomRight, across, down: String

    static let lit = Frame(
      topLeft: "┌", topRight: "┐", bottomLeft: "└", bottomRight: "┘", across: "─", down: "│")
    static let unlit = Frame(
      topLeft: "┌", topRight: "┐", bottomLeft: "└", bottomRight: "┘", across: "╌", down: "┊")
    static let cause = Frame(
      topLeft: "╔", topRight: "╗", bottomLeft: "╚", bottomRight: "╝", across: "═", down: "║")
  }

  /// Columns that a level goes further in.
  private static let indent = 4
  private static let deepest = 8
  /// Columns of the whole graph: sentences are not much longer.
  private static let widest = 110

  static func lines(_ graph: CausalGraph, columns: Int) -> [StyledText] {
    let lit = graph.nodes.count { !$0.isCause && $0.isLit }
    var lines = [
      StyledText("\(lit) of \(graph.nodes.count - 1) facts seen; what was not is dashed.", .faint), StyledText(),
    ]
    for index in graph.nodes.indices { lines += node(index, graph, columns) }
    return lines
  }

  private static func node(_ index: Int, _ graph: CausalGraph, _ columns: Int) -> [StyledText] {
    let node = graph.nodes[index]
    let isDeep = node.depth > deepest
    let rails = rails(of: node, graph.rails(of: index))
    let look: Look = node.isLit ? .good : .faint
    let width = max(16, min(columns, widest) - rails.width - (node.isCause ? 0 : 2))
    let hasBelow = graph.nodes.contains { $0.parent == index }
    let box = box(node, width: width, hasBelow: hasBelow && !isDeep)
    guard !node.isCause else { return box }
    // The second row of the box, its first of text, hangs on the line from above.
    return box.enumerated().map { row, line in
      let stem: StyledText
      switch row {
      case 0: stem = StyledText("│ ", .faint)
      case 1: stem = StyledText(node.hasNext ? "├─" : "└─", look)
      default: stem = StyledText(node.hasNext ? "│ " : "  ", .faint)
      }
      return rails + stem + line
    }
  }

  /// The lines that go down past a box, left of its own.
  private static func rails(of node: CausalGraph.Node, _ goesOn: [Bool]) -> StyledText {
    var text = node.isCause ? "" : "  "
    for isGoingOn in goesOn.prefix(deepest - 1) { text += (isGoingOn ? "│" : " ").padded(to: indent) }
    return StyledText(text, .faint)
  }

  private static func box(_ node: CausalGraph.Node, width: Int, hasBelow: Bool) -> [StyledText] {
    let frame = node.isCause ? Frame.cause : node.isLit ? .lit : .unlit
    let look: Look = node.isLit ? .good : .faint
    let inside = width - 4
    let heading = StyledText(" \(standing(of: node)) ", Look(look.tone, isBold: node.isLit, isFaint: look.isFaint))
      .truncated(to: width - 4)
    let line = String(repeating: frame.across, count: max(0, width - 3 - heading.width))
    var rows = [
      StyledText(frame.topLeft + frame.across, look) + heading + StyledText(line + frame.topRight, look)
    ]
    for text in StyledText(shown: node.sentence, node.isLit ? .plain : .faint).wordWrapped(to: inside) {
      let blank = String(repeating: " ", count: max(0, inside - text.width))
      rows.append(StyledText(frame.down + " ", look) + text + StyledText(blank + " " + frame.down, look))
    }
    // Where facts hang below, the line down to them begins in the box's lower side.
    let knot = node.isCause ? "╤" : "┬"
    let under = hasBelow ? frame.across + knot : frame.across + frame.across
    rows.append(
      StyledText(
        frame.bottomLeft + under + String(repeating: frame.across, count: width - 4) + frame.bottomRight, look))
    return rows
  }

  private static func standing(of node: CausalGraph.Node) -> String {
    (node.isLit ? "✓ " : "· ") + Picture.standing(of: node)
  }
}
