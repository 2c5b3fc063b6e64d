import Glibc
import HTTPClient

/// What an answer means whose status is no success.
struct StatusProblem {
  let settings: ProviderSettings

  func of(_ head: ResponseHead, _ body: [UInt8]) -> ProviderProblem {
    var detail = ServiceMessage.text(ofBody: body)
    if (300..<400).contains(head.status), let location = head["location"] { detail = "it names \(location)" }
    return ProviderProblem(
      kind(head, detail), detail: ServiceMessage.shown(detail, without: settings.key))
  }

  private func kind(_ head: ResponseHead, _ detail: String) -> ProviderProblem.Kind {
    let status = head.status
    let wait = RetryAfter.seconds(head["retry-after"], now: time(nil))
    let isUnpaid = ["billing", "credit balance"].contains { detail.lowercased().contains($0) }
    switch status {
    case 300..<400: return .redirected(status: status)
    case 402: return .noCredit(status: status)
    case 400 where isUnpaid, 403 where isUnpaid, 429 where isUnpaid: return .noCredit(status: status)
    case 401, 403: return .keyRefused(status: status)
    case 404: return .unknown(status: status)
    // 529: Anthropic's for an overload.
    case 429, 503, 529: return .busy(status: status, wait: wait)
    case 400, 405..<429, 430..<500: return .refused(status: status)
    default: return .failing(status: status)
    }
  }
}
