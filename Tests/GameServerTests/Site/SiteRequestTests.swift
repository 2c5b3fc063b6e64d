import KubernetesModel
import Testing

@testable import GameServer

@Suite struct SiteRequestTests {
  @Test(
    "Paths that are no address of the site are not taken.",
    arguments: [
      "", "x", "//", "/a//b", "/a/", "/../etc", "/a/./b", "/%2e%2e/x", "/a/%00", "/a%0d%0ab", "/%ff", "/%", "/%zz",
      "/a/%c0%af", "/" + String(repeating: "a/", count: 40) + "a", "/x?%", "/x?a=%ff",
    ])
  func strangePaths(target: String) { #expect(SiteRequest(.get, target) == nil) }

  @Test("An escaped slash is a part's own, and no way to another route.")
  func escapedSlash() throws {
    #expect(try #require(SiteRequest(.get, "/a%2Fb/c%20d?x=1+2&y")).segments == ["a/b", "c d"])
    #expect(try #require(SiteRequest(.get, "/?x=1+2")).query("x") == "1 2")
    let table = RouteTable([Route(.get, "/a/b", .anyone) { _ in .done }])
    guard case .none = table.match(.get, ["a/b"]) else { return #expect(Bool(false)) }
  }

  @Test(
    "Numbers in paths are written in one way only.",
    arguments: [
      "0", "-1", "01", "+1", "1.0", "9223372036854775808", "１", "",
    ])
  func numbers(text: String) {
    let route = Route(.get, "/runs/{run}", .anyone) { _ in .done }
    #expect(route.match(["runs", text]) == nil)
    #expect(route.match(["runs", "17"]) == ["run": "17"])
  }

  @Test("A cookie that came twice is none: one of them may be somebody else's.")
  func doubleCookie() throws {
    let one = try #require(SiteRequest(.get, "/", headers: ["cookie": "a=b; firedrill=x; firedrillx=y"]))
    #expect(one.cookie("firedrill") == "x")
    let two = try #require(SiteRequest(.get, "/", headers: ["cookie": "firedrill=x;firedrill=y"]))
    #expect(two.cookie("firedrill") == nil)
  }

  private static let route = Route(
    .post, "/x", .anyone,
    takes: [
      Field("name", .text(limit: 5), ""), Field("size", .integer(1...9), "", isRequired: false),
      Field("on", .flag, "", isRequired: false), Field("all", .texts, "", isRequired: false),
    ]
  ) { _ in .done }

  private func fields(_ type: String, _ body: String) throws -> JSONValue {
    let request = try #require(SiteRequest(.post, "/x", headers: ["content-type": type], body: Array(body.utf8)))
    return try FormReading.fields(try FormReading.content(of: request), of: Self.route)
  }

  @Test("A form and an object say the same.")
  func formsAndObjects() throws {
    let form = try fields(
      "application/x-www-form-urlencoded; charset=utf-8", "name=a+b&size=3&on=on&all=x&all=y&other=1")
    #expect(form == ["name": "a b", "size": 3, "on": true, "all": ["x", "y"]])
    #expect(try fields("application/json", #"{"name":"a b","size":3,"on":true,"all":["x","y"]}"#) == form)
  }

  @Test(
    "What a route does not take is refused, and the field is named.",
    arguments: [
      ("application/json", #"{"name":"abcdef"}"#, "name"), ("application/json", "{}", "name"),
      ("application/json", #"{"name":7}"#, "name"), ("application/json", #"{"name":"a","size":10}"#, "size"),
      ("application/json", #"{"name":"a","size":"3"}"#, "size"),
      ("application/json", #"{"name":"a","role":"admin"}"#, "role"),
      ("application/json", #"{"name":"a","all":[1]}"#, "all"), ("application/json", "[]", nil),
      ("application/json", "{", nil), ("text/plain", "name=a", nil),
      ("application/x-www-form-urlencoded", "name=%", nil),
      ("application/x-www-form-urlencoded", "name=a&size=x", "size"), ("multipart/form-data", "x", nil),
    ] as [(String, String, String?)])
  func wrongFields(type: String, body: String, field: String?) throws {
    let error = #expect(throws: SiteError.self) { try fields(type, body) }
    #expect(error?.field == field)
    #expect(error.map { (400..<500).contains($0.status) } == true)
  }
}
