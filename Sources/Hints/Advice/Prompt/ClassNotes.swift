/// What each class of failure is in general, and how one generally tells it: for a provider, never for the screen.
///
/// Says nothing about a scenario, and quotes no word that kubectl prints for it, so that it may stand in a prompt whatever
/// the player has seen.
enum ClassNotes {
  private static let notes: [String: String] = {
    var notes: [String: String] = [:]
    for line in (workloads + placement + network + control).split(separator: "\n") {
      notes[String(line.prefix(3))] = String(line.dropFirst(4))
    }
    return notes
  }()

  /// - Parameter id: of a failure class, as `W01`.
  static func note(of id: String) -> String? { notes[id] }

  private static let workloads = """
    W01 A program ends by itself soon after its start, and is started again at growing intervals. What it wrote before it ended says why; the exit code says that it ended by itself.
    W02 The first program of a container cannot be started at all: the file is not there, is not executable, or is for another processor. Nothing is logged, since nothing ran; the container's state tells what was tried.
    W03 A container uses more memory than it may and is killed by the kernel, with nothing in its log. Its last state tells who ended it; what it may use and what it needs must be compared.
    W04 What a pod asks its registry for does not exist there under that name or tag, or the name is not well-formed. The events of the pod hold the registry's answer.
    W05 The registry wants credentials and gets none, or wrong ones. The answer speaks of authorisation rather than of a missing thing.
    W06 A container that comes before the main one does not end, or one beside it fails, so the pod is never whole. Each container has a state and a log of its own.
    W07 The kubelet kills a program that is well, since the question whether it lives is wrong, impatient, or asks about somebody else. Events tell what was asked and how it was answered.
    W08 A program runs and is not given any traffic, since the question whether it is ready fails. Nothing restarts; the events tell what was asked, and the program's log tells what it would answer.
    W09 A task that should end once ends with errors too often, takes too long, or was suspended. Its conditions say which, the logs of its pods why.
    W10 A schedule makes no new runs: it is suspended, cannot be read, or waits for a run that never ends. The schedule's own events say which.
    W11 Pods with fixed names come one after the other, and one that is not ready holds up all that follow; or an old one cannot go. Look at the first in the row that is not well.
    W12 Requests are cut off whenever pods are replaced: the program ends before its last requests are done or before callers know. It shows only while something is rolled out.
    W13 A program is slow and not ill: it may use too little processor time and is held back again and again. Compare what it may use with what it uses.
    C01 A container's environment names an object that does not exist, so the container is never made and nothing is logged. The events name what is missed; the reason is often a new name or another namespace.
    C02 An object that a container takes its settings from exists, and the entry that is asked for does not. The events name both; the entries must be compared letter by letter.
    C03 A volume is to be filled from something that does not exist, so the pod waits before its containers are made. The events name the volume and what it misses.
    C04 Everything is there and well-formed, and what it says is not right: an address, a number, a switch. The program tells what it works with; compare it with what it should be.
    C05 A new setting is not in force: it was refused, or it is read only at the next start. Compare what is stored with what the program says, and their ages.
    """ + "\n"

  private static let placement = """
    S01 Pods wait without a machine since no machine has enough to spare. What counts is what pods reserve, not what they use; look at who reserves how much on the machines.
    S02 A pod asks for machines with certain marks, and no machine has them all. Compare what it asks for with the marks, letter by letter.
    S03 A machine turns pods away that do not expressly put up with it, or was closed for new ones. The machine says whom it turns away, the pod what it puts up with.
    S04 Rules about which pods stand together or apart leave no machine that satisfies all of them. Count the machines and the pods that the rules speak of.
    S05 Two pods want the same port of a machine, so only one fits on each.
    S06 A pod was sent away or waits since others have precedence. Events tell who made room for whom.
    T01 A claim waits for a volume that nobody makes: its kind of storage does not exist, or has nobody who provides it. The claim's events say it.
    T02 A claim and a volume that were meant for each other do not fit: size, mode, kind or mark differ. Put them beside each other.
    T03 A volume is still held by another machine, so the new pod cannot have it. Events of the pod tell who holds it.
    T04 A volume is reachable from certain machines only, and the pod cannot go there.
    T05 A volume or claim is at the wrong point of its life: released and never free again, lost, or held by somebody who still uses it.
    T06 A volume is there and the program may not write to it or read from it: owner, group or mode of the files.
    """ + "\n"

