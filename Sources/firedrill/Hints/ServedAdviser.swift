import AdviceProviders
import Drills
import Foundation
import GameServer
import Hints
import Terminal

/// Answers the questions of those who play on a server.
struct ServedAdviser: AdviceService {
  let desk: AdviceDesk

  var options: AdviceOptions { desk.options }

  func advice(on request: AdviceRequest, for player: String) async -> Advice {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread { continuation.resume(returning: desk.answer(request, for: player)) }
    }
  }
}

extension AdviceDesk {
  /// The AI service that the environment or the config file names; nil where there is none. What is wrong with it is said.
  static func configured() -> AdviceDesk? {
    do {
      return try ProviderSettings.configured().map { AdviceDesk(Provider($0)) }
    } catch {
      TerminalDevice().write("firedrill: \(error) Questions are not answered until that is mended.\n", toError: true)
      return nil
    }
  }

  func answer(_ request: AdviceRequest, for player: String) -> Advice {
    guard case .answer(let question) = request.wish else { return .unavailable }
    do {
      return answer(question, in: try request.situation(), for: player)
    } catch {
      return Advice(isAvailable: true, why: "What was done so far cannot be read again.")
    }
  }
}
