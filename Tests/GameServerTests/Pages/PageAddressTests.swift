import Foundation
import Leaderboard
import Testing

@testable import GameServer

/// Pages and routes know one another: whatever a page leads to is there, and takes what the page sends.
@Suite struct PageAddressTests {
  private static let pages = PageSamples().all
  private static let table = RouteTable(APIRoutes.all + PageRoutes.all)

  private func route(_ method: SiteRequest.Method, _ address: String) -> Route? {
    guard let request = SiteRequest(method, address),
      case .route(let route, _) = Self.table.match(method, request.segments)
    else { return nil }
    return route
  }

  @Test("every link on a page leads somewhere", arguments: pages.map(\.name))
  func linksLeadSomewhere(name: String) throws {
    let outline = PageOutline(try #require(Self.pages.first { $0.name == name }).html)
    for element in outline.elements {
      guard let target = element.attributes["href"] ?? element.attributes["src"], !target.hasPrefix("#") else {
        continue
      }
      let address = unescaped(target.split(separator: "#").first.map(String.init) ?? target)
      #expect(route(.get, address) != nil, "\(address)")
    }
  }

  @Test(
    "every form is taken by a route, with all that it sends and all that the route needs", arguments: pages.map(\.name))
  func formsAreTaken(name: String) throws {
    let page = try #require(Self.pages.first { $0.name == name })
    for part in page.html.components(separatedBy: "<form").dropFirst() {
      let markup = "<form" + part.components(separatedBy: "</form>")[0] + "</form>"
      let elements = PageOutline(markup).elements
      let form = try #require(elements.first)
      guard let action = form.attributes["action"], form.attributes["method"] == "post" else { continue }
      let named = elements.first { $0.attributes["name"] == "_method" }?.attributes["value"]
      let method = named.flatMap { SiteRequest.Method(rawValue: $0) } ?? .post
      let taking = try #require(route(method, unescaped(action)), "\(method) \(action)")
      let sent = Set(elements.compactMap { $0.attributes["name"] })
      let known = Set(taking.takes.map(\.name))
      #expect(sent.subtracting(FormReading.ownFields).subtracting(known) == [], "\(method) \(action)")
      let needed = Set(taking.takes.filter(\.isRequired).map(\.name))
      #expect(needed.subtracting(sent) == [], "\(method) \(action)")
      // What the API answers is no page: somewhere the reader must go on.
      #expect(sent.contains("then") || !taking.isAPI, "\(method) \(action)")
      if let then = elements.first(where: { $0.attributes["name"] == "then" })?.attributes["value"], taking.isAPI {
        #expect(route(.get, unescaped(then)) != nil, "\(then)")
      }
    }
  }

  private func unescaped(_ text: String) -> String {
    text.replacingOccurrences(of: "&amp;", with: "&").replacingOccurrences(of: "&quot;", with: "\"")
  }
}
