import APIServer
import Cluster
import KubernetesModel
import Nodes
import SimulationKernel
import Testing

@Suite struct ClusterTests {
  let start = Instant(seconds: 1_795_359_810)
  let configuration = ClusterConfiguration(nodes: [NodeConfiguration(name: "node-1")], isBare: true)

  @Test func `two clusters with one seed go the same way`() {
    var first = Cluster(configuration, seed: 7, at: start)
    var second = Cluster(configuration, seed: 7, at: start)
    for seconds in stride(from: 0, to: 600, by: 37) { first.advance(to: start + .seconds(seconds)) }
    first.advance(to: start + .seconds(600))
    second.advance(to: start + .seconds(600))
    #expect(first.fingerprint == second.fingerprint)
    #expect(first.now == second.now)
  }

  @Test func `a copy goes its own way`() {
    var original = Cluster(configuration, seed: 7, at: start)
    original.advance(to: start + .seconds(60))
    let fork = original
    let before = fork.fingerprint
    original.advance(to: start + .seconds(120))
    #expect(fork.fingerprint == before)
    #expect(original.fingerprint != before)
    #expect(fork.now == start + .seconds(60))
  }
}
