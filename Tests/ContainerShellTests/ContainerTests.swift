import ContainerShell
import SimulationKernel
import Testing

@Suite struct ContainerTests {
  private func start(
    _ command: [String]?, image: ImageDescription = busybox, memoryLimit: Int64? = nil,
    environment: [(name: String, value: String)] = [], mounts: [ContainerMount] = []
  ) throws -> Container {
    try Container(
      ContainerStart(
        image: image, command: command, environment: environment, mounts: mounts, memoryLimit: memoryLimit),
      at: morning)
  }

  @Test("a failing script leaves its code and its line")
  func aFailingScriptLeavesItsCodeAndItsLine() throws {
    var container = try start(["sh", "-c", "echo 'fatal: no route to the database'; exit 3"])
    container.advance(to: morning, surroundings: SmallNetwork())
    #expect(container.exit?.code == 3)
    #expect(container.log.lines().map(\.text) == ["fatal: no route to the database"])
  }

  @Test("memory beyond the limit kills at an exact moment")
  func memoryBeyondTheLimitKillsAtAnExactMoment() throws {
    var container = try start(
      ["sh", "-c", "echo warming the cache; sleep 1; exec tail /dev/zero"], memoryLimit: 32 << 20)
    container.advance(to: morning + .seconds(10), surroundings: SmallNetwork())
    #expect(container.exit?.isOutOfMemory == true)
    #expect(container.exit?.code == 137)
    let lived = (container.exit?.instant ?? morning) - morning
    #expect(lived > .seconds(1) && lived < .seconds(2))
  }

  @Test(
    "an image's own program is the same, whoever starts it",
    arguments: ["exec /app/serve --fast", "/app/serve", "echo preparing; /app/serve & wait"])
  func wrappedProgram(script: String) throws {
    let image = ImageDescription(
      repository: "shop/cart", entrypoint: ["/app/serve"],
      program: ProgramDescription(
        readyLines: [ProgramLine("ready")], listeners: [ProgramListener(port: .fixed(8080))]))
    var container = try start(["sh", "-c", script], image: image)
    container.advance(to: morning + .seconds(10), surroundings: SmallNetwork())
    #expect(container.log.lines().last?.text == "ready")
    #expect(container.listens(on: 8080) && !container.listens(on: 80))
    #expect(container.listeningSockets == [ListeningSocket(port: 8080, isLoopbackOnly: false)])
  }

  @Test("a first process without a handler ignores SIGTERM")
  func aFirstProcessWithoutAHandlerIgnoresSIGTERM() throws {
    var container = try start(["sleep", "3600"])
    container.terminate(signal: 15, at: morning + .seconds(1), surroundings: SmallNetwork())
    #expect(container.exit == nil)
    container.terminate(signal: 9, at: morning + .seconds(31), surroundings: SmallNetwork())
    #expect(container.exit?.code == 137)
  }

  @Test("a trap lets a script end well")
  func aTrapLetsAScriptEndWell() throws {
    var container = try start(["sh", "-c", "trap 'echo stopping; exit 0' TERM; while :; do sleep 1; done"])
    container.advance(to: morning + .seconds(5), surroundings: SmallNetwork())
    container.terminate(signal: 15, at: morning + .milliseconds(5500), surroundings: SmallNetwork())
    container.advance(to: morning + .seconds(7), surroundings: SmallNetwork())
    #expect(container.exit?.code == 0)
    #expect(container.log.lines().map(\.text) == ["stopping"])
  }

  @Test(
    "what cannot be started says why",
    arguments: [
      (["/bin/wrker"], "exec: \"/bin/wrker\": stat /bin/wrker: no such file or directory"),
      (["nope"], "exec: \"nope\": executable file not found in $PATH"),
      (["/etc/passwd"], "exec: \"/etc/passwd\": permission denied"),
    ])
  func whatCannotBeStartedSaysWhy(command: [String], reason: String) throws {
    let before =
      "failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: "
      + "unable to start container process: "
    #expect(throws: ContainerStartFailure(message: before + reason)) { try start(command) }
  }

