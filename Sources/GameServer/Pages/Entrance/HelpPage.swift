import Leaderboard

/// How to play, in a browser and elsewhere.
enum HelpPage {
  /// - Parameter publicURL: where players reach this server.
  static func html(publicURL: String, in frame: PageFrame) -> String {
    frame.document("Help", "<h1>Help</h1>\n\(play)\(points)\(keys)\(elsewhere(publicURL))\(teams)")
  }

  private static let play: HTML = """
    <section aria-labelledby="h-play">
    <h2 id="h-play">Play</h2>
    <p>Choose a scenario and start it. You are called to an incident: read the call, look around with kubectl, say what is
    broken, mend it. It is over when all objectives are met and stay so for a while.</p>
    <p>Type <code>kubectl</code> or <code>k</code> and shell commands as you would at work, with pipes to <code>grep</code>,
    <code>jq</code> and the rest. Besides, the game knows:</p>
    <table><tbody>
    <tr><th scope="row"><code>brief</code></th><td>the call again</td></tr>
    <tr><th scope="row"><code>check</code></th><td>which objectives are met</td></tr>
    <tr><th scope="row"><code>diagnose deployment/web W03</code></th><td>says what is broken and how; <code>diagnose</code> alone lists the classes</td></tr>
    <tr><th scope="row"><code>hint</code>, <code>hint yes</code></th><td>what the next hint costs; takes it</td></tr>
    <tr><th scope="row"><code>hint why …</code>, <code>explain</code></th><td>where the server has an AI service: an answer for a hint’s price; what the last output means, for nothing</td></tr>
    <tr><th scope="row"><code>timeline</code>, <code>score</code></th><td>what you did and what it showed; your card so far</td></tr>
    <tr><th scope="row"><code>skip 5m</code></th><td>lets simulated time pass, where the scenario allows it</td></tr>
    <tr><th scope="row"><code>giveup</code></th><td>ends the run and tells what it was</td></tr>
    </tbody></table>
    </section>

    """

  private static let points: HTML = """
    <section aria-labelledby="h-points">
    <h2 id="h-points">What earns points</h2>
    <ul>
    <li><strong>Evidence:</strong> facts that an answer showed you, whatever tool you used, up to the cause.</li>
    <li><strong>Diagnosis:</strong> the right object and class, best at the first answer.</li>
    <li><strong>Resolution:</strong> the objectives hold. A little for being under par.</li>
    <li><strong>It costs</strong> to change things before there is evidence, to break what was healthy, and to take hints.</li>
    </ul>
    </section>

    """

  private static let keys: HTML = """
    <section aria-labelledby="h-keys">
    <h2 id="h-keys">Keys of the terminal</h2>
    <table><tbody>
    <tr><th scope="row"><kbd>Enter</kbd></th><td>runs the line; while a program reads, sends it to the program</td></tr>
    <tr><th scope="row"><kbd>Shift</kbd> <kbd>Enter</kbd></th><td>begins a new line; what you paste may have several, too</td></tr>
    <tr><th scope="row"><kbd>Tab</kbd></th><td>completes commands, flags, files, and names from the cluster as it is now; leaves the field when it is empty, or after <kbd>Esc</kbd></td></tr>
    <tr><th scope="row"><kbd>↑</kbd> <kbd>↓</kbd></th><td>earlier and later lines, those that begin as what you typed</td></tr>
    <tr><th scope="row"><kbd>Ctrl</kbd> <kbd>R</kbd></th><td>an earlier line that holds what you typed; again for the one before</td></tr>
    <tr><th scope="row"><kbd>Ctrl</kbd> <kbd>C</kbd></th><td>breaks off; copies when something is selected</td></tr>
    <tr><th scope="row"><kbd>Ctrl</kbd> <kbd>D</kbd></th><td>ends what a program reads</td></tr>
    <tr><th scope="row"><kbd>Ctrl</kbd> <kbd>L</kbd></th><td>clears the screen</td></tr>
    <tr><th scope="row"><kbd>Ctrl</kbd> <kbd>A</kbd> <kbd>E</kbd> <kbd>K</kbd> <kbd>U</kbd></th><td>start, end of the line; delete to the end, to the start</td></tr>
    </tbody></table>
    <p>On a phone the keys stand below the line. <code>kubectl edit</code> opens an editor.</p>
    </section>

    """

  private static func elsewhere(_ publicURL: String) -> HTML {
    """
    <section aria-labelledby="h-elsewhere">
    <h2 id="h-elsewhere">In your own terminal</h2>
    <p><code>firedrill join \(publicURL)</code> plays here in your terminal, as solo. <code>firedrill join \(publicURL)
    --shell</code> gives you a shell with your own kubectl and tools; each run's page has the kubeconfig to download, too.</p>
    </section>

    """
  }

  private static let teams: HTML = """
    <section aria-labelledby="h-teams">
    <h2 id="h-teams">Teams and competitions</h2>
    <p>A team shares one cluster a scenario. Everybody's commands act on it, evidence counts once for all, and the feed beside
    the terminal shows who found what. In a competition each team has its own variant of an incident: answers cannot be passed
    on. Equal scores are in the order of their last improvement.</p>
    </section>

    """
}
