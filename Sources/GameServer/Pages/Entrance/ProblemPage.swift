import Leaderboard

/// What is shown in place of a page that is not to be had.
enum ProblemPage {
  /// - Parameter text: what is wrong and what to do, for people; nil for the usual words.
  static func html(_ status: Int, _ text: String? = nil, in frame: PageFrame) -> String {
    let (title, usual) = words(status)
    let signIn: HTML =
      status == 401
      ? "<p class=\"actions\"><a class=\"button primary\" href=\"/signin?then=\(Path.part(frame.path))\">Sign in</a></p>\n"
      : "<p><a href=\"/\">To the start</a></p>\n"
    return frame.document(
      title, width: .narrow, "<p class=\"kind\">\(status)</p>\n<h1>\(title)</h1>\n<p>\(text ?? usual)</p>\n\(signIn)")
  }

  private static func words(_ status: Int) -> (String, String) {
    switch status {
    case 400: ("That could not be read", "The form or the address was not what it should be. Go back and try again.")
    case 401: ("Sign in first", "This page is for those who are signed in.")
    case 403: ("Not for you", "Your role does not allow that.")
    case 404: ("There is no such page", "It is gone, was never there, or is not yours to see.")
    case 405: ("This page comes of a form", "Go back, and press its button again.")
    case 409: ("Not now", "Something else came first. Look again, and try once more.")
    case 413: ("Too much", "That is larger than the server takes.")
    case 429: ("Too many requests", "Wait a moment, then try again.")
    case 503: ("Not at the moment", "The server cannot do that now. Try again in a minute.")
    default: ("Something went wrong", "The server could not do that. Nothing that was said to be done is lost.")
    }
  }
}