  @Test("a distroless image has no shell")
  func aDistrolessImageHasNoShell() throws {
    let image = ImageDescription(repository: "shop/cart", base: .distroless)
    #expect(
      throws: ContainerStartFailure(
        message: "OCI runtime exec failed: exec failed: unable to start container process: "
          + "exec: \"sh\": executable file not found in $PATH")
    ) { try execute(["sh"], in: image) }
  }

  @Test("an image of another architecture cannot run")
  func anImageOfAnotherArchitectureCannotRun() throws {
    let image = ImageDescription(repository: "shop/cart", architecture: "arm64")
    var container = try start(nil, image: image)
    container.advance(to: morning, surroundings: SmallNetwork())
    #expect(container.log.lines().map(\.text) == ["exec cart: exec format error"])
    #expect(container.exit?.code == 255)
  }

  @Test("an image that nobody described stays up and listens")
  func anImageThatNobodyDescribedStaysUpAndListens() throws {
    var container = try start(nil, image: ImageDescription(repository: "redis", ports: [6379]))
    container.advance(to: morning, surroundings: SmallNetwork())
    #expect(container.exit == nil)
    #expect(container.listens(on: 6379))
    #expect(!container.listens(on: 80))
    container.terminate(signal: 15, at: morning, surroundings: SmallNetwork())
    #expect(container.exit?.code == 0)
  }

  @Test("a program that misses a variable says so and ends")
  func aProgramThatMissesAVariableSaysSoAndEnds() throws {
    let need = ProgramNeed(
      condition: .variable("DSN", matching: "^postgres://"), reaction: .exit(code: 2, after: .seconds(1)),
      lines: [ProgramLine("fatal: ${variable} is not set")], message: "no DSN")
    let image = ImageDescription(repository: "shop/cart", program: ProgramDescription(needs: [need]))
    var container = try start(nil, image: image)
    container.advance(to: morning + .seconds(5), surroundings: SmallNetwork())
    #expect(container.exit?.code == 2)
    #expect(container.exit?.message == "no DSN")
    #expect(container.log.lines().map(\.text) == ["fatal: DSN is not set"])
    var good = try start(nil, image: image, environment: [("DSN", "postgres://db")])
    good.advance(to: morning + .seconds(5), surroundings: SmallNetwork())
    #expect(good.exit == nil)
  }

  @Test("a program retries a host that refuses, then gives up")
  func aProgramRetriesAHostThatRefusesThenGivesUp() throws {
    let need = ProgramNeed(
      condition: .reachable(ProgramEndpoint("${DB}")), reaction: .retry(every: .seconds(2), attempts: 3, code: 1),
      lines: [ProgramLine("dial ${host}:${port}: ${error}")])
    let image = ImageDescription(repository: "shop/cart", program: ProgramDescription(needs: [need]))
    var container = try start(nil, image: image, environment: [("DB", "postgres://u:p@db/orders")])
    container.advance(to: morning + .seconds(60), surroundings: SmallNetwork())
    #expect(container.log.lines().map(\.text) == Array(repeating: "dial db:5432: connection refused", count: 3))
    #expect(container.exit?.instant == morning + .seconds(4))
  }

  @Test("routes answer by what is needed")
  func routesAnswerByWhatIsNeeded() throws {
    let need = ProgramNeed(
      name: "db", condition: .reachable(ProgramEndpoint("db:5432")), reaction: .runUnhealthy(recheck: .seconds(10)))
    let listener = ProgramListener(
      port: .variable("PORT", defaultPort: 8080),
      routes: [
        ProgramRoute(
          path: "/healthz",
          answers: [
            RouteAnswer(conditions: [.need(NeedState(need: "db", isMet: true))], body: "ok"),
            RouteAnswer(status: 503, body: "database: no"),
          ])
      ], requestLine: ProgramLine("${method} ${path} ${status}"), fallback: RouteAnswer(status: 404))
    let image = ImageDescription(
      repository: "shop/cart", program: ProgramDescription(needs: [need], listeners: [listener]))
    var container = try start(nil, image: image, environment: [("PORT", "9090")])
    container.advance(to: morning, surroundings: SmallNetwork())
    let question = HTTPQuestion(host: "cart", port: 9090, path: "/healthz")
    let answer = container.serve(question, at: morning + .seconds(1), surroundings: SmallNetwork())
    guard case .answered(let response) = answer else {
      Issue.record("no answer")
      return
    }
    #expect(response.status == 503)
    #expect(response.body == Array("database: no".utf8))
    #expect(container.log.lines().map(\.text) == ["GET /healthz 503"])
    #expect(!container.listens(on: 8080))
  }

  @Test("nginx serves its welcome page and writes its access log")
  func nginxServesItsWelcomePageAndWritesItsAccessLog() throws {
    guard case .pulled(let pulled) = ImageCatalogue().pull(try ImageReference("nginx:1.27")) else {
      Issue.record("no nginx")
      return
    }
    var container = try start(nil, image: pulled.image)
    container.advance(to: morning, surroundings: SmallNetwork())
    guard
      case .answered(let page) = container.serve(
        HTTPQuestion(host: "web", port: 80), client: "10.244.0.1", at: morning, surroundings: SmallNetwork()),
      case .answered(let missing) = container.serve(
        HTTPQuestion(host: "web", port: 80, path: "/nope"), at: morning, surroundings: SmallNetwork())
    else {
      Issue.record("no answer")
      return
    }
    #expect(String(decoding: page.body, as: UTF8.self).contains("<title>Welcome to nginx!</title>"))
    #expect(page.body.count == 615)
    #expect(missing.status == 404)
    #expect(
      container.log.lines().suffix(2).first?.text
        == "10.244.0.1 - - [09/Oct/2025:08:53:20 +0000] \"GET / HTTP/1.1\" 200 615 \"-\" \"-\" \"-\"")
  }

  @Test("what one container writes to a volume comes out of it")
  func whatOneContainerWritesToAVolumeComesOutOfIt() throws {
    var container = try start(
      ["sh", "-c", "echo first > /work/log; echo x > /conf/a"],
      mounts: [
        ContainerMount(path: "/work", volume: "work"),
        ContainerMount(path: "/conf", volume: "conf", isReadOnly: true, files: ["a": [65]]),
      ])
    container.advance(to: morning, surroundings: SmallNetwork())
    let changes = container.takeVolumeChanges()
    #expect(changes.map(\.volume) == ["work"])
    #expect(changes.first?.files == ["log": Array("first\n".utf8)])
    #expect(container.log.lines().map(\.text) == ["sh: can't create /conf/a: Read-only file system"])
  }

  @Test("the log keeps about a thousand lines")
  func theLogKeepsAboutAThousandLines() throws {
    var container = try start(["sh", "-c", "seq 5000; sleep 10"])
    container.advance(to: morning, surroundings: SmallNetwork())
    #expect(container.log.end == 5000)
    #expect((900...1200).contains(container.log.lines().count))
    #expect(container.log.lines(since: 4998).map(\.text) == ["4999", "5000"])
  }

  @Test("a terminal shows what is typed and a prompt")
  func aTerminalShowsWhatIsTypedAndAPrompt() throws {
    var container = try start(["sleep", "1000"])
    let session = try container.execute(["sh"], hasTerminal: true, isInputOpen: true, at: morning)
    let later = morning + .seconds(1)
    container.advance(to: later, surroundings: SmallNetwork())
    container.write(Array("echo hi\r".utf8), to: session)
    container.advance(to: later, surroundings: SmallNetwork())
    let text = String(decoding: container.takeOutput(of: session).flatMap(\.bytes), as: UTF8.self)
    #expect(text == "/ # echo hi\r\nhi\r\n/ # ")
    container.write([4], to: session)
    container.advance(to: later, surroundings: SmallNetwork())
    #expect(container.end(of: session) == .exited(code: 0))
  }

  @Test("a process finds the size that its terminal is given as it starts")
  func aProcessFindsTheSizeThatItsTerminalIsGiven() throws {
    var container = try start(["sleep", "1000"])
    let session = try container.execute(["stty", "size"], hasTerminal: true, isInputOpen: true, at: morning)
    container.advance(to: morning, surroundings: SmallNetwork())
    container.resize(session, columns: 132, rows: 43)
    container.advance(to: morning + .seconds(1), surroundings: SmallNetwork())
    let text = String(decoding: container.takeOutput(of: session).flatMap(\.bytes), as: UTF8.self)
    #expect(text == "43 132\r\n")
  }

  @Test("a copy goes its own way")
  func aCopyGoesItsOwnWay() throws {
    var first = try start(["sh", "-c", "i=0; while :; do i=$((i+1)); echo $i; sleep 1; done"])
    first.advance(to: morning + .seconds(2), surroundings: SmallNetwork())
    var second = first
    second.advance(to: morning + .seconds(4), surroundings: SmallNetwork())
    #expect(first.log.end == 3)
    #expect(second.log.end == 5)
    first.advance(to: morning + .seconds(4), surroundings: SmallNetwork())
    #expect(first.log.lines() == second.log.lines())
  }
}
