import Foundation
import KubernetesModel

extension ProviderSettings {
  /// The settings of the environment and of the config file; nil where no service is set, which is how it comes.
  package static func configured(
    _ environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(SettingsProblem) -> ProviderSettings? {
    let path = configPath(environment)
    let reader: SettingsReader
    if let data = FileManager.default.contents(atPath: path) {
      reader = try SettingsReader(environment, file: path, Array(data))
    } else {
      reader = SettingsReader(environment)
    }
    return try reader.settings()
  }

  /// `$XDG_CONFIG_HOME/firedrill/config.yaml`, or `~/.config/firedrill/config.yaml`.
  package static func configPath(_ environment: [String: String]) -> String {
    // The specification has relative paths ignored.
    if let folder = environment["XDG_CONFIG_HOME"], folder.hasPrefix("/") { return folder + "/firedrill/config.yaml" }
    return (environment["HOME"] ?? NSHomeDirectory()) + "/.config/firedrill/config.yaml"
  }
}

/// Reads settings from variables, and from the part `ai` of the config file for what no variable says.
///
/// The service's URL, style and key belong together: when a variable names the service, the file's are not for it. So a
/// key is never sent to another service than the one that it stands beside.
struct SettingsReader {
  enum Setting: String, CaseIterable {
    case url, model, key, style, anonymise, seconds, asksPerPlayer, tokensPerPlayer, asks, tokens

    /// `FIREDRILL_AI_ASKS_PER_PLAYER`
    var variable: String {
      "FIREDRILL_AI_"
        + rawValue.map { $0.isUppercase ? "_\($0)" : $0.uppercased() }.joined()
    }

    /// Whether it is only for the service beside whose URL it stands.
    var belongsToService: Bool { [.url, .model, .key, .style].contains(self) }
  }

  /// A value, and where it stands.
  private struct Given {
    let value: JSONValue
    let place: String
  }

  private let variables: [Setting: Given]
  private var written: [Setting: Given] = [:]
  private let file: String

  init(_ environment: [String: String]) {
    file = ""
    variables = environment.reduce(into: [:]) { variables, entry in
      guard let setting = Setting.allCases.first(where: { $0.variable == entry.key }) else { return }
      variables[setting] = Given(value: .string(entry.value), place: entry.key)
    }
  }

  init(_ environment: [String: String], file path: String, _ bytes: [UInt8]) throws(SettingsProblem) {
    let others = SettingsReader(environment)
    variables = others.variables
    file = path
    let document: YAMLDocument
    do throws(YAMLError) {
      document = try YAMLReader.document(bytes)
    } catch {
      throw SettingsProblem(place: "\(path):\(error.line):\(error.column)", says: "this is no YAML: \(error.problem).")
    }
    func place(_ path: [PathStep], ofKey: Bool = false) -> String {
      let (line, column) = ofKey ? document.keyPosition(of: path) : document.position(of: path)
      return "\(file):\(line):\(column)"
    }
    if let twice = document.duplicates.first {
      throw SettingsProblem(
        place: "\(path):\(twice.line):\(twice.column)", says: "\(twice.key) stands here a second time.")
    }
    guard !document.value.isNull, let part = document.value["ai"], !part.isNull else { return }
    guard let members = part.objectValue else {
      throw SettingsProblem(place: place([.key("ai")]), says: "ai must be a mapping: url, model, key.")
    }
    for (name, value) in members {
      let path = [PathStep.key("ai"), .key(name)]
      guard let setting = Setting(rawValue: name) else {
        let names = Setting.allCases.map(\.rawValue).joined(separator: ", ")
        throw SettingsProblem(place: place(path, ofKey: true), says: "there is no setting \(name); there are \(names).")
      }
      if !value.isNull { written[setting] = Given(value: value, place: place(path)) }
    }
  }

  func settings() throws(SettingsProblem) -> ProviderSettings? {
    guard let url = given(.url), let urlText = url.value.stringValue, !urlText.isEmpty else {
      // An empty variable turns the file's service off.
      if given(.url) != nil { return nil }
      guard let stray = given(.key) ?? given(.model) else { return nil }
      throw SettingsProblem(place: stray.place, says: "the service's address is missing: set \(name(of: .url)).")
    }
    let style = try choice()
    guard let endpoint = ProviderEndpoint(urlText.trimmed, style: style) else {
      throw SettingsProblem(
        place: url.place,
        says: "this is no address of a service: it must be like https://api.example.com/v1, without name and password.")
    }
    guard let model = try text(.model), !model.isEmpty else {
      throw SettingsProblem(place: url.place, says: "the model is missing: set \(name(of: .model)).")
    }
    let key = try text(.key) ?? ""
    guard key.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value < 0x7F }) else {
      throw SettingsProblem(place: given(.key)?.place ?? "", says: "the key holds characters that no key has.")
    }
    var settings = ProviderSettings(endpoint: endpoint, model: model, key: key)
    settings.source = variables[.url] == nil ? file : "the environment"
    settings.anonymises = try flag(.anonymise) ?? false
    if let seconds = try number(.seconds, in: 1...120) { settings.patience = .seconds(seconds) }
    let most = 1_000_000_000
    if let count = try number(.asksPerPlayer, in: 0...most) { settings.budget.asksPerPlayer = count }
    if let count = try number(.asks, in: 0...most) { settings.budget.asks = count }
    if let count = try number(.tokensPerPlayer, in: 0...most) { settings.budget.tokensPerPlayer = count }
    if let count = try number(.tokens, in: 0...most) { settings.budget.tokens = count }
    return settings
  }

  // MARK: Values

  private func given(_ setting: Setting) -> Given? {
    if let variable = variables[setting] { return variable }
    return setting.belongsToService && variables[.url] != nil ? nil : written[setting]
  }

  /// What to call a setting towards somebody who has to set it.
  private func name(of setting: Setting) -> String {
    variables[.url] != nil || written.isEmpty ? setting.variable : "ai.\(setting.rawValue)"
  }

  private func text(_ setting: Setting) throws(SettingsProblem) -> String? {
    guard let given = given(setting) else { return nil }
    guard let text = given.value.stringValue else {
      throw SettingsProblem(place: given.place, says: "\(setting.rawValue) must be a text; put it in quotes.")
    }
    return text.trimmed
  }

  private func choice() throws(SettingsProblem) -> ProviderStyle? {
    guard let given = given(.style), let text = try text(.style), !text.isEmpty else { return nil }
    if let style = ProviderStyle(rawValue: text.lowercased()) { return style }
    throw SettingsProblem(place: given.place, says: "the style must be openai or anthropic.")
  }

  private func flag(_ setting: Setting) throws(SettingsProblem) -> Bool? {
    guard let given = given(setting) else { return nil }
    if let value = given.value.boolValue { return value }
    switch given.value.stringValue?.trimmed.lowercased() {
    case "": return nil
    case "1", "true", "yes", "on": return true
    case "0", "false", "no", "off": return false
    default: throw SettingsProblem(place: given.place, says: "\(setting.rawValue) must be true or false.")
    }
  }

  private func number(_ setting: Setting, in range: ClosedRange<Int>) throws(SettingsProblem) -> Int? {
    guard let given = given(setting), given.value != "" else { return nil }
    let number = given.value.intValue.map(Int.init) ?? given.value.stringValue.flatMap { Int($0.trimmed) }
    guard let number, range.contains(number) else {
      throw SettingsProblem(
        place: given.place,
        says: "\(setting.rawValue) must be a whole number from \(range.lowerBound) to \(range.upperBound).")
    }
    return number
  }
}

extension String {
  fileprivate var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}
