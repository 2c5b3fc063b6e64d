/// The causal graph as text: each fact under what it leads to, what was seen lit up.
enum GraphText {
  static func text(_ graph: CausalGraph, style: Style) -> String {
    var text = style.bold("How it hangs together") + style.faint("  (* seen, o not seen)") + "\n"
    for node in graph.nodes {
      let line = (node.isLit ? "* " : "o ") + node.sentence
      let shown = node.isLit ? style.good(line) : node.isCause ? style.bold(line) : style.faint(line)
      text += "  " + (node.isCause ? "" : String(repeating: "   ", count: node.depth - 1) + "`- ") + shown + "\n"
    }
    return text
  }
}
