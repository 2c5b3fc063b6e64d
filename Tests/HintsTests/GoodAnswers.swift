import Testing

/// What a good colleague says: nothing of it may be held back. Each after a screen that it speaks of.
enum GoodAnswers {
  struct Answer: Sendable, CustomTestStringConvertible {
    let scenario: String
    let level: Int
    let text: String

    var testDescription: String { "\(scenario), level \(level): \(text.prefix(40))" }
  }

  /// By scenario, in its first variant: a command and what it shows.
  static let screens: [String: (command: String, output: String)] = [
    "bakery-orders": (
      "kubectl get pods",
      """
      NAME                            READY   STATUS             RESTARTS   AGE
      orders-7d9c5b6f4d-2xkqp         0/1     ImagePullBackOff   0          12m
      orders-7d9c5b6f4d-9wz4t         0/1     ErrImagePull       0          12m
      prices-6c8f9d7b5-ab12c          1/1     Running            0          24m
      print-labels-x7x2q              0/1     Completed          0          24m
      """
    ),
    "clinic-portal": (
      "kubectl logs -l app=portal --tail=3",
      "GET /appointments 503\nupstream appointments: dial tcp 10.96.41.7:80: connect: connection refused\nGET /login 200"
    ),
    "courier-routes": (
      "kubectl describe pod route-planner-5f7b8c9d6-hj2kl",
      """
      Last State:  Terminated
        Reason:    OOMKilled
        Exit Code: 137
      Restart Count: 7
      Limits:
        memory: 96Mi
      """
    ),
    "dish-array": (
      "kubectl get daemonsets",
      "NAME    DESIRED   CURRENT   READY   NODE SELECTOR\nclock   2   2   2   dish=true\nreceiver   3   3   3   dish=true"
    ),
    "ferry-bookings": (
      "kubectl get pods",
      "NAME                        READY   STATUS                       RESTARTS\npayments-66c5d8f7b9-k2m4n   0/1     CreateContainerConfigError   0"
    ),
    "heat-control": (
      "kubectl get pods",
      "NAME                             READY   STATUS    RESTARTS      AGE\nmeter-gateway-5c6d7f8b9-q8w7e    1/1     Running   14 (20s ago)   42m"
    ),
    "piste-control": (
      "kubectl get pods",
      "NAME                          READY   STATUS    RESTARTS   AGE\nsnow-depth-7c9d8f6b5-zx1cv    0/1     Running   0          27m"
    ),
    "plate-hall": (
      "kubectl get pods",
      "NAME                            READY   STATUS    RESTARTS   AGE\nplate-setter-6b7c8d9f5-t5r4e    0/1     Pending   0          12m"
    ),
    "press-night": (
      "kubectl get pods",
      "NAME                          READY   STATUS             RESTARTS      AGE\nimposition-8d7c6b5f4-p0o9i    0/1     CrashLoopBackOff   9 (2m ago)    31m"
    ),
    "radio-night": (
      "kubectl get pods",
      "NAME                       READY   STATUS              RESTARTS     AGE\nplayout-5d6f7c8b9-m3n2b    0/1     RunContainerError   6 (40s ago)   14m"
    ),
    "snow-tables": (
      "kubectl get cronjobs",
      "NAME         SCHEDULE      SUSPEND   ACTIVE   LAST SCHEDULE   AGE\nsnow-depth   */3 * * * *   False     1        39m             4h"
    ),
    "tutorial": (
      "kubectl get pods",
      "NAME                     READY   STATUS             RESTARTS      AGE\nloans-6f7d8c9b5-v4b3n    0/1     CrashLoopBackOff   5 (75s ago)   6m"
    ),
    "wind-park": (
      "kubectl logs -l app=park-view --tail=3",
      "tile power: 502 from aggregator\ntile feed-in: ok\ntile outlook: ok"
    ),
  ]

  static let all: [Answer] = table.split(separator: "\n").compactMap { line in
    let parts = line.split(separator: "|", maxSplits: 2).map(String.init)
    guard parts.count == 3, let level = Int(parts[1].filter(\.isNumber)) else { return nil }
    return Answer(scenario: parts[0].filter { $0 != " " }, level: level, text: String(parts[2].drop { $0 == " " }))
  }

