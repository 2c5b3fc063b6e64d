import Drills
import Foundation
import Scenarios
import Scoring
import Terminal

/// The folder of a scenario that somebody writes.
struct PreviewPlace {
  let id: String
  private let library: ScenarioLibrary

  /// - Parameter name: a path, or the id of one of the program's scenarios.
  init(_ name: String) {
    let folder = URL(fileURLWithPath: name).standardizedFileURL
    if FileManager.default.fileExists(atPath: folder.path + "/scenario.yaml") {
      id = folder.lastPathComponent
      library = ScenarioLibrary(folder: folder.deletingLastPathComponent().path)
    } else {
      id = name
      library = ScenarioLibrary(folder: Catalogue.folder)
    }
  }

  func source() throws(ScenarioProblem) -> ScenarioSource { try library.source(id) }

  /// Changes whenever a file is saved, added or removed.
  var stamp: [String] {
    let folder = library.folder + "/" + id
    let names = ((try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []).sorted().prefix(256)
    return names.map { name in
      let attributes = try? FileManager.default.attributesOfItem(atPath: folder + "/" + name)
      let time = (attributes?[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
      return "\(name) \(time) \((attributes?[.size] as? Int) ?? 0)"
    }
  }
}

/// A variant of a scenario as its files say it now.
struct Preview {
  /// 0 where the files cannot be read.
  let variantCount: Int
  let title: String
  let text: String
  let hasErrors: Bool

  /// - Parameter variant: any number; it is taken modulo how many there are.
  init(_ place: PreviewPlace, variant: Int, style: Style) {
    let source: ScenarioSource
    do throws(ScenarioProblem) {
      source = try place.source()
    } catch {
      let checked = CheckedScenario(id: place.id, problems: [error])
      variantCount = 0
      title = place.id
      text = ScenarioPreview.findings(checked.lines(isVerbose: false, indent: "  "), style)
      hasErrors = true
      return
    }
    let rehearsal = ScenarioRehearsal(source)
    let variants = Workers.map(Array(source.variants.indices)) { rehearsal.rehearse($0) }
    let number = variant % max(1, variants.count)
    let checked = CheckedScenario(id: place.id, problems: rehearsal.problems(in: variants).all)
    variantCount = variants.count
    title = "\(place.id), variant \(variants[number].name) (\(number + 1) of \(variants.count))"
    text = ScenarioPreview.text(
      of: variants[number], problems: checked.lines(isVerbose: false, indent: "  "), style: style)
    hasErrors = checked.errorCount > 0
  }
}

/// Shows a preview on the whole screen, and makes it anew whenever a file is saved.
struct PreviewLoop {
  /// Milliseconds after which the files are looked at again.
  private static let pause: Int32 = 400

  private let place: PreviewPlace
  private let session: ScreenSession
  private var variant: Int
  private var stamp: [String]
  private var preview: Preview
  private var view: PagerView

  init(_ place: PreviewPlace, variant: Int, on session: ScreenSession) {
    self.place = place
    self.session = session
    self.variant = variant
    stamp = place.stamp
    preview = Preview(place, variant: variant, style: .colour)
    view = PagerView(title: "", text: "", wrapsWords: true)
    view.help = PagerView.previewHelp
    view.keys = "v next variant, q leaves, / searches, F1 help"
    show()
  }

  mutating func run() {
    while true {
      if !session.hasKeys { session.show(view.grid(rows: session.size.rows, columns: session.size.columns)) }
      switch session.next(within: Self.pause) {
      case .end: return
      case .key(.control("l")): session.redrawAll()
      case .key(.character("v")) where !view.isAsking:
        variant += 1
        reload()
      case .key(let key) where view.isHelpWanted(by: key):
        if !session.showHelp(of: view) { return }
      case .key(let key):
        if view.press(key, rows: session.size.rows, columns: session.size.columns) == .left { return }
      case .tick: if place.stamp != stamp { reload() }
      }
    }
  }

  private mutating func reload() {
    stamp = place.stamp
    view.retitle("\(place.id): looking again ...")
    session.show(view.grid(rows: session.size.rows, columns: session.size.columns))
    preview = Preview(place, variant: variant, style: .colour)
    show()
  }

  private mutating func show() {
    view.replace(
      title: preview.title, text: preview.text)
  }
}
