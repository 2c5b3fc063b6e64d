import Foundation
import Hints
import KubernetesModel
import LoopbackServing
import Scenarios
import Testing

@testable import AdviceProviders

@Suite struct AdviceDeskTests {
  private let situation: AdviceSituation

  init() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let library = ScenarioLibrary(folder: root.deletingLastPathComponent().path + "/Scenarios")
    let source = try library.source("bakery-orders")
    situation = AdviceTrial.situation(of: try source.scenario(source.variants[0]), level: 1)
  }

  private func desk(_ service: ScriptedService) throws -> AdviceDesk { AdviceDesk(Provider(try service.settings())) }

  @Test("An answer that gives nothing away is shown, and what was sent for it is kept.")
  func shows() throws {
    let service = ScriptedService { peer, _ in peer.stream(Events.openAI(["What do the pods ", "say?"])) }
    let advice = try desk(service).answer(.hint("what now?"), in: situation, for: "ann")
    #expect(advice.isAvailable && advice.text == "What do the pods say?" && advice.why == nil)
    let place = try #require(situation.ladderStep?.place)
    #expect(advice.place == place && place.level == 1)
    let exchange = try #require(advice.exchange)
    #expect(exchange.answer == "What do the pods say?" && exchange.model == "wise-7b")
    #expect(exchange.inputTokens == 42 && exchange.outputTokens == 7)
    let messages = try #require(service.asked.first?.body["messages"]?.arrayValue)
    #expect(exchange.prompt == messages.compactMap { $0["content"]?.stringValue }.joined(separator: "\n\n"))
    #expect(exchange.prompt.contains("what now?"))
  }

  @Test("An answer that gives the cause away is held back, with a reason that gives nothing away.")
  func holdsBack() throws {
    let spoiler = situation.scenario.solution.joined(separator: "\n")
    let service = ScriptedService { peer, _ in peer.stream(Events.openAI(["Type this: ", spoiler])) }
    let advice = try desk(service).answer(.hint("what now?"), in: situation, for: "ann")
    #expect(advice.isAvailable && advice.text == nil && advice.place == situation.ladderStep?.place)
    #expect(try !#require(advice.why).contains("kubectl"))
    #expect(advice.exchange?.answer.contains(spoiler) ?? false)
  }

  @Test("A service that fails is told in a sentence, with what it had said by then.")
  func failsInASentence() throws {
    let service = ScriptedService { peer, _ in
      peer.beginStream()
      peer.writeChunk(Events.openAI(["Half an"])[0])
    }
    let advice = try desk(service).answer(.hint(""), in: situation, for: "ann")
    #expect(advice.isAvailable && advice.text == nil && advice.why?.hasSuffix(".") ?? false)
    #expect(advice.exchange?.answer == "Half an")
  }

  @Test("An explanation is no step of the ladder.")
  func explains() throws {
    let service = ScriptedService { peer, _ in peer.stream(Events.openAI(["A node runs pods."])) }
    let advice = try desk(service).answer(.explain("what is a node?"), in: situation, for: "ann")
    #expect(advice.text == "A node runs pods." && advice.place == nil)
  }
}
