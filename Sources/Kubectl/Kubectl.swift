/// The kubectl that players type. Prints what kubectl 1.33 prints and asks the API what it asks.
package struct Kubectl {
  let environment: KubectlEnvironment

  package init(_ environment: KubectlEnvironment) {
    self.environment = environment
  }

  /// Runs one command line, without the leading `kubectl`; returns its exit status.
  package func run(_ arguments: [String]) -> Int {
    Dispatcher(environment: environment).run(arguments)
  }
}
