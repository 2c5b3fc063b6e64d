import AdviceProviders
import Drills
import Foundation
import Hints
import Synchronization

/// Answers the questions of somebody who plays alone.
final class OwnAdviser: Adviser {
  let desk: AdviceDesk

  private init(_ desk: AdviceDesk) { self.desk = desk }

  /// Nil where no AI service is set up; what is wrong with one that is is said once, and nobody is asked.
  static func configured() -> OwnAdviser? { AdviceDesk.configured().map(OwnAdviser.init) }

  var options: AdviceOptions { desk.options }

  /// Another thread waits for the answer, so that Ctrl-C is heard.
  func advise(_ request: AdviceRequest, isWanted: () -> Bool) -> Advice {
    let answer = Answer()
    let desk = desk
    Thread.detachNewThread {
      let advice = desk.answer(request, for: "")
      answer.advice.withLock { $0 = advice }
    }
    while isWanted() {
      if let advice = answer.advice.withLock(\.self) { return advice }
    }
    return .brokenOff
  }

  private final class Answer: Sendable {
    let advice = Mutex<Advice?>(nil)
  }
}