  private static let table = """
    bakery-orders | 0 | ImagePullBackOff means that the node could not fetch the image and waits longer before each new attempt. Nothing of the program has run, and where nothing runs nothing is logged.
    bakery-orders | 0 | READY 0/1 says that none of the pod's containers is ready; Completed is how a Job's pod looks when it is done.
    bakery-orders | 0 | ErrImagePull and ImagePullBackOff take turns: the first is the attempt, the second the wait after it.
    bakery-orders | 1 | Which of the pods you see has never been ready, and for how long?
    bakery-orders | 1 | Have you looked at every pod of the namespace yet, or only at those you know?
    bakery-orders | 2 | Compare the columns READY and STATUS. What do the two pods have in common that their neighbours do not?
    bakery-orders | 3 | No log will help here, because nothing has run. What is the node still waiting for?
    bakery-orders | 0 | Das heißt, dass der Knoten das Image nicht holen konnte und vor jedem weiteren Versuch länger wartet. Ein Protokoll gibt es noch nicht.
    bakery-orders | 1 | Welche Pods sind seit der Auslieferung nie bereit gewesen?
    bakery-orders | 0 | Cela signifie que le nœud n'a pas pu télécharger l'image. Que disent les événements du pod ?
    bakery-orders | 0 | Significa que el nodo no pudo descargar la imagen y espera antes de volver a intentarlo.
    bakery-orders | 0 | これはノードがイメージを取得できず、次の試行まで待っているという意味です。ログはまだありません。
    clinic-portal | 0 | "Connection refused" means that a machine was reached, and that nobody listens at that address and port. A timeout would mean silence.
    clinic-portal | 0 | The portal asks another service and gets no connection; 503 is what it tells its own users then.
    clinic-portal | 1 | What does the portal itself write about the page that fails?
    clinic-portal | 2 | One line comes again and again. Whom does it name?
    clinic-portal | 3 | The portal seems to be well itself. Who stands between it and the pods it wants to reach?
    clinic-portal | 0 | „Connection refused“ heißt: Die Adresse wurde erreicht, aber dort hört niemand zu.
    clinic-portal | 0 | « Connection refused » veut dire que personne n'écoute à cette adresse.
    clinic-portal | 0 | 接続が拒否されたというのは、その宛先で誰も待ち受けていないという意味です。
    courier-routes | 0 | 137 is 128 plus 9: the process got signal 9 and had no chance to say goodbye. OOMKilled says who sent it: the kernel, because of memory.
    courier-routes | 0 | A limit of 96Mi is the most that the container may use; when it needs more, the kernel ends it.
    courier-routes | 0 | The restart count is 7, so this has been going on for a while. The state before the last start is what describe shows as last state.
    courier-routes | 1 | Which pods of the namespace have restarted, and how often?
    courier-routes | 2 | What does the column RESTARTS tell you that STATUS hides?
    courier-routes | 3 | Something ends these containers every other minute. Is it the program itself, or somebody else?
    courier-routes | 0 | Der Kernel hat den Container beendet, weil er mehr Speicher wollte als erlaubt. Der Code 137 ist 128 plus Signal 9.
    courier-routes | 0 | El código 137 es 128 más la señal 9: el núcleo terminó el proceso por falta de memoria.
    courier-routes | 0 | 終了コード137は128にシグナル9を足したものです。メモリの上限を超えたため、カーネルが止めました。
    dish-array | 0 | DESIRED is how many machines the DaemonSet wants a pod on; READY is how many of these pods answer. Green means that the two are the same, not that the number is right.
    dish-array | 1 | Who puts the frames together, and have you asked all of them, or only one?
    dish-array | 2 | Do all three logs say the same?
    dish-array | 3 | Three callers, one name, and a single one in vain. What is different about that one?
    dish-array | 0 | DESIRED zählt die Knoten, auf denen ein Pod laufen soll. Wie viele Antennen gibt es?
    ferry-bookings | 0 | CreateContainerConfigError means that the kubelet could not put the container's configuration together, so the container was never made. That is why it has no log.
    ferry-bookings | 1 | Which workloads are whole, and which are not?
    ferry-bookings | 2 | Two pods stand out in READY and STATUS. Do they restart?
    ferry-bookings | 3 | A container that was never made cannot log. Who stopped before it, and where would that be written down?
    ferry-bookings | 0 | Le kubelet n'a pas pu préparer la configuration du conteneur ; il n'y a donc pas de journal.
    ferry-bookings | 0 | El kubelet no pudo preparar la configuración del contenedor, así que nunca se creó.
    heat-control | 0 | 14 (20s ago) means that the container was started anew fourteen times, the last time twenty seconds ago. Running only describes this moment.
    heat-control | 1 | Begin wide: which pods restart, and which do not?
    heat-control | 2 | What do the pods share whose number of restarts grows?
    heat-control | 3 | Does the program end by itself, or does somebody end it? Where would you read that?
    heat-control | 0 | Die Zahl in RESTARTS sagt, wie oft der Container neu gestartet wurde; in Klammern steht, wann zuletzt.
    piste-control | 0 | A pod can run and not be ready: then the Service sends it no requests. 0/1 counts the containers that are ready.
    piste-control | 1 | Look at all pods of the namespace first; which line is unlike the others?
    piste-control | 2 | STATUS says Running. What does the column before it say?
    piste-control | 3 | Kubernetes asks these pods something before it trusts them. Where is the question written, and who gave the answer?
    piste-control | 0 | Laufen und bereit sein sind zwei Dinge. Erst wenn der Pod bereit ist, bekommt er Anfragen.
    plate-hall | 0 | Pending means that no machine was chosen for the pod yet. It has no log, because it runs nowhere.
    plate-hall | 1 | How many of the six run, and what is different about the rest?
    plate-hall | 2 | Three of them are as old as their sisters. How far did they get?
    plate-hall | 3 | Who hands out machines, and where does it say why it did not?
    plate-hall | 0 | Pending signifie qu'aucune machine n'a encore été choisie pour ce pod.
    press-night | 0 | CrashLoopBackOff is not an error of its own: the container started, ended, and waits longer before each new start. Nine restarts in half an hour fit that.
    press-night | 1 | Which of the services that were restarted tonight counts its restarts?
    press-night | 3 | If nobody else ends these containers, who would know the reason best?
    press-night | 0 | CrashLoopBackOff heißt: Der Container startet, endet, und der Kubelet wartet jedes Mal länger.
    radio-night | 0 | RunContainerError says that the runtime was asked to start the container and could not. The pod's events tell what exactly it was asked to do.
    radio-night | 2 | One pod has never been ready, though it has been tried many times. Is there anything in its log?
    radio-night | 3 | Starting and crashing are two things. Did the program run at all?
    radio-night | 0 | コンテナランタイムが起動を試みて失敗した、という意味です。プログラムは一度も動いていません。
    snow-tables | 0 | ACTIVE 1 means that one run has not ended yet; LAST SCHEDULE is when the last one began. With a run every three minutes these numbers do not go well together.
    snow-tables | 1 | Who is in charge of making new tables, and what does it say about itself?
    snow-tables | 3 | If a container is never made, can it log anything? Where else would you look for the reason?
    snow-tables | 0 | Der letzte Lauf hat vor 39 Minuten begonnen, und einer ist noch aktiv. Passt das zum Plan?
    tutorial | 0 | Five restarts in six minutes: it ends shortly after it was started, and every wait is longer than the one before.
    tutorial | 2 | Read the columns STATUS and RESTARTS from left to right. What changes when you run the command again?
    tutorial | 3 | The kubelet starts it, it ends, and the wait grows. What would you ask the pod next?
    tutorial | 0 | Cinco reinicios en seis minutos: el contenedor termina poco después de cada inicio.
    wind-park | 0 | 502 is what a program in between says when it did not get a proper answer from the one behind it. So the aggregator is alive.
    wind-park | 1 | Begin where the user looks: what does the wall write about the tile that is empty?
    wind-park | 2 | Only one tile complains. What did it get instead of an answer?
    wind-park | 3 | Somebody passes on a trouble that is not their own. Whom would you ask next?
    wind-park | 0 | 502 bedeutet, dass der Vermittler von dem Dienst dahinter keine brauchbare Antwort bekam.
    """
}
