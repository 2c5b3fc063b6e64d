import Drills
import Foundation
import Terminal

/// What the game's shell reads before the first line of a run: the player's own aliases, functions and options.
enum ShellSettings {
  static var path: String { PlayerFolder.shellSettings }

  /// The player's own file, or what is usual where there is none.
  static func text() throws(Failure) -> String {
    guard let data = FileManager.default.contents(atPath: path) else { return usual }
    guard data.count <= Drill.setupLimit else {
      throw Failure("\(path) is larger than \(Drill.setupLimit / 1024) KB: the game's shell reads no more.")
    }
    return String(decoding: data, as: UTF8.self)
  }

  /// What people who type kubectl all day have in their own shell.
  private static let usual = """
    alias kg='kubectl get'
    alias kgp='kubectl get pods'
    alias kgpw='kubectl get pods -o wide'
    alias kgd='kubectl get deployments'
    alias kgs='kubectl get services'
    alias kgn='kubectl get nodes'
    alias kge='kubectl get events --sort-by=.lastTimestamp'
    alias kd='kubectl describe'
    alias kdp='kubectl describe pod'
    alias kl='kubectl logs'
    alias klp='kubectl logs --previous'
    alias klf='kubectl logs --follow'
    alias kx='kubectl exec -it'
    alias kaf='kubectl apply -f'
    alias ke='kubectl edit'
    alias kr='kubectl rollout'
    alias kt='kubectl top'
    alias ll='ls -l'
    """
}
