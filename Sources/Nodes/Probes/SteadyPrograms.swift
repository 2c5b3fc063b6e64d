import ContainerShell

extension ContainerStart {
  /// Whether the container answers the same for as long as it runs, and is not changed by being asked: no answer depends
  /// on anything, none is logged or costs memory. What runs a command of its own may do anything.
  var answersSteadily: Bool {
    guard command == nil, image.program.memory.perRequest == 0 else { return false }
    return image.program.listeners.allSatisfy { listener in
      listener.requestLine == nil
        && (listener.routes.flatMap(\.answers) + [listener.fallback]).allSatisfy {
          $0.conditions.isEmpty && $0.lines.isEmpty
        }
    }
  }
}
