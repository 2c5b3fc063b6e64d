import APIServer
import Kubectl
import KubernetesModel
import SimulationKernel

/// Serves fixed objects, read-only, and remembers what was asked. The golden transcripts were recorded against a server
/// that does the same over HTTP.
final class FixtureServer: APITransport {
  let now: Instant
  private let objects: [JSONValue]
  private(set) var requests: [APIRequest] = []

  init(objects: [JSONValue], now: Instant) {
    self.objects = objects
    self.now = now
  }

  func send(_ request: APIRequest) -> APIResponse {
    requests.append(request)
    switch request.path {
    case "/api", "/apis":
      return APIResponse(status: 200, body: .value(Discovery.document(core: request.path == "/api")))
    case "/version":
      return APIResponse(
        status: 200,
        body: .value([
          "major": "1", "minor": "36", "gitVersion": "v1.36.2", "gitCommit": "x", "gitTreeState": "clean",
          "buildDate": "2026-08-21T00:00:00Z", "goVersion": "go1.26.6", "compiler": "gc", "platform": "linux/amd64",
        ]))
    default: return resource(request)
    }
  }

  private func resource(_ request: APIRequest) -> APIResponse {
    var parts = request.path.split(separator: "/").map(String.init)
    let missing = APIResponse(
      status: 404, contentType: "text/plain; charset=utf-8", body: .bytes(Array("404 page not found\n".utf8)))
    guard parts.count >= 3, parts[0] == "api" || (parts[0] == "apis" && parts.count >= 4) else { return missing }
    let groupVersion = GroupVersion(
      group: parts[0] == "api" ? "" : parts[1], version: parts[0] == "api" ? parts[1] : parts[2])
    parts.removeFirst(parts[0] == "api" ? 2 : 3)
    var namespace = ""
    if parts.count >= 3, parts[0] == "namespaces" {
      namespace = parts[1]
      parts.removeFirst(2)
    }
    guard
      let definition = ResourceDefinition.builtIn.first(where: {
        $0.groupVersion == groupVersion && $0.plural == parts[0]
      })
    else { return missing }
    let all = objects.filter {
      $0.kind == definition.kind && $0.apiVersion == groupVersion.apiVersion
        && (namespace.isEmpty || $0.namespace == namespace)
    }
    let wantsTable = request.accept.contains("as=Table")
    if parts.count > 1 {
      guard let object = all.first(where: { $0.name == parts[1] }) else {
        return APIResponse(.notFound(definition.groupResource, parts[1]))
      }
      if parts.count > 2, parts[2] == "log" {
        return APIResponse(
          status: 200, contentType: "text/plain",
          body: .bytes(Array("log of \(request.parameter("container") ?? "")\n".utf8)))
      }
      return APIResponse(status: 200, body: .value(wantsTable ? table([object], request) : object))
    }
    let selected = all.filter { matches($0, request) }.sorted { ($0.namespace, $0.name) < ($1.namespace, $1.name) }
    if wantsTable { return APIResponse(status: 200, body: .value(table(selected, request))) }
    let items = selected.map { object in
      var item = object
      item["kind"] = nil
      item["apiVersion"] = nil
      return item
    }
    return APIResponse(
      status: 200,
      body: .value([
        "kind": .string(definition.kind + "List"), "apiVersion": .string(groupVersion.apiVersion),
        "metadata": ["resourceVersion": "100"], "items": .array(items),
      ]))
  }

  private func matches(_ object: JSONValue, _ request: APIRequest) -> Bool {
    guard let labels = try? LabelSelector(parsing: request.parameter("labelSelector") ?? ""),
      let fields = try? FieldSelector(parsing: request.parameter("fieldSelector") ?? "")
    else { return false }
    return labels.matches(object.labels)
      && fields.matches { path in
        let value = object.at(path.split(separator: ".").map(String.init)[...])
        return value.flatMap { $0.stringValue ?? $0.intValue.map(String.init) } ?? ""
      }
  }

  private func table(_ objects: [JSONValue], _ request: APIRequest) -> JSONValue {
    func column(_ name: JSONValue, _ type: JSONValue, _ format: JSONValue, _ priority: JSONValue) -> JSONValue {
      ["name": name, "type": type, "format": format, "description": "", "priority": priority]
    }
    let rows = objects.map { object -> JSONValue in
      let partial: JSONValue = [
        "kind": "PartialObjectMetadata", "apiVersion": "meta.k8s.io/v1", "metadata": object.metadata,
      ]
      return [
        "cells": [
          .string(object.name), object.at("status", "phase") ?? "<none>", .string(object.kind),
          object.at("spec", "replicas") ?? "",
        ],
        "object": request.parameter("includeObject") == "Object" ? object : partial,
      ]
    }
    return [
      "kind": "Table", "apiVersion": "meta.k8s.io/v1", "metadata": ["resourceVersion": "100"],
      "columnDefinitions": [
        column("Name", "string", "name", 0), column("Status", "string", "", 0), column("Kind", "string", "", 1),
        column("Count", "integer", "", 0),
      ],
      "rows": .array(rows),
    ]
  }

  func read(_ stream: inout APIStream, until deadline: Instant) -> StreamEvent { .ended(exitCode: 0) }
  func write(_ bytes: [UInt8]?, to stream: inout APIStream) {}
  func close(_ stream: APIStream) {}
  func wait(until instant: Instant) -> Bool { true }
}

/// Aggregated discovery of everything that a server serves by itself.
enum Discovery {
  static func document(core: Bool) -> JSONValue {
    var items: [JSONValue] = []
    var groups: [String] = []
    let definitions = ResourceDefinition.builtIn.filter { $0.groupVersion.group.isEmpty == core }
    for definition in definitions where !groups.contains(definition.groupVersion.group) {
      groups.append(definition.groupVersion.group)
    }
    for group in groups {
      let members = definitions.filter { $0.groupVersion.group == group }
      var versions: [String] = []
      for member in members where !versions.contains(member.groupVersion.version) {
        versions.append(member.groupVersion.version)
      }
      items.append([
        "metadata": group.isEmpty ? [:] : ["name": .string(group)],
        "versions": .array(
          versions.map { version in
            [
              "version": .string(version),
              "resources": .array(members.filter { $0.groupVersion.version == version }.map(resource)),
            ]
          }),
      ])
    }
    return [
      "kind": "APIGroupDiscoveryList", "apiVersion": "apidiscovery.k8s.io/v2", "metadata": [:], "items": .array(items),
    ]
  }

  private static func resource(_ definition: ResourceDefinition) -> JSONValue {
    [
      "resource": .string(definition.plural), "responseKind": ["kind": .string(definition.kind)],
      "scope": definition.isNamespaced ? "Namespaced" : "Cluster", "singularResource": .string(definition.singular),
      "verbs": .array(definition.verbs.map(JSONValue.string)),
      "shortNames": .array(definition.shortNames.map(JSONValue.string)),
      "categories": .array(definition.categories.map(JSONValue.string)),
    ]
  }
}