  private static let network = """
    N01 A name leads to no pod at all, since the labels that are asked for are not those that the pods carry. All pods look well. Count the addresses behind the name, then compare labels on both sides.
    N02 The way to a pod ends at a port where nobody listens: one of the numbers along the way is not the one that the program listens on. Connections are refused at once.
    N03 Pods are guarded and the caller is not among those who may come in. Connections end in silence rather than with a refusal.
    N04 A caller is not allowed out to where it wants to go, often not even to ask for names. Only that caller has trouble.
    N05 A rule that should guard pods does not, since it chooses none of them or nothing enforces it.
    N06 The entrance to the cluster sends requests to something that does not exist or has no pods. Callers get an error of the entrance itself.
    N07 The entrance does not know the request: host, path or class of its rules do not fit.
    N08 Something works inside and cannot be reached from outside, since it is not offered there or in another way than callers try.
    N09 Addresses of services do not work on a machine, though pods answer under their own addresses.
    N10 Routes are not attached to the gateway that should serve them; their conditions say who refuses whom.
    N11 Pods have no network at all or do not reach pods of another machine.
    D01 Names cannot be resolved anywhere in the cluster, while addresses work.
    D02 A program asks for a name that does not exist: misspelt, or of another namespace. The same name is asked in vain again and again.
    D03 Some pods resolve names in another way than others, since their resolver is set differently.
    R01 Somebody is refused what they need: no rule allows it. The refusal names who, what and where.
    R02 There is a rule, and it is bound to somebody else or in another namespace.
    R03 A program acts under another account than was meant, or the account is missing.
    R04 Pods are refused since they ask for more than their namespace permits. No pod appears; whoever should make them reports it.
    R05 A container runs as a user that may not do what the program does, or that the rules do not permit.
    """ + "\n"

  private static let control = """
    P01 The server that answers all requests does not run; machines and containers may be well all the same.
    P02 The store behind the server does not answer, so nothing can be read or written.
    P03 New pods get no machine and nothing says why: nobody hands out machines.
    P04 Objects are stored and nothing follows: nobody acts on them.
    P05 A client cannot get in: address, certificate or account of its settings are wrong.
    P06 The server answers slowly or turns requests away, since somebody asks too much.
    K01 A machine does not report any more, since its agent does not run. Its services and their logs tell why.
    K02 A machine's agent runs and cannot start containers, since what runs them does not answer.
    K03 A machine runs short of memory and sends pods away.
    K04 A machine runs short of disk space or of processes.
    K05 A machine is not let into the cluster: expired credentials, or a request nobody approved.
    A01 An autoscaler knows nothing about use, since nobody measures or the measures cannot be had.
    A02 An autoscaler is aimed at something that does not exist, or that lacks what it computes with.
    A03 An autoscaler does what it is told and its bounds, or somebody else who sets the same number, keep it from more.
    A04 New pods are refused since the namespace may use no more. No pod appears; whoever should make them reports it.
    A05 What a container asks for is outside of what the namespace allows, or it got values it did not ask for.
    A06 Pods may not be taken away since too few would be left. What is promised and what there is must be compared.
    A07 No machine is added though pods wait.
    O01 A rollout does not come to its end, since its new pods do not get ready. What is wrong with the new pods is the question.
    O02 Changes have no effect since the rollout is paused, or nothing is wanted.
    O03 A change is refused since that field can never be changed.
    O04 New pods cannot start before old ones go, and old ones do not go before new ones are ready.
    O05 Old and new versions answer in turns, since one name leads to both or the same tag means two things.
    X01 The entrance shows a certificate nobody expects, since it cannot find or read its own.
    X02 A program's certificate is expired or made out to other names.
    X03 The certificates by which the cluster's parts know each other are expired.
    X04 A request for a certificate waits for somebody to approve it.
    H01 Every change of some kind fails, since somebody who must be asked first does not answer.
    H02 Changes are refused or altered by somebody who is asked first and has rules of their own.
    H03 A kind of object is not known to the server: never installed, or of a version that is gone.
    H04 An object of an added kind is stored and nothing becomes of it, since its operator is away or not content.
    H05 Something is deleted and does not go, since somebody who should finish with it does not.
    H06 A part of the interface that somebody else serves does not answer.
    """
}
